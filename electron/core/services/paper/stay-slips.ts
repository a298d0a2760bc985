import type { PaperContent } from '../../../../shared/contract/paper-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { PaperKind } from '../../../../shared/model/stay.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../../db/database.ts';
import { actsOf, attemptsOf } from '../../db/repositories/act-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { standingInterims } from '../../db/repositories/interim-repository.ts';
import { claimOf, type CreditEntry, creditEntries, lastCentreNumber, lastSettlement } from '../../db/repositories/settlement-repository.ts';
import { stayBalance } from '../money/stay-money.ts';
import { notAllowed } from './not-allowed.ts';

type Slip = Extract<PaperContent, { readonly signs: readonly string[] }>;
export type SlipContent = Pick<Slip, 'number' | 'at' | 'amounts' | 'facts' | 'signs'>;
const STAY_SLIPS = ['credit-lock-slip', 'credit-receipt', 'visit-statement', 'interim-statement', 'result-pending'] as const;
export type StaySlip = (typeof STAY_SLIPS)[number];
export const isStaySlip = (kind: PaperKind): kind is StaySlip => (STAY_SLIPS as readonly PaperKind[]).includes(kind);

/** A slip about a stay or a visit, from what stands. Errors: rule/paper.not-allowed while nothing of the kind stands. */
export function staySlip(db: ReadableDb, encounterId: EncounterId, kind: StaySlip, now: Instant): SlipContent {
  if (kind === 'credit-lock-slip') return lockSlip(creditEntries(db, encounterId), now);
  if (kind === 'credit-receipt') return drawReceipt(db, encounterId, creditEntries(db, encounterId), now);
  if (kind === 'interim-statement') return interimStatement(db, encounterId);
  return kind === 'visit-statement' ? visitStatement(db, encounterId) : resultPending(db, encounterId);
}

const sumOf = (entries: readonly CreditEntry[], ...kinds: readonly CreditEntry['kind'][]): Money =>
  Money.sum(entries.filter(({ kind }) => kinds.includes(kind)).map(({ amount }) => amount));

/** 信用占用单: what the bank confirmed before anything was paid. */
function lockSlip(entries: readonly CreditEntry[], at: Instant): SlipContent {
  const lock = entries.find(({ kind }) => kind === 'lock');
  if (lock === undefined) throw notAllowed('the bank has confirmed no lock');
  return {
    number: lock.bankNumber,
    at,
    amounts: [{ name: 'locked', amount: sumOf(entries, 'lock', 'raise') }],
    facts: [],
    signs: ['patient', 'clerk'],
  };
}

/** 信用用款回执: the official 自付 that the bank paid once, and what it let go. */
function drawReceipt(db: ReadableDb, encounterId: EncounterId, entries: readonly CreditEntry[], at: Instant): SlipContent {
  const draw = entries.findLast(({ kind }) => kind === 'draw');
  const standing = sumOf(entries, 'draw').minus(sumOf(entries, 'draw-reversal'));
  if (draw === undefined || standing.isZero()) throw notAllowed('the bank has paid nothing of it');
  const claim = claimOf(db, encounterId);
  return {
    number: draw.bankNumber,
    at,
    amounts: [
      { name: 'locked', amount: sumOf(entries, 'lock', 'raise') },
      { name: 'drawn', amount: standing },
      { name: 'released', amount: sumOf(entries, 'release') },
    ],
    facts: [{ name: 'settlement', value: claim === undefined ? '' : (lastCentreNumber(db, claim.id) ?? '') }],
    signs: ['patient', 'clerk'],
  };
}

/** 门诊结算单: the centre's own figures of a visit. */
function visitStatement(db: ReadableDb, encounterId: EncounterId): SlipContent {
  const claim = claimOf(db, encounterId);
  const final = claim === undefined ? undefined : lastSettlement(db, claim.id, 'final');
  const encounter = findEncounter(db, encounterId);
  if (encounter?.careKind !== 'outpatient' || encounter.state !== 'settled' || final === undefined)
    throw notAllowed('no settlement of the centre yet');
  const { split, settledAt, centreNumber } = final;
  const { due } = stayBalance(db, encounterId);
  const rows = [
    ['total', split.total],
    ['fund', split.total.minus(split.burden)],
    ['burden', split.burden],
    ['account', split.account],
    ['cash', split.burden.minus(split.account)],
    ['owed', due],
  ] as const;
  return { number: centreNumber ?? '', at: settledAt, amounts: rows.map(([name, amount]) => ({ name, amount })), facts: [], signs: [] };
}

/** 中途结算单: the centre's own figures of what was used until a year's end, of the last such settlement that stands. */
function interimStatement(db: ReadableDb, encounterId: EncounterId): SlipContent {
  const last = standingInterims(db, encounterId).at(-1);
  if (last === undefined) throw notAllowed('no interim settlement stands');
  const { split, settledAt, centreNumber } = last.settlement;
  const account = split.account.plus(split.familyAccount);
  const rows = [
    ['total', split.total],
    ['fund', split.total.minus(split.burden)],
    ['burden', split.burden],
    ['account', account],
    ['cash', split.burden.minus(account)],
  ] as const;
  const amounts = rows.map(([name, amount]) => ({ name, amount }));
  return { number: centreNumber ?? '', at: settledAt, amounts, facts: [{ name: 'until', value: last.untilOn }], signs: [] };
}

/** 结果待查单 (S09): it was sent, nobody knows what became of it; no cash is taken meanwhile, here or elsewhere. */
function resultPending(db: ReadableDb, encounterId: EncounterId): SlipContent {
  const act = actsOf(db, encounterId).findLast(({ state }) => state === 'unknown');
  const attempt = act === undefined ? undefined : attemptsOf(db, act.id).at(-1);
  if (act === undefined || attempt === undefined) throw notAllowed('no outcome is unknown');
  return {
    number: attempt.messageId,
    at: attempt.sentAt,
    amounts: [],
    facts: [{ name: 'act', value: act.kind }],
    signs: ['patient', 'clerk'],
  };
}
