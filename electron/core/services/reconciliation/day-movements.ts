import { broughtBy } from '../../../../shared/ledger/moves.ts';
import { movedOn } from '../../../../shared/ledger/books.ts';
import type { DayLine, OurMovement, TheirMovement } from '../../../../shared/model/day-end.ts';
import type { Account, Posting } from '../../../../shared/model/ledger.ts';
import { Money } from '../../../../shared/money/money.ts';
import { type CalendarDate, dayOf, type Instant, plusDays, startOfDay } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../../db/database.ts';
import { type Act, creditOrderOf, openActs } from '../../db/repositories/act-repository.ts';
import { findInvoice, findInvoiceOrder, invoicesBetween } from '../../db/repositories/invoice-repository.ts';
import { postingsOf } from '../../db/repositories/ledger-repository.ts';
import { unknownWalletOrders, walletOrderOfPosting } from '../../db/repositories/payment-repository.ts';
import { printedReceipts } from '../../db/repositories/till-paper-repository.ts';

/** The account of the books in which a line's money lies. */
const ACCOUNTS: Readonly<Partial<Record<DayLine, Account>>> = {
  credit: 'credit-advance',
  wechat: 'wechat',
  alipay: 'alipay',
  'bank-card': 'bank-card',
};

interface Span {
  readonly day: CalendarDate;
  readonly from: Instant;
  readonly until: Instant;
}

const spanOf = (day: CalendarDate): Span => ({ day, from: startOfDay(day), until: startOfDay(plusDays(day, 1)) });

/** What our books and orders have of a day on all lines, by the clock: the other sides know nothing of our shifts. */
export function ourMovements(db: ReadableDb, day: CalendarDate): readonly OurMovement[] {
  const span = spanOf(day);
  const { from, until } = span;
  const postings = postingsOf(db, { from, until });
  return [
    ...postings.flatMap((posting) => ofPosting(db, posting, day)),
    ...postings.flatMap((posting) => receiptOf(posting, day)),
    ...unknownOrders(db, span),
    ...invoicesOf(db, span),
    ...unknownActs(db, span),
  ];
}

/** The money of a posting on the lines, in by the other side's number. */
function ofPosting(db: ReadableDb, posting: Posting, day: CalendarDate): readonly OurMovement[] {
  // What the bank paid for an earlier day is the end of that day's movement, none of this one.
  if (posting.kind === 'credit-cleared') return [];
  return Object.entries(ACCOUNTS).flatMap(([line, account]): OurMovement[] => {
    const amount = movedOn([posting], account);
    if (amount.isZero()) return [];
    const key = walletOrderOfPosting(db, posting.id)?.id ?? '';
    const about = { identity: `posting ${posting.id}`, stay: posting.encounterId, number: posting.facts['reference'] ?? '', key, day };
    return [{ ...about, line: line as DayLine, amount, standing: 'done' }];
  });
}

function receiptOf(posting: Posting, day: CalendarDate): readonly OurMovement[] {
  const { id, kind, receiptNumber, encounterId, reversesId } = posting;
  if (kind !== 'deposit-received' || receiptNumber === null || reversesId !== null) return [];
  const about = { identity: `receipt ${id}`, stay: encounterId, number: receiptNumber, key: '', day };
  return [{ ...about, line: 'deposit', amount: broughtBy(posting).amount, standing: 'done' }];
}

const unknownOrders = (db: ReadableDb, { day }: Span): readonly OurMovement[] =>
  unknownWalletOrders(db)
    .filter(({ askedAt }) => dayOf(askedAt) === day)
    .map(({ id, channel, kind, amount, encounterId }) => ({
      ...{ line: channel, identity: `order ${id}`, stay: encounterId, number: '', key: id, day, standing: 'unknown' as const },
      amount: kind === 'pay' ? amount : amount.negated(),
    }));

const invoicesOf = (db: ReadableDb, { day, from, until }: Span): readonly OurMovement[] =>
  invoicesBetween(db, from, until).map(({ actId, red, code, number, amount }) => ({
    ...{ line: 'invoice' as const, identity: `invoice ${actId}`, stay: findInvoiceOrder(db, actId)?.encounterId ?? null, key: '', day },
    ...{ number: `${code} ${number}`, amount: red ? amount.negated() : amount, standing: 'done' as const },
  }));

/** What the bank or the platform was asked for on that day and has not said. */
const unknownActs = (db: ReadableDb, { day }: Span): readonly OurMovement[] =>
  openActs(db)
    .filter(({ state, createdAt }) => state === 'unknown' && dayOf(createdAt) === day)
    .flatMap((act): OurMovement[] => {
      const asked = askedFor(db, act);
      if (asked === undefined) return [];
      const about = { identity: `act ${act.id}`, stay: act.encounterId, number: '', key: asked.key, day };
      return [{ ...about, line: asked.line, amount: asked.amount, standing: 'unknown' }];
    });

function askedFor(
  db: ReadableDb,
  { id, kind, key }: Act,
): { readonly line: DayLine; readonly amount: Money; readonly key: string } | undefined {
  const requestKey = `${kind}-${key}`;
  if (kind === 'credit-draw') return { line: 'credit', amount: creditOrderOf(db, id), key: requestKey };
  if (kind === 'credit-draw-reversal') return { line: 'credit', amount: creditOrderOf(db, id).negated(), key: requestKey };
  const order = kind === 'invoice-issue' || kind === 'invoice-reversal' ? findInvoiceOrder(db, id) : undefined;
  if (order === undefined) return undefined;
  const original = order.issueActId === null ? undefined : findInvoice(db, order.issueActId);
  const settled = postingsOf(db, { id: order.postingId });
  const amount = original === undefined ? movedOn(settled, 'care-income').negated() : original.amount.negated();
  return { line: 'invoice', amount, key: requestKey };
}

/** The receipts in the patients' hands stand where another side would: what was printed, once, for what the ledger says was received. */
export const receiptMovements = (db: ReadableDb, day: CalendarDate): readonly TheirMovement[] => {
  const { from, until } = spanOf(day);
  return printedReceipts(db, from, until).map(({ receiptNumber, amount }, index) => ({
    ...{ line: 'deposit' as const, number: receiptNumber, key: '', day, standing: 'done' as const, row: index + 1 },
    amount: Money.read(amount) ?? Money.ZERO,
  }));
};
