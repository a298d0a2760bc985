import type { WaiverReading } from '../model/credit.ts';
import type { Estimate, EstimateRange } from '../model/settlement.ts';
import { Money } from '../money/money.ts';

/** What to ask of the bank and of the patient. lock + what is short = need under reading own-share. All >= 0. */
export interface ExpectedLock {
  /** What the reading compares with the available credit. */
  readonly need: Money;
  /** To lock at the bank: the expected 自付, as far as the available credit goes. */
  readonly lock: Money;
  /** To ask as deposit: `need` beyond the available credit. Zero: no deposit (rule D-06). */
  readonly deposit: Money;
}

/** The lock under the chosen reading, with both readings beside it. */
export interface ExpectedLocks extends ExpectedLock {
  readonly reading: WaiverReading;
  /** Both readings, for the screen that shows what the other would ask. */
  readonly readings: Readonly<Record<WaiverReading, ExpectedLock>>;
}

/**
 * The lock at admission: the upper end of the estimated 自付; what exceeds the available credit is asked as deposit.
 *
 * @param available  limit − unpaid advances (Q-D7), >= 0.
 * @param reading  the pack's choice `credit.waiver`.
 * Exact, no rounding. Errors: none. Source: rules D-06, D-10, D-11; readings Q-D4, Q-D8.
 */
export function expectedLock(estimate: Estimate | EstimateRange, available: Money, reading: WaiverReading): ExpectedLocks {
  const { inScopeOwnShare, total } = 'most' in estimate ? estimate.most : estimate.split;
  const lock = Money.min(inScopeOwnShare, available);
  const against = (need: Money): ExpectedLock => ({ need, lock, deposit: Money.max(Money.ZERO, need.minus(available)) });
  const readings = { 'own-share': against(inScopeOwnShare), 'total-cost': against(total) };
  return { ...readings[reading], reading, readings };
}
