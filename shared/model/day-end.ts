import type { Money } from '../money/money.ts';
import type { CalendarDate } from '../time/calendar-date.ts';

/** Who sends a list of a day: the bank of the credit, the wallets' platform, the acquirer of the cards, the platform of e-invoices. */
export const DAY_SOURCES = ['bank', 'wallet', 'card', 'invoice'] as const;
export type DaySource = (typeof DAY_SOURCES)[number];

/** Lines of the day's reconciliation, in the order in which they stand: 银行信用, 微信, 支付宝, 银行卡, 电子票据, 预交金. */
export const DAY_LINES = ['credit', 'wechat', 'alipay', 'bank-card', 'invoice', 'deposit'] as const;
export type DayLine = (typeof DAY_LINES)[number];

/** Where the other side of a line stands; null: in our own receipts, which are compared with the ledger. */
export const SOURCE_OF: Readonly<Record<DayLine, DaySource | null>> = {
  credit: 'bank',
  wechat: 'wallet',
  alipay: 'wallet',
  'bank-card': 'card',
  invoice: 'invoice',
  deposit: null,
};

/** `unknown`: asked for, and nobody here knows what became of it. `pending`: the other side has not ended it. */
export type OurStanding = 'done' | 'unknown';
export type TheirStanding = 'done' | 'failed' | 'pending';

/** What both sides of a line have of one movement. Above zero: money came in, or an invoice was issued; below: it went back. */
interface Movement {
  readonly line: DayLine;
  /** The other side's own number; "" where it is not known. */
  readonly number: string;
  /** Our key of the order or act; "" where there was none, as of a slip that was entered by hand. */
  readonly key: string;
  readonly amount: Money;
  /** The hospital's day on which it happened, as this side has it. */
  readonly day: CalendarDate;
}

export interface OurMovement extends Movement {
  /** The same movement has the same name in every comparison. */
  readonly identity: string;
  readonly standing: OurStanding;
  /** Which stay of ours; null where it is none's. */
  readonly stay: string | null;
}

export interface TheirMovement extends Movement {
  readonly standing: TheirStanding;
  /** Where it stands in the other side's list, from 1. */
  readonly row: number;
}

/** 仅对方 · 仅本院 · 金额 · 状态 · 跨日. */
export const DAY_DIFFERENCE_KINDS = ['only-there', 'only-here', 'amount', 'status', 'day'] as const;
export type DayDifferenceKind = (typeof DAY_DIFFERENCE_KINDS)[number];

/** One movement that the sides have differently. `here` or `there` is null where that side does not have it. */
export interface DayDifference {
  readonly line: DayLine;
  readonly kind: DayDifferenceKind;
  readonly identity: string;
  readonly here: OurMovement | null;
  readonly there: TheirMovement | null;
}

/** Sums of one line on one side. */
export interface DaySum {
  readonly count: number;
  readonly net: Money;
}

export const DAY_ACTIONS = ['find-out', 'wait', 'to-cashier', 'to-finance', 'to-other-side', 'accept'] as const;
/**
 * What may be done about a difference. find-out 查单, wait 等次日文件, to-… 转交, accept 认可: a person takes it upon himself, with a reason, and it counts as
 * settled.
 */
export type DayAction = (typeof DAY_ACTIONS)[number];

export const DAY_OWNERS = ['cashier', 'finance', 'other-side'] as const;
/** Who must mend a difference. */
export type DayOwner = (typeof DAY_OWNERS)[number];
