import { type Account, type Posting, type SettlementColumn, TILL_MEANS, type TillMeans } from '../model/ledger.ts';
import { Money } from '../money/money.ts';
import { MEANS_TABLE } from './means-table.ts';

type Written = Pick<Posting, 'kind' | 'means' | 'lines' | 'reversesId'>;

/** What the postings moved on an account, together. */
export const movedOn = (postings: readonly Pick<Posting, 'lines'>[], account: Account): Money =>
  Money.sum(postings.flatMap(({ lines }) => lines.filter((line) => line.account === account).map(({ amount }) => amount)));

/** 预交金日报: closing = opening + received − refunded − applied. What is applied and given back to the deposit is counted once, net. */
export interface DepositSheet {
  readonly opening: Money;
  readonly received: Money;
  readonly refunded: Money;
  readonly applied: Money;
  readonly closing: Money;
}

/** @param opening  deposits held before the first of these postings, >= 0. */
export function depositSheet(opening: Money, postings: readonly Written[]): DepositSheet {
  const of = (...kinds: readonly Posting['kind'][]) =>
    movedOn(
      postings.filter(({ kind }) => kinds.includes(kind)),
      'deposit',
    );
  const received = of('deposit-received').negated();
  const refunded = of('deposit-refunded');
  const applied = of('collected', 'refunded');
  return { opening, received, refunded, applied, closing: opening.plus(received).minus(refunded).minus(applied) };
}

/** Columns of the 结算日报 and the account each is read from. Their sum is the total. */
export const SETTLEMENT_COLUMNS = {
  pooledFund: 'pooled-fund',
  largeAmount: 'large-amount',
  seriousIllness: 'serious-illness',
  assistance: 'assistance',
  otherFunds: 'other-funds',
  ownAccount: 'own-account',
  otherPayer: 'other-payer',
  relief: 'relief',
  credit: 'credit-advance',
  deposit: 'deposit',
  cash: 'cash-drawer',
  bankCard: 'bank-card',
  wechat: 'wechat',
  alipay: 'alipay',
  transfer: 'transfer',
  rounding: 'rounding',
  refundDue: 'refund-due',
  arrears: 'receivable',
} as const satisfies Record<SettlementColumn, Account>;

/**
 * 结算日报. total = the sum of all columns, always: it is read from balanced postings.
 * arrears 欠费: what patients came to owe in this time, below zero where old debts were paid.
 */
export interface SettlementSheet {
  readonly columns: Readonly<Record<SettlementColumn, Money>>;
  readonly settlements: number;
  /** Settlements taken back (召回), counted apart. */
  readonly recalls: number;
  readonly total: Money;
}

export function settlementSheet(postings: readonly Written[]): SettlementSheet {
  const part = postings.filter(({ kind }) => ['settled', 'collected', 'refunded', 'relieved'].includes(kind));
  const settlements = part.filter(({ kind }) => kind === 'settled');
  const columns = Object.fromEntries(
    Object.entries(SETTLEMENT_COLUMNS).map(([column, account]) => [column, movedOn(part, account)]),
  ) as Record<SettlementColumn, Money>;
  const recalls = settlements.filter(({ reversesId }) => reversesId !== null).length;
  return { columns, settlements: settlements.length - recalls, recalls, total: movedOn(settlements, 'care-income').negated() };
}

/** What came and went by one means at the till, deposits and shares together. Reversed receipts count on both sides. */
export interface MeansRowSheet {
  readonly means: TillMeans;
  readonly inCount: number;
  readonly inAmount: Money;
  readonly outCount: number;
  readonly outAmount: Money;
}

export function meansSheet(postings: readonly Written[]): readonly MeansRowSheet[] {
  const till = postings.filter(({ kind }) =>
    ['deposit-received', 'deposit-refunded', 'collected', 'refunded', 'refund-paid'].includes(kind),
  );
  return TILL_MEANS.map((means) => {
    const { account } = MEANS_TABLE[means];
    const moved = till.flatMap(({ lines }) => lines.filter((line) => line.account === account).map(({ amount }) => amount));
    const into = moved.filter((amount) => !amount.isNegative());
    const out = moved.filter((amount) => amount.isNegative());
    return { means, inCount: into.length, inAmount: Money.sum(into), outCount: out.length, outAmount: Money.sum(out).negated() };
  });
}

/** The cash of one shift. expected = float + in − out; due 应缴 = in − out; difference 长短款 = counted − expected. */
export interface TillSheet {
  readonly float: Money;
  readonly cashIn: Money;
  readonly cashOut: Money;
  readonly expected: Money;
  readonly due: Money;
}

export function tillSheet(postings: readonly Written[]): TillSheet {
  const float = movedOn(
    postings.filter(({ kind }) => kind === 'float-in'),
    'cash-drawer',
  );
  const cash = meansSheet(postings).find(({ means }) => means === 'cash');
  const cashIn = cash?.inAmount ?? Money.ZERO;
  const cashOut = cash?.outAmount ?? Money.ZERO;
  const due = cashIn.minus(cashOut);
  return { float, cashIn, cashOut, expected: float.plus(due), due };
}

/** The money of a count, note by note; a denomination that is not named was not there. */
export const countedCash = (pieces: readonly { readonly fen: number; readonly count: number }[]): Money =>
  Money.fromFen(pieces.reduce((sum, { fen, count }) => sum + fen * count, 0));

/** What is to be paid in cash for a due amount. `jiao`: to ten fen, five fen up. */
export type CashRounding = 'none' | 'jiao';

/** Due minus what is really asked for in cash: above zero the hospital gives up, below zero it gains. */
export function cashRounding(due: Money, rule: CashRounding): Money {
  if (rule === 'none') return Money.ZERO;
  const rest = due.toFen() % 10;
  return Money.fromFen(rest >= 5 ? rest - 10 : rest);
}
