import { AppError } from '../errors/app-error.ts';
import { invariant } from '../errors/invariant.ts';
import type { Account, Means, Posting, PostingDraft, PostingKind, PostingLine } from '../model/ledger.ts';
import type { Split } from '../model/settlement.ts';
import { Money } from '../money/money.ts';
import { MEANS_TABLE, type Move, MOVES, moveRow, type Route } from './means-table.ts';

/** Whose accounts a posting touches. `shiftId` is null where the program acts by itself: then no cash may move. */
export interface Whose {
  readonly stayId: string;
  readonly shiftId: string | null;
}

const line = (account: Account, subject: string, amount: Money): PostingLine => ({ account, subject, amount });

/** Lines without the empty ones: an account that nothing moved on is not touched. */
const draft = (kind: PostingKind, means: Means | null, lines: readonly PostingLine[]): PostingDraft => ({
  kind,
  means,
  lines: lines.filter(({ amount }) => !amount.isZero()),
});

function subjectOf(means: Means, { stayId, shiftId }: Whose): string {
  const { of } = MEANS_TABLE[means];
  if (of === 'desk') return '';
  if (of === 'stay') return stayId;
  invariant(shiftId !== null, 'cash moves only through the drawer of an open shift');
  return shiftId;
}

/**
 * Money comes in: a deposit, or something towards the patient's share.
 *
 * @param amount    what is owed and gets paid, > 0.
 * @param rounding  what the drawer gives up (above zero) or gains (below) by the fen rule; cash only.
 * Errors: rule/payment.means-not-allowed.
 */
export function moneyIn(move: Move, means: Means, amount: Money, whose: Whose, rounding: Money = Money.ZERO): PostingDraft {
  const { against } = moveRow(move, means);
  invariant(amount.compare(Money.ZERO) > 0, 'money that comes in is above zero');
  invariant(rounding.isZero() || means === 'cash', 'only cash is rounded');
  return draft(move, means, [
    line(MEANS_TABLE[means].account, subjectOf(means, whose), amount.minus(rounding)),
    line('rounding', whose.shiftId ?? '', rounding),
    line(against, whose.stayId, amount.negated()),
  ]);
}

/** The smallest coin, in fen. */
const JIAO = 10;

/** What of a receiving posting was given back already, as positive amounts. */
export interface Returned {
  readonly amount: Money;
  readonly rounding: Money;
}

/** What a receiving posting brought: the share it paid, and its rounding. */
export function broughtBy({ kind, lines }: PostingDraft): Returned {
  const { against } = MOVES[kind as Move];
  const sum = (account: Account) => Money.sum(lines.filter((each) => each.account === account).map(({ amount }) => amount));
  return { amount: sum(against).negated(), rounding: sum('rounding') };
}

/**
 * Money that a posting brought goes back, all of it or a part. The last part carries the rounding, so that the whole is exactly what was taken.
 *
 * @param amount   0 < amount <= brought − returned.
 * Errors: rule/payment.not-in-cash for a part, not the last, that cash cannot make: the parts would pay out what the rounding kept.
 * @param whose    the shift is the one that pays now, not the one that received.
 */
export function moneyBack(source: Posting, returned: Returned, amount: Money, route: Route, whose: Whose): PostingDraft {
  const { means } = source;
  const brought = broughtBy(source);
  invariant(means !== null && source.reversesId === null, 'only a receiving posting has money to give back');
  invariant(amount.compare(Money.ZERO) > 0 && returned.amount.plus(amount).compare(brought.amount) <= 0, 'no more goes back than came');
  const last = returned.amount.plus(amount).equals(brought.amount);
  if (!last && !brought.rounding.isZero() && amount.toFen() % JIAO !== 0) {
    throw new AppError('rule', 'payment.not-in-cash', 'a part in fen cannot be paid in cash');
  }
  const rounding = last ? brought.rounding.minus(returned.rounding) : Money.ZERO;
  const { against, undo } = MOVES[source.kind as Move];
  const out = route === 'same' ? line(MEANS_TABLE[means].account, subjectOf(means, whose), amount.minus(rounding).negated()) : null;
  return draft(undo, means, [
    out ?? line('refund-due', whose.stayId, amount.minus(rounding).negated()),
    line('rounding', whose.shiftId ?? '', rounding.negated()),
    line(against, whose.stayId, amount),
  ]);
}

/**
 * The centre's settlement: who owes what. The patient's part becomes a receivable, the rest is the funds'.
 *
 * @param beside  what of the bill is not the insurance's (another payer's lines): owed by whoever stands up for the stay, >= 0.
 */
export function settled(split: Split, stayId: string, beside: Money = Money.ZERO): PostingDraft {
  const of = (account: Account, ...amounts: readonly Money[]) => line(account, stayId, Money.sum(amounts));
  return draft('settled', null, [
    of('pooled-fund', split.pooledFund),
    of('large-amount', split.largeAmount),
    of('serious-illness', split.seriousIllness),
    of('assistance', split.assistance, split.secondAssistance),
    of('other-funds', split.otherFunds, split.commercial, split.commercialSelfPaid),
    of('own-account', split.account, split.familyAccount),
    of('other-payer', split.otherPayer),
    of('receivable', split.burden.minus(split.account).minus(split.familyAccount), beside),
    of('care-income', split.total.plus(beside).negated()),
  ]);
}

/** The same accounts, the other way round: what was is as if it had not been. */
export const reversalOf = ({ kind, means, lines }: PostingDraft): PostingDraft => ({
  kind,
  means,
  lines: lines.map(({ account, subject, amount }) => line(account, subject, amount.negated())),
});

/** What waited to be paid back has been paid, by the channel or by the finance office. */
export const refundPaid = (by: 'bank-card' | 'wechat' | 'alipay' | 'finance', means: Means, amount: Money, stayId: string): PostingDraft =>
  draft('refund-paid', means, [line('refund-due', stayId, amount), line(by, '', amount.negated())]);

/** 减免: the hospital bears a part of his share itself, with a second person's word. Never more than he owes. */
export const relieved = (amount: Money, stayId: string): PostingDraft =>
  draft('relieved', null, [line('relief', stayId, amount), line('receivable', stayId, amount.negated())]);

/** The bank paid the hospital what it had advanced (清算), or took back what it had paid for a draw that was reversed: then below zero. */
export const creditCleared = (amount: Money, stayId: string): PostingDraft =>
  draft('credit-cleared', 'credit', [line('finance', '', amount), line('credit-advance', stayId, amount.negated())]);

/** Finance gives a clerk the change to begin with. A till may begin with nothing. */
export const floatIn = (amount: Money, shiftId: string): PostingDraft =>
  draft('float-in', null, [line('cash-drawer', shiftId, amount), line('float-fund', shiftId, amount.negated())]);

/** The count against the book: a row of its own, never an adjustment of what was taken. Above zero: long (长款). */
export const counted = (difference: Money, shiftId: string): PostingDraft =>
  draft('counted', 'cash', [line('cash-drawer', shiftId, difference), line('cash-difference', shiftId, difference.negated())]);

/** All that was counted leaves the drawer: the float back where it came from, the rest to the cash office. */
export const handedOver = (all: Money, float: Money, shiftId: string): PostingDraft =>
  draft('handed-over', 'cash', [
    line('cash-office', shiftId, all.minus(float)),
    line('float-fund', shiftId, float),
    line('cash-drawer', shiftId, all.negated()),
  ]);
