import { visitBusy, type VisitStanding, visitStanding } from '../../../../shared/claim/visit-steps.ts';
import type { VisitView } from '../../../../shared/contract/visit-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { LineResult } from '../../../../shared/model/attempt-outcome.ts';
import type { Split } from '../../../../shared/model/settlement.ts';
import type { NetLine, VisitOrder } from '../../../../shared/model/visit.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../../db/database.ts';
import { type Act, actsOf } from '../../db/repositories/act-repository.ts';
import { type Encounter, findEncounter, openEncounterOf } from '../../db/repositories/encounter-repository.ts';
import { type Coverage, findCoverage, lastEligibility, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import { withdrawalOf } from '../../db/repositories/recall-repository.ts';
import { type Claim, claimOf, lastSettlement, type SavedSettlement } from '../../db/repositories/settlement-repository.ts';
import {
  batchLines,
  findVisitOrder,
  hasVisitChoice,
  lastBatch,
  type VisitChoice,
  visitChoice,
  type VisitEvent,
  visitEvents,
  visitResults,
} from '../../db/repositories/visit-repository.ts';
import { chargedNow } from './visit-content.ts';

/** What the centre answered to 2206, for which lines and which account: not saved, a pre-settlement moves nothing and ages at once. */
export interface PreSettled {
  readonly split: Split;
  readonly at: Instant;
  readonly batch: string;
  readonly account: VisitChoice['account'];
}

/** Everything a visit's view and its gates are made of, read once. */
export interface VisitFacts {
  readonly encounter: Encounter;
  readonly order: VisitOrder;
  readonly coverage: Coverage;
  readonly claim: Claim;
  readonly acts: readonly Act[];
  readonly events: readonly VisitEvent[];
  readonly choice: VisitChoice;
  readonly lines: readonly NetLine[];
  readonly total: Money;
  readonly standing: VisitStanding;
  readonly busy: boolean;
  /** The last upload's number and what the centre made of it, while it stands. */
  readonly batch: string | null;
  readonly results: ReadonlyMap<string, LineResult>;
  /** That upload carries exactly what is charged now. */
  readonly current: boolean;
  readonly final: SavedSettlement | null;
  /** For these lines and this account. */
  readonly preSettled: PreSettled | null;
  /** The centre's words, while nothing was done since it said no. */
  readonly refusal: string | null;
  readonly inHospital: VisitView['inHospital'];
  /** Nobody knew who insures him when the visit was opened, and no clerk chose that he pays himself: asked when it is pre-settled. */
  readonly insuranceUnknown: boolean;
  readonly selfPaid: VisitEvent | null;
  readonly claimed: boolean;
}

/** What is asked of the centre; invoices go their own way. */
export const centreActsOf = (db: ReadableDb, encounterId: EncounterId): readonly Act[] =>
  actsOf(db, encounterId).filter(({ line }) => line === 'centre');

/** Errors: encounter.not-found. */
export function visitFacts(db: ReadableDb, encounterId: EncounterId, asked: PreSettled | undefined): VisitFacts {
  const encounter = findEncounter(db, encounterId);
  const order = encounter === undefined ? undefined : findVisitOrder(db, encounter.orderNumber);
  if (encounter === undefined || order === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such visit');
  const coverage = findCoverage(db, encounter.coverageId);
  const claim = claimOf(db, encounter.id);
  invariant(coverage !== undefined && claim !== undefined, 'a visit has its coverage and its claim');
  const acts = centreActsOf(db, encounter.id);
  const events = visitEvents(db, encounter.id);
  const choice = visitChoice(db, encounter.id);
  const lines = chargedNow(db, encounter);
  const standing = visitStanding(acts);
  const last = lastBatch(db, encounter.id);
  const batch = last !== undefined && last.actId === standing.charges ? last.number : null;
  const current = batch !== null && sameLines(db, batch, lines);
  const fits = asked !== undefined && current && asked.batch === batch && asked.account === choice.account;
  const selfPaid = selfPaidNow(events);
  const final = lastSettlement(db, claim.id, 'final') ?? null;
  return {
    encounter,
    order,
    coverage,
    claim,
    acts,
    events,
    choice,
    lines,
    total: Money.sum(lines.map(({ amount }) => amount)),
    standing,
    busy: visitBusy(acts),
    batch,
    results: batch === null ? new Map() : visitResults(db, batch),
    current,
    final,
    preSettled: fits ? asked : null,
    refusal: final === null ? refusalOf(events) : null,
    inHospital: inHospitalOf(db, encounter, coverage),
    insuranceUnknown: coverage.schemeCode === SELF_PAY && !hasVisitChoice(db, encounter.id),
    selfPaid,
    claimed: withdrawalOf(db, encounter.id) !== undefined,
  };
}

function sameLines(db: ReadableDb, batch: string, lines: readonly NetLine[]): boolean {
  const key = ({ lineNumber, quantity, amount }: Pick<NetLine, 'lineNumber' | 'quantity' | 'amount'>) =>
    `${lineNumber} ${quantity} ${amount.toString()}`;
  const sent = new Set(batchLines(db, batch).map(key));
  return sent.size === lines.length && lines.every((line) => sent.has(key(line)));
}

/** The refusal still stands while a clerk has not done anything about it; one that a settlement was taken over behind is history. */
function refusalOf(events: readonly VisitEvent[]): string | null {
  const last = events.at(-1);
  return last?.kind === 'refused' ? last.reason : null;
}

function selfPaidNow(events: readonly VisitEvent[]): VisitEvent | null {
  const last = events.findLast(({ kind }) => ['self-pay', 'claim', 'resettle', 'cancelled'].includes(kind));
  return last?.kind === 'self-pay' || last?.kind === 'claim' ? last : null;
}

/** By our own list of stays, and by what the centre said when it was asked last (5303). */
function inHospitalOf(db: ReadableDb, encounter: Encounter, coverage: Coverage): VisitView['inHospital'] {
  const here = openEncounterOf(db, encounter.patientId);
  const lies = here !== undefined && here.wardLeftAt === null && here.admittedAt <= encounter.admittedAt;
  if (lies) return { where: 'here', stayNumber: here.stayNumber };
  return lastEligibility(db, coverage.id)?.inHospitalElsewhere === true ? { where: 'elsewhere', stayNumber: '' } : null;
}

export function stageOf(facts: VisitFacts): VisitView['stage'] {
  const { encounter, claim, acts, standing, current, final, refusal, preSettled, selfPaid, claimed } = facts;
  const open = acts.filter(({ state }) => state === 'waiting' || state === 'unknown');
  const back = open.some(({ kind }) => kind.endsWith('-reversal'));
  if (encounter.state === 'cancelled') return 'cancelled';
  if (selfPaid !== null) return claimed ? 'claimed' : 'self-paid';
  if (open.some(({ kind, state }) => state === 'unknown' && kind.startsWith('visit-settlement'))) return 'unknown';
  if (back) return 'returning';
  if (final !== null) return 'settled';
  if (claim.state.kind === 'pending' || claim.state.kind === 'unknown') return 'settling';
  if (open.length > 0) return 'sending';
  if (refusal !== null) return 'refused';
  if (preSettled !== null) return 'pre-settled';
  return standing.charges !== null && current ? 'sent' : 'open';
}
