import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { ActResult } from '../../../../shared/model/attempt-outcome.ts';
import { dayOf } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb, WritableDb } from '../../db/database.ts';
import type { Act, SavedAttempt } from '../../db/repositories/act-repository.ts';
import { entriesOfStay, insertCentreEntry } from '../../db/repositories/centre-entry-repository.ts';
import { type Encounter, findEncounter } from '../../db/repositories/encounter-repository.ts';
import { insertInterimFinal, interimOfReversal, interimsOf, standingInterims } from '../../db/repositories/interim-repository.ts';
import { claimOf, insertSettlement, settlementById } from '../../db/repositories/settlement-repository.ts';
import type { StayMoney } from '../money/stay-money.ts';
import { saveCentreEntry } from './reversal-adoption.ts';

interface Deps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly stayMoney: StayMoney;
}

/**
 * 中途结算: the centre settled what was used until its day. The share becomes a debt now, and the deposit pays of it what it holds; the stay and its claim
 * go on. A credit lock pays at the discharge, with what was used since: it is drawn once.
 */
export function adoptInterim(
  deps: Deps,
  act: Act,
  encounter: Encounter,
  result: Extract<ActResult, { kind: 'settlement' }>,
  attempt: SavedAttempt,
): void {
  const { db, stayMoney } = deps;
  const claim = claimOf(db, encounter.id);
  invariant(claim !== undefined, 'every stay has a claim');
  const settlementId = insertSettlement(db, claim.id, {
    standing: 'final',
    sourceMessageId: attempt.messageId,
    centreNumber: result.settlementNumber,
    split: result.split,
    settledAt: result.settledAt,
    pack: null,
    detailText: JSON.stringify(result.funds.length === 0 ? {} : { funds: result.funds }),
  });
  insertInterimFinal(db, act.id, settlementId);
  saveCentreEntry(deps, encounter, result, attempt);
  stayMoney.onSettled(encounter.id, result.split);
  payParts(db, stayMoney, encounter.id);
}

/**
 * What the deposit holds pays what is still owed of interim settlements; also called when more is deposited. Of a stay on credit the bank pays it at the
 * discharge.
 */
export function payParts(db: ReadableDb, stayMoney: Pick<StayMoney, 'applyDeposit'>, encounterId: EncounterId): void {
  if (findEncounter(db, encounterId)?.door !== 'credit' && standingInterims(db, encounterId).length > 0)
    stayMoney.applyDeposit(encounterId);
}

/** It was taken back: booked today, its lines are open again, and what the deposit paid of it is the deposit's. */
export function adoptInterimReversal(
  { db, clock, stayMoney }: Deps,
  act: Act,
  encounter: Encounter,
  { reversalNumber, reversedAt }: Extract<ActResult, { kind: 'settlement-reversal' }>,
  { messageId }: SavedAttempt,
): void {
  const interim = interimsOf(db, encounter.id).find(({ actId }) => actId === interimOfReversal(db, act.id));
  const settlement = interim?.settlementId == null ? undefined : settlementById(db, interim.settlementId);
  const claim = claimOf(db, encounter.id);
  invariant(settlement !== undefined && claim !== undefined, 'only an interim settlement that stands is taken back');
  const settledAt = reversedAt ?? clock.now();
  insertSettlement(db, claim.id, {
    standing: 'reversal',
    sourceMessageId: messageId,
    centreNumber: reversalNumber,
    split: settlement.split,
    settledAt,
    pack: null,
    detailText: JSON.stringify({ of: settlement.id }),
  });
  stayMoney.onRecalled(encounter.id);
  const entry = entriesOfStay(db, encounter.id).findLast(({ settlementNumber }) => settlementNumber === settlement.centreNumber);
  if (entry === undefined) return;
  const { id: _id, ...there } = entry;
  const negative = { total: entry.total.negated(), fund: entry.fund.negated(), account: entry.account.negated() };
  insertCentreEntry(db, {
    ...there,
    ...negative,
    reversal: true,
    settlementNumber: reversalNumber,
    messageId,
    settledAt,
    day: dayOf(settledAt),
  });
}
