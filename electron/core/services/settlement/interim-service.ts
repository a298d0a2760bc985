import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { interimOpen, moneyGoesBack, recallOpen, standing } from '../../../../shared/claim/recall-steps.ts';
import type { INTERIM_BLOCKS, InterimView, interimContract } from '../../../../shared/contract/interim-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { ActKind } from '../../../../shared/model/acts.ts';
import type { ChargeItem } from '../../../../shared/model/stay.ts';
import { Money } from '../../../../shared/money/money.ts';
import { type CalendarDate, dayOf, plusDays, startOfDay } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { type Act, actsOf, insertAct, lastWordsOf, outcomeUnknown, saveActState } from '../../db/repositories/act-repository.ts';
import { insertRemoval } from '../../db/repositories/charge-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { type Encounter, findEncounter } from '../../db/repositories/encounter-repository.ts';
import { claimableBefore, type Interim, insertInterim, interimsOf, toldSince } from '../../db/repositories/interim-repository.ts';
import { findCoverage, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import { withdrawalOf } from '../../db/repositories/recall-repository.ts';
import { claimOf, settlementById } from '../../db/repositories/settlement-repository.ts';
import { once } from '../desk/keyed.ts';
import type { StayMoney } from '../money/stay-money.ts';
import { awaitsDivision } from '../stay/charge-division.ts';
import { insertUploads } from './charges-repair.ts';
import type { EstimateService } from './estimate-service.ts';

export interface InterimDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
  readonly stayMoney: Pick<StayMoney, 'dealtWith'>;
  readonly linesPerUpload: number;
  readonly onChange: () => void;
}

type Block = (typeof INTERIM_BLOCKS)[number];
type Commit = z.output<typeof interimContract.commit.request>;

/** What one would settle: its last day, its lines, and those of afterwards that the centre has already. */
interface Part {
  readonly untilOn: CalendarDate;
  readonly lines: readonly ChargeItem[];
  readonly total: Money;
  readonly later: readonly ChargeItem[];
}

const CARRIES_LINES: readonly ActKind[] = ['charges', 'charges-comparison', 'charges-removal'];

/** 年终中途结算: what a stay used until a year's end is settled with the centre, and the stay goes on. Source: interface reference §2.1, `mid_setl_flag`. */
export class InterimService {
  readonly #deps: InterimDeps;

  constructor(deps: InterimDeps) {
    this.#deps = deps;
  }

