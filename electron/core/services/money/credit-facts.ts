import type { CreditView } from '../../../../shared/contract/credit-contract.ts';
import { exposureOf, freeOf } from '../../../../shared/credit/credit-life.ts';
import type { EstimateRange } from '../../../../shared/model/settlement.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { ReadableDb } from '../../db/database.ts';
import { actsOf } from '../../db/repositories/act-repository.ts';
import { creditOrders, lockedSince } from '../../db/repositories/credit-repository.ts';
import { hasConsented } from '../../db/repositories/door-repository.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { lastCreditStanding } from '../../db/repositories/patient-repository.ts';
import { claimOf } from '../../db/repositories/settlement-repository.ts';
import type { EstimateService } from '../settlement/estimate-service.ts';
import { creditLifeOf, heldByLock } from './credit-orders.ts';
import { overUnconfirmedCap } from './unconfirmed-cap.ts';

export interface CreditFactsDeps {
  readonly db: ReadableDb;
  readonly estimates: EstimateService;
  readonly bankUp: () => boolean;
  /** 待银行确认风险额度, set by finance. */
  readonly unconfirmedCap: Money;
}

/** Drawn and not given back. */
export function drawnOf(db: ReadableDb, encounter: Encounter): Money {
  const done = creditOrders(db, encounter.id).filter(({ state }) => state === 'done');
  const sum = (wanted: 'draw' | 'draw-reversal') => Money.sum(done.filter(({ kind }) => kind === wanted).map(({ amount }) => amount));
  return sum('draw').minus(sum('draw-reversal'));
}

/** What of the bank's limit is free now: its last answer less what was ordered since. */
export function freeNow(db: ReadableDb, encounter: Encounter): Money {
  const seen = lastCreditStanding(db, encounter.patientId);
  if (seen?.standing !== 'available' || seen.limit === null || seen.available === null) return Money.ZERO;
  return freeOf({ limit: seen.limit, available: seen.available }, lockedSince(db, encounter.patientId, seen.asOf));
}

/** Of a stay that the centre has not settled; null: nothing to expect any more, or it cannot be said. */
export function ownShareExpected({ estimates }: CreditFactsDeps, encounter: Encounter): EstimateRange | null {
  if (encounter.state === 'settled' || encounter.state === 'cancelled') return null;
  const guess = estimates.expected(encounter);
  return guess.kind === 'none' ? null : guess.range;
}

/** The expected own share against what is held and what of it is ordered; null: not on credit, or nothing can be said. */
export function exposureNow(db: ReadableDb, encounter: Encounter, range: EstimateRange | null): CreditView['exposure'] {
  if (range === null || encounter.door !== 'credit') return null;
  const coming = Money.sum(
    creditLifeOf(db, encounter.id)
      .ordered.filter(({ kind }) => kind === 'lock' || kind === 'raise')
      .map(({ amount }) => amount),
  );
  return exposureOf(range.most.inScopeOwnShare, heldByLock(db, encounter.id).plus(coming), freeNow(db, encounter));
}

/** What the bank said last; null: it was not asked. */
export function lastStanding(db: ReadableDb, encounter: Encounter): CreditView['standing'] {
  const seen = lastCreditStanding(db, encounter.patientId);
  if (seen === undefined) return null;
  const { limit, available, outstanding, openedAt, agreementSigned, asOf } = seen;
  const locked = limit === null || available === null || outstanding === null ? null : limit.minus(available).minus(outstanding);
  const beforeAdmission = openedAt === null ? null : openedAt < encounter.admittedAt;
  return { standing: seen.standing, openedAt, beforeAdmission, agreementSigned, limit, available, outstanding, locked, asOf };
}

const when = (holds: boolean, reason: string): readonly string[] => (holds ? [reason] : []);

/** Codes of renderer/i18n: why the lock is not raised. */
export function raiseClosed(deps: CreditFactsDeps, encounter: Encounter, range: EstimateRange | null, amount: Money): readonly string[] {
  const { db } = deps;
  const life = creditLifeOf(db, encounter.id);
  const standing = lastCreditStanding(db, encounter.patientId);
  const short = exposureNow(db, encounter, range)?.short;
  return [
    ...when(encounter.door !== 'credit', 'not-on-credit'),
    ...when(['settled', 'cancelled'].includes(encounter.state) || life.settled, 'settled'),
    ...when(['pending', 'unknown'].includes(claimOf(db, encounter.id)?.state.kind ?? ''), 'settling'),
    ...when(!life.entries.some(({ kind }) => kind === 'lock'), 'no-lock'),
    ...when(
      life.ordered.some(({ kind }) => kind === 'raise'),
      'under-way',
    ),
    ...when(
      life.ordered.some(({ kind }) => kind === 'draw-reversal'),
      'money-goes-back',
    ),
    ...when(!hasConsented(db, encounter.patientId), 'no-consent'),
    ...when(standing?.standing !== 'available' || !standing.agreementSigned, 'bank-says-no'),
    ...when(range === null, 'no-estimate'),
    ...when(short?.isZero() === true, 'enough'),
    ...when(short?.isZero() === false && freeNow(db, encounter).isZero(), 'limit-used-up'),
    ...when(overUnconfirmedCap(deps, amount), 'over-unconfirmed-cap'),
  ];
}

/** Codes of renderer/i18n: why the credit cannot be given up. */
export function leaveClosed(db: ReadableDb, encounter: Encounter): readonly string[] {
  const bank = actsOf(db, encounter.id).filter(({ line }) => line === 'bank');
  return [
    ...when(encounter.door !== 'credit', 'not-on-credit'),
    ...when(['settled', 'cancelled'].includes(encounter.state), 'settled'),
    ...when(encounter.state === 'left-unsettled', 'left'),
    ...when(['pending', 'unknown', 'acknowledged'].includes(claimOf(db, encounter.id)?.state.kind ?? ''), 'settling'),
    ...when(
      bank.some(({ state }) => state === 'unknown'),
      'outcome-unknown',
    ),
    ...when(
      creditLifeOf(db, encounter.id).ordered.some(({ kind }) => kind === 'draw-reversal'),
      'money-goes-back',
    ),
  ];
}
