import type { Money } from '../money/money.ts';
import type { CalendarDate } from '../time/calendar-date.ts';

/** Under what the centre counts: 险种, 清算类别, 结算经办机构. One statement (3201) is about one of these. */
export interface StatementGroup {
  readonly schemeCode: string;
  readonly clearingType: string;
  readonly agencyCode: string;
}

/** One settlement, or one reversal (amounts negative), as our books have it. `day`: the platform's. */
export interface BookEntry extends StatementGroup {
  readonly id: number;
  /** Which stay of ours. */
  readonly stay: string;
  readonly reversal: boolean;
  /** "" for a reversal that only a query showed. */
  readonly settlementNumber: string;
  readonly visitNumber: string;
  readonly personNumber: string;
  readonly messageId: string;
  readonly day: CalendarDate;
  readonly total: Money;
  readonly fund: Money;
  readonly account: Money;
  /** The group is our own assumption: the centre's answer did not name all of it. */
  readonly assumed: boolean;
}

/**
 * One row of the centre's answer to our list (3202). What the centre alone has comes with its message and without the numbers; what we alone have, with
 * the numbers and without a message. Amounts are the centre's, null where its file has no such column.
 */
export interface StatementRow {
  readonly clearingType: string;
  readonly agencyCode: string;
  readonly equal: boolean;
  readonly reversal: boolean;
  readonly settlementNumber: string;
  readonly visitNumber: string;
  readonly personNumber: string;
  readonly messageId: string;
  readonly total: Money | null;
  readonly fund: Money | null;
  readonly account: Money | null;
  readonly words: string;
}

/** A settlement as the centre shows it when it is asked for by its number (5203). */
export interface CentreRecord extends StatementGroup {
  readonly day: CalendarDate | null;
  readonly total: Money;
  readonly fund: Money;
  readonly account: Money;
  readonly returned: boolean;
}

/** 仅中心 · 仅本院 · 金额 · 状态 · 跨日 · 归类. */
export const DIFFERENCE_KINDS = ['only-there', 'only-here', 'amount', 'status', 'day', 'group'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** What is done about it. `find-out`, `reverse`, `correct`, `record-reversal`: the program can; the others: a person. */
export const REMEDIES = ['find-out', 'reverse', 'correct', 'record-reversal', 'settle-again', 'recall-again', 'ask-office'] as const;
export type Remedy = (typeof REMEDIES)[number];

/** Every cause that can be told, with its kind and what is done about it. */
export const CAUSES = {
  /** Our message reached the centre, its answer did not reach us. */
  'answer-lost': { kind: 'only-there', remedy: 'find-out' },
  /** The stay stands there twice; one of the two is in our books. */
  'duplicate-there': { kind: 'only-there', remedy: 'reverse' },
  /** Somebody else settled a stay that is open here (the patient's phone, the bureau). */
  'settled-elsewhere': { kind: 'only-there', remedy: 'ask-office' },
  /** Neither the message nor the person is ours. */
  'not-ours': { kind: 'only-there', remedy: 'ask-office' },
  'never-there': { kind: 'only-here', remedy: 'settle-again' },
  'duplicate-here': { kind: 'only-here', remedy: 'ask-office' },
  'total-differs': { kind: 'amount', remedy: 'ask-office' },
  'fund-differs': { kind: 'amount', remedy: 'correct' },
  'account-differs': { kind: 'amount', remedy: 'correct' },
  /** A cancelling settlement stands there that we did not make. */
  'recalled-there': { kind: 'status', remedy: 'record-reversal' },
  /** Taken back without a trace in the statement (2601). */
  'reversed-there': { kind: 'status', remedy: 'record-reversal' },
  /** Taken back here, standing there. */
  'recall-missing-there': { kind: 'status', remedy: 'recall-again' },
  /** Our taking-back reached the centre, its answer did not reach us. */
  'recall-answer-lost': { kind: 'status', remedy: 'find-out' },
  'other-day': { kind: 'day', remedy: 'correct' },
  'wrong-scheme': { kind: 'group', remedy: 'correct' },
  'wrong-clearing-type': { kind: 'group', remedy: 'correct' },
  'wrong-agency': { kind: 'group', remedy: 'correct' },
  'unexplained-here': { kind: 'only-here', remedy: 'ask-office' },
  'unexplained-amount': { kind: 'amount', remedy: 'ask-office' },
} as const satisfies Readonly<Record<string, { readonly kind: DifferenceKind; readonly remedy: Remedy }>>;
export type Cause = keyof typeof CAUSES;

/** One thing on which the two sides do not agree. */
export interface StatementDifference {
  readonly cause: Cause;
  /** Our entry; null where we have none. */
  readonly entryId: number | null;
  readonly stay: string | null;
  readonly reversal: boolean;
  readonly settlementNumber: string;
  readonly messageId: string;
  readonly personNumber: string;
  /** Total charges on either side; null where that side has none, or did not say. */
  readonly here: Money | null;
  readonly there: Money | null;
  /** The amount, day or code by which they differ, as written here and there; "" where there is nothing to show. */
  readonly said: { readonly here: string; readonly there: string };
}
