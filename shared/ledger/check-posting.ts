import { AppError } from '../errors/app-error.ts';
import { assertNever, invariant } from '../errors/invariant.ts';
import type { Account, PostingDraft, PostingLine } from '../model/ledger.ts';
import { Money } from '../money/money.ts';

/** The balance of an account before the posting: the sum of all its lines. */
export type BalanceOf = (account: Account, subject: string) => Money;

/**
 * What must hold before a posting is written. Its lines sum to zero and none is empty; no account is overdrawn.
 *
 * Errors: rule/deposit.not-enough, rule/drawer.not-enough, rule/payment.too-much (more than is owed), rule/refund.too-much.
 */
export function checkPosting(posting: PostingDraft, balanceOf: BalanceOf): void {
  const { lines } = posting;
  invariant(lines.length >= 2, 'a posting has two sides');
  invariant(Money.sum(lines.map(({ amount }) => amount)).isZero(), 'a posting is balanced');
  const touched = new Set(lines.map(({ account, subject }) => `${account} ${subject}`));
  invariant(touched.size === lines.length, 'a posting touches an account once');
  for (const line of lines) {
    invariant(!line.amount.isZero(), 'an account that nothing moves on is not touched');
    checkBalance(posting, line, balanceOf(line.account, line.subject).plus(line.amount));
  }
}

function checkBalance(posting: PostingDraft, { account, amount }: PostingLine, after: Money): void {
  if (account === 'deposit' && after.compare(Money.ZERO) > 0) throw overdrawn('deposit.not-enough', 'the deposit does not hold so much');
  if (account === 'cash-drawer' && after.isNegative()) throw overdrawn('drawer.not-enough', 'the drawer does not hold so much');
  if (account === 'refund-due' && after.compare(Money.ZERO) > 0) throw overdrawn('refund.too-much', 'no such refund is due');
  if (account === 'receivable') checkReceivable(posting, after, amount);
}

/** Nobody pays more than he owes, and nobody gets back more than we owe him; only the settlement itself and its recall turn the sign. */
function checkReceivable({ kind }: PostingDraft, after: Money, amount: Money): void {
  switch (kind) {
    case 'collected':
    case 'relieved':
      // What takes a payment back makes the debt larger, and is never too much of one.
      if (after.isNegative() && amount.isNegative()) throw overdrawn('payment.too-much', 'more than is owed');
      return;
    case 'settled':
    case 'refunded':
      return;
    case 'float-in':
    case 'deposit-received':
    case 'deposit-refunded':
    case 'refund-paid':
    case 'credit-cleared':
    case 'counted':
    case 'handed-over':
      invariant(false, `${kind} never touches what a patient owes`);
      return;
    default:
      assertNever(kind);
  }
}

const overdrawn = (code: 'deposit.not-enough' | 'drawer.not-enough' | 'refund.too-much' | 'payment.too-much', message: string): AppError =>
  new AppError('rule', code, message);
