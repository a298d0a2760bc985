import type { Split } from '../model/settlement.ts';
import { Money } from '../money/money.ts';
import type { ChainInput, Write } from './chain-types.ts';
import { atLeastZero, written } from './written.ts';

/** What the own account pays before the deductible begins, where it goes first. */
export function payEarly(inScope: Money, { account, numbers }: ChainInput, write: Write): Money {
  if (account === null || numbers.account?.order !== 'before-deductible') return Money.ZERO;
  const paid = Money.min(inScope, account);
  write('account', 'account', paid, inScope, () => `min(${written(inScope)}; ${written(account)}) = ${written(paid)}`);
  return paid;
}

const NO_SHARE = {
  account: Money.ZERO,
  familyAccount: Money.ZERO,
  credit: Money.ZERO,
};

/** Own account, family account, credit: each pays what it may of what is left. The rest is cash. */
export function payShare(
  inScopeOwnShare: Money,
  selfPaid: Money,
  early: Money,
  { account, familyAccount, credit, numbers }: ChainInput,
  write: Write,
): Pick<Split, 'account' | 'familyAccount' | 'credit'> {
  if (account === null && familyAccount === null && credit === null) return NO_SHARE;
  let inScope = atLeastZero(inScopeOwnShare.minus(early));
  let other = inScopeOwnShare.plus(selfPaid).minus(early).minus(inScope);
  const relieve = (
    layer: 'account' | 'family-account' | 'credit',
    pays: 'in-scope-own-share' | 'own-share',
    available: Money,
    whole = false,
  ) => {
    const due = pays === 'own-share' ? inScope.plus(other) : inScope;
    const paid = whole && available.compare(due) < 0 ? Money.ZERO : Money.min(due, available);
    write(layer, layer, paid, due, () => `min(${written(due)}; ${written(available)}) = ${written(paid)}`);
    write(layer, 'patient', paid.negated(), due, () => `− ${written(paid)}`);
    const ofInScope = Money.min(paid, inScope);
    inScope = inScope.minus(ofInScope);
    other = other.minus(paid.minus(ofInScope));
    return paid;
  };
  const own = () =>
    account === null || numbers.account === null ? Money.ZERO : relieve('account', numbers.account.pays, account.minus(early));
  const family = () =>
    familyAccount === null || numbers.family === null
      ? Money.ZERO
      : relieve('family-account', numbers.family.pays, familyAccount, numbers.family.draw === 'all-or-nothing');
  const familyFirst = numbers.family?.order === 'before-own' ? family() : null;
  const fromOwn = own();
  const fromFamily = familyFirst ?? family();
  const fromCredit = credit === null || numbers.credit === null ? Money.ZERO : relieve('credit', numbers.credit, credit);
  return { account: early.plus(fromOwn), familyAccount: fromFamily, credit: fromCredit };
}
