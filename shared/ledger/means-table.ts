import { AppError } from '../errors/app-error.ts';
import { type Account, MEANS, type Means, type PostingKind, TILL_MEANS } from '../model/ledger.ts';

/** Where a means keeps its money, whose account that is, and whether money can go back the way it came. */
export interface MeansRow {
  readonly account: Account;
  readonly of: 'shift' | 'stay' | 'desk';
  /** `request`: only by a transfer that the finance office pays (转账退款). */
  readonly back: 'same' | 'request';
}

/** The one table from which every receipt, refund and recall is made (row D6). */
export const MEANS_TABLE: Readonly<Record<Means, MeansRow>> = {
  cash: { account: 'cash-drawer', of: 'shift', back: 'same' },
  'bank-card': { account: 'bank-card', of: 'desk', back: 'same' },
  wechat: { account: 'wechat', of: 'desk', back: 'same' },
  alipay: { account: 'alipay', of: 'desk', back: 'same' },
  transfer: { account: 'transfer', of: 'desk', back: 'request' },
  deposit: { account: 'deposit', of: 'stay', back: 'same' },
  credit: { account: 'credit-advance', of: 'stay', back: 'same' },
};

/** A move brings money in by a means, against an account of the stay; its undo gives it back. */
export interface MoveRow {
  readonly against: Extract<Account, 'deposit' | 'receivable'>;
  readonly undo: PostingKind;
  readonly means: readonly Means[];
}

export const MOVES = {
  'deposit-received': { against: 'deposit', undo: 'deposit-refunded', means: TILL_MEANS },
  collected: { against: 'receivable', undo: 'refunded', means: MEANS },
} as const satisfies Partial<Record<PostingKind, MoveRow>>;
export type Move = keyof typeof MOVES;

/** How money goes back: the way it came, or as a request to the finance office. */
export type Route = 'same' | 'request';

/** Days in which a channel still takes money back, by the channel's own terms; a means that is not named has no limit. */
export type RefundDays = Partial<Readonly<Record<Means, number>>>;

/**
 * The way back for money that came by a means so many days ago.
 *
 * Credit always goes back to the credit and a deposit to the deposit: they are no money of the till.
 */
export function routeBack(means: Means, daysAgo: number, limits: RefundDays): Route {
  const limit = limits[means];
  if (MEANS_TABLE[means].back === 'request') return 'request';
  return limit !== undefined && daysAgo > limit ? 'request' : 'same';
}

/**
 * How a card terminal gives money back: 撤销 (void) the whole on the day on which it came, before the acquirer's clearing; 退货 (refund) any other.
 */
export const cardWayBack = (daysAgo: number, whole: boolean): 'void' | 'refund' => (daysAgo === 0 && whole ? 'void' : 'refund');

/** Errors: rule/payment.means-not-allowed. */
export function moveRow(move: Move, means: Means): MoveRow {
  const row: MoveRow = MOVES[move];
  if (!row.means.includes(means)) throw new AppError('rule', 'payment.means-not-allowed', `${means} cannot be ${move}`, { means });
  return row;
}
