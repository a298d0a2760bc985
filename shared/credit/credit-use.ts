import type { FinalSettlement } from '../model/settlement.ts';
import { Money } from '../money/money.ts';

/** Held by the bank since admission. Nothing has been paid with it. `locked` >= 0. */
export interface CreditLock {
  readonly bankNumber: string;
  readonly locked: Money;
}

/** What to order from the bank, and what is left for the patient. draw + owed = 自付 − account; draw + release = locked. */
export interface CreditUse {
  readonly draw: Money;
  readonly release: Money;
  readonly owed: Money;
}

/**
 * Splits a lock after the centre's answer: draws exactly the official in-scope own share, releases the rest.
 *
 * An estimate does not compile here. Self-paid charges are never drawn; what exceeds the lock is the patient's bill.
 * What the own account paid (in-scope first, Q-A5) is not the patient's debt any more and is not drawn.
 * Exact, no rounding. Errors: none. Source: rules D-10, D-11, reading Q-D2.
 */
export function creditUseOf(lock: CreditLock, settlement: FinalSettlement): CreditUse {
  const { inScopeOwnShare, account } = settlement.split;
  const due = Money.max(Money.ZERO, inScopeOwnShare.minus(account));
  const draw = Money.min(due, lock.locked);
  return { draw, release: lock.locked.minus(draw), owed: due.minus(draw) };
}