  /** Errors: encounter.not-found. */
  view(encounterId: EncounterId): InterimView {
    const { db } = this.#deps;
    const encounter = this.#encounter(encounterId);
    const interims = interimsOf(db, encounterId);
    const part = this.#part(encounter);
    return {
      next: part === null ? null : this.#nextView(encounter, part),
      interims: interims.filter(({ state }) => state !== 'withdrawn').map((each) => this.#interimView(each)),
      mayWithdraw: mayWithdraw(interims),
    };
  }

  /** One transaction; no network. Errors: see the contract. */
  commit(request: Commit, clerkId: string): void {
    const { db, clock, onChange } = this.#deps;
    once(db, request.key, { ...request, total: request.total.toString(), clerkId }, clock.now(), () => this.#commit(request, clerkId));
    onChange();
  }

  #commit({ encounterId, untilOn, total, reason, key }: Commit, clerkId: string): string {
    const { db, clock, stayMoney } = this.#deps;
    const encounter = this.#encounter(encounterId);
    const part = this.#part(encounter);
    if (part === null) throw wrongState('no-charges');
    const [why] = this.#blocks(encounter, part);
    if (why !== undefined) throw wrongState(why);
    if (part.untilOn !== untilOn || !part.total.equals(total))
      throw new AppError('conflict', 'claim.quote-stale', 'the clerk confirmed other amounts than these');
    stayMoney.dealtWith(encounterId, clerkId);
    const act = { encounterId, clerkId, createdAt: clock.now(), deadlineAt: null };
    // The centre settles all lines that it has: those of the new year go first, and come again behind.
    for (const { lineNumber } of part.later)
      insertRemoval(db, insertAct(db, { ...act, kind: 'charges-removal', key: randomUUID() as IdempotencyKey }), lineNumber);
    const actId = insertAct(db, { ...act, kind: 'interim-settlement', key });
    insertInterim(db, { actId, untilOn, reason, orderNumber: encounter.orderNumber, lines: part.lines });
    insertUploads(this.#deps, encounter, part.later);
    const facts = { untilOn, reason, lines: part.lines.length, total: total.toString() };
    insertAudit(db, { at: clock.now(), clerkId, event: 'interim-committed', subjectId: encounterId, facts });
    return encounterId;
  }

  /** Errors: see the contract. */
  withdraw(encounterId: EncounterId, clerkId: string): void {
    const { db, clock, onChange } = this.#deps;
    db.transaction(() => {
      const interims = interimsOf(db, this.#encounter(encounterId).id);
      const last = interims.at(-1);
      if (last === undefined || !mayWithdraw(interims)) throw wrongState(last?.state ?? 'none');
      saveActState(db, last.actId, 'withdrawn');
      insertAudit(db, { at: clock.now(), clerkId, event: 'interim-withdrawn', subjectId: encounterId, facts: { actId: last.actId } });
    }).immediate();
    onChange();
  }

  /** Of the last 31 December that the stay has seen, today among them; null: none, or nothing used until then is open. */
  #part(encounter: Encounter): Part | null {
    const { db, clock } = this.#deps;
    const today = clock.today();
    const year = today.endsWith('-12-31') ? today.slice(0, 4) : String(Number(today.slice(0, 4)) - 1);
    const untilOn = `${year}-12-31` as CalendarDate;
    if (encounter.careKind === 'outpatient' || dayOf(encounter.admittedAt) > untilOn) return null;
    const end = startOfDay(plusDays(untilOn, 1));
    const lines = claimableBefore(db, encounter.orderNumber, end);
    if (lines.length === 0) return null;
    return { untilOn, lines, total: Money.sum(lines.map(({ amount }) => amount)), later: toldSince(db, encounter.orderNumber, end) };
  }

  #nextView(encounter: Encounter, part: Part): NonNullable<InterimView['next']> {
    const guess = this.#deps.estimates.ofPart(encounter, part.lines, part.untilOn);
    return {
      untilOn: part.untilOn,
      lines: part.lines.length,
      total: part.total,
      laterThere: part.later.length,
      ownShare: guess.kind === 'none' ? null : { least: guess.range.least.burden, most: guess.range.most.burden },
      closedBecause: [...this.#blocks(encounter, part)],
    };
  }

  #blocks(encounter: Encounter, part: Part): readonly Block[] {
    const { db } = this.#deps;
    const acts = actsOf(db, encounter.id);
    const there = standing(acts);
    const claim = claimOf(db, encounter.id)?.state.kind ?? 'draft';
    const insured = findCoverage(db, encounter.coverageId)?.schemeCode !== SELF_PAY && withdrawalOf(db, encounter.id) === undefined;
    const committed = !['draft', 'rejected'].includes(claim) || there.has('discharge') || encounter.state === 'cancelled';
    const carrying = acts.filter(({ kind }) => CARRIES_LINES.includes(kind));
    const reasons: readonly (readonly [boolean, Block])[] = [
      [!insured, 'not-insured'],
      [insured && !there.has('admission'), 'not-registered'],
      [acts.some(outcomeUnknown), 'outcome-unknown'],
      [recallOpen(acts), 'recall-open'],
      [moneyGoesBack(acts), 'money-goes-back'],
      [committed, 'already-committed'],
      [carrying.some(({ state }) => state === 'waiting' || state === 'unknown'), 'charges-waiting'],
      [carrying.some(({ state }) => state === 'rejected'), 'charges-rejected'],
      [awaitsDivision(db, encounter), 'charges-undivided'],
      [interimOpen(acts), 'interim-open'],
      [part.total.compare(Money.ZERO) <= 0, 'no-charges'],
    ];
    return reasons.filter(([holds]) => holds).map(([, reason]) => reason);
  }

  #interimView(interim: Interim): InterimView['interims'][number] {
    const { db } = this.#deps;
    const { actId, state, untilOn, askedAt, lines, total, takenBack } = interim;
    const settlement = interim.settlementId === null ? undefined : settlementById(db, interim.settlementId);
    const words = state === 'rejected' ? lastWordsOf(db, actId) : null;
    return {
      ...{ actId, state, untilOn, askedAt, lines, total, takenBack, words },
      settlement:
        settlement === undefined
          ? null
          : {
              number: settlement.centreNumber ?? '',
              settledAt: settlement.settledAt,
              funds: settlement.split.total.minus(settlement.split.burden),
              ownShare: settlement.split.burden.minus(settlement.split.account).minus(settlement.split.familyAccount),
            },
    };
  }

  #encounter(encounterId: EncounterId): Encounter {
    const encounter = findEncounter(this.#deps.db, encounterId);
    if (encounter === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    return encounter;
  }
}

/** What was sent, and is not known, is found out first. */
function mayWithdraw(interims: readonly Pick<Act, 'state'>[]): boolean {
  const state = interims.at(-1)?.state;
  return state === 'rejected' || state === 'waiting';
}

const wrongState = (state: string): AppError =>
  new AppError('conflict', 'encounter.wrong-state', 'nothing is settled in between now', { state });
