import type { EncounterId } from '../identity/ids.ts';
import type { Money } from '../money/money.ts';
import type { CalendarDate, Instant } from '../time/calendar-date.ts';

/** What a person hands over at a till. 微信 and 支付宝 come through the same line (聚合支付) and are counted apart. */
export const TILL_MEANS = ['cash', 'bank-card', 'wechat', 'alipay', 'transfer'] as const;
export type TillMeans = (typeof TILL_MEANS)[number];

/** All that can pay a patient's share: the till's means, his deposit (冲预交), the bank's credit (信用用款). */
export const MEANS = [...TILL_MEANS, 'deposit', 'credit'] as const;
export type Means = (typeof MEANS)[number];

/**
 * Accounts of the desk's books. A positive balance is what we have or are owed, a negative one what we owe or have earned.
 *
 * Per shift: cash-drawer 钱箱, rounding 分币差额, cash-difference 长短款, float-fund 备用金 (finance's), cash-office 已缴款.
 * Per stay: deposit 预交金 (a liability), receivable 应收医疗款 (below zero: we owe him), refund-due 待退款, credit-advance 应收银行垫付,
 *   the funds, own-account 个人/共济账户 (the centre pays it), other-payer 他方负担,
 *   relief 减免 (the hospital's own), care-income 医疗收入.
 * Of the whole desk: bank-card, wechat, alipay, transfer, finance (paid out by the finance office below zero, paid in by the bank's clearing above).
 */
export const ACCOUNTS = [
  'cash-drawer',
  'bank-card',
  'wechat',
  'alipay',
  'transfer',
  'deposit',
  'receivable',
  'refund-due',
  'credit-advance',
  'pooled-fund',
  'large-amount',
  'serious-illness',
  'assistance',
  'other-funds',
  'own-account',
  'other-payer',
  'relief',
  'care-income',
  'rounding',
  'cash-difference',
  'float-fund',
  'cash-office',
  'finance',
] as const;
export type Account = (typeof ACCOUNTS)[number];

/**
 * Why money moved. A reversal keeps the kind of what it takes back, so that the sums of a kind are net by themselves.
 *
 * float-in 领备用金, deposit-received 收预交金, deposit-refunded 退预交金, settled 医保结算, collected 收款 (by any means), refunded 退款,
 * refund-paid 待退款已付, credit-cleared 银行清算到账, relieved 减免, counted 长短款, handed-over 交款.
 */
export const POSTING_KINDS = [
  'float-in',
  'deposit-received',
  'deposit-refunded',
  'settled',
  'collected',
  'refunded',
  'refund-paid',
  'credit-cleared',
  'relieved',
  'counted',
  'handed-over',
] as const;
export type PostingKind = (typeof POSTING_KINDS)[number];

/** One side of a posting. `subject`: the shift or the stay whose account it is; '' for an account of the whole desk. */
export interface PostingLine {
  readonly account: Account;
  readonly subject: string;
  /** Never zero. Above zero: debit. */
  readonly amount: Money;
}

/** A posting before it is written: its lines sum to zero. */
export interface PostingDraft {
  readonly kind: PostingKind;
  /** By what the money came or went; null where the kind has none. */
  readonly means: Means | null;
  readonly lines: readonly PostingLine[];
}

/** A posting in the book. Never changed, never removed. */
export interface Posting extends PostingDraft {
  readonly id: number;
  readonly encounterId: EncounterId | null;
  /** The till it belongs to; null: the program itself acted, nobody's till. */
  readonly shiftId: string | null;
  readonly clerkId: string | null;
  readonly at: Instant;
  /** The day of the books: of a shift the day on which it was opened. */
  readonly businessOn: CalendarDate;
  readonly receiptNumber: string | null;
  /** What this one takes back as if it had not been. */
  readonly reversesId: number | null;
  /** The receiving posting whose money this one gives back. */
  readonly returnsId: number | null;
  /** Payer, reference, received and change: texts, in the form in which they are chained. */
  readonly facts: Readonly<Record<string, string>>;
  /** SHA-256 over this posting and the hash before it: one changed byte anywhere is found. */
  readonly hash: string;
}

/** Columns of the 结算日报 in the order in which they stand. */
export const SETTLEMENT_COLUMN_NAMES = [
  'pooledFund',
  'largeAmount',
  'seriousIllness',
  'assistance',
  'otherFunds',
  'ownAccount',
  'otherPayer',
  'relief',
  'credit',
  'deposit',
  'cash',
  'bankCard',
  'wechat',
  'alipay',
  'transfer',
  'rounding',
  'refundDue',
  'arrears',
] as const;
export type SettlementColumn = (typeof SETTLEMENT_COLUMN_NAMES)[number];

/** What is asked of a second person about a share that is owed: he leaves owing it (欠费离院), the hospital bears it (减免), finance collects it (转财务). */
export const SHARE_ASKS = ['arrears', 'relief', 'finance'] as const;
export type ShareAsk = (typeof SHARE_ASKS)[number];

/** 预交金收据, 封班表, 退款凭证, 转账退款申请单, 收据丢失声明, 催款单 of a ward, 单独同意书 before there is a stay. */
export const TILL_PAPER_KINDS = [
  'deposit-receipt',
  'shift-sheet',
  'refund-receipt',
  'transfer-request',
  'lost-receipt',
  'deposit-reminder',
  'consent-form',
] as const;
export type TillPaperKind = (typeof TILL_PAPER_KINDS)[number];
