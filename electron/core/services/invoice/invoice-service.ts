import type { InvoiceView } from '../../../../shared/contract/invoice-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import { Money } from '../../../../shared/money/money.ts';
import { millisecondsOf } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb, WritableDb } from '../../db/database.ts';
import { answersOf, attemptsOf } from '../../db/repositories/act-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import {
  findInvoice,
  insertInvoiceStanding,
  type Invoice,
  type InvoiceOrder,
  invoiceOrdersOf,
  lastInvoiceStanding,
} from '../../db/repositories/invoice-repository.ts';
import { balanceOf } from '../../db/repositories/ledger-repository.ts';
import type { InvoiceGateway } from '../../ports/invoice-gateway.ts';
import { type InvoiceBook, standingSettlement } from './invoice-book.ts';
import { once } from '../desk/keyed.ts';

export interface InvoiceDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly book: InvoiceBook;
  /** null: no platform is connected. */
  readonly gateway: InvoiceGateway | null;
  readonly mayShowArrears: boolean;
  readonly onChange: () => void;
}

/** A stay's e-invoice for the page. */
export class InvoiceService {
  readonly #deps: InvoiceDeps;

  constructor(deps: InvoiceDeps) {
    this.#deps = deps;
  }

  view(encounterId: EncounterId): InvoiceView {
    const { db, gateway, mayShowArrears } = this.#deps;
    if (findEncounter(db, encounterId) === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    const orders = invoiceOrdersOf(db, encounterId);
    const order = currentOrder(db, encounterId, orders);
    const issueActId = order === undefined ? null : (order.issueActId ?? order.actId);
    const invoice = issueActId === null ? undefined : findInvoice(db, issueActId);
    const red = orders.filter(({ kind }) => kind === 'invoice-reversal').flatMap(({ actId }) => findInvoice(db, actId) ?? []);
    const owed = Money.max(Money.ZERO, balanceOf(db, 'receivable', encounterId));
    const settled = standingSettlement(db, encounterId) !== undefined;
    return {
      state:
        gateway === null && orders.length === 0
          ? 'not-here'
          : order === undefined
            ? settled
              ? 'money-open'
              : 'not-settled'
            : stateOf(order),
      invoice: invoice === undefined ? null : shown(invoice),
      red: red.map(shown),
      standing: issueActId === null ? null : (lastInvoiceStanding(db, issueActId) ?? null),
      owed,
      mayShowArrears,
      words: order?.state === 'rejected' ? wordsOf(db, order) : null,
      refusedActId: order?.state === 'rejected' ? order.actId : null,
    };
  }

  async askStanding(encounterId: EncounterId): Promise<InvoiceView> {
    const { db, clock, gateway, onChange } = this.#deps;
    const issue = issuedOrder(db, encounterId);
    const invoice = issue === undefined ? undefined : findInvoice(db, issue.actId);
    if (invoice === undefined) throw new AppError('conflict', 'invoice.none', 'no invoice stands');
    if (gateway === null) throw new AppError('gateway', 'invoice.unreachable', 'no platform is connected');
    const said = await gateway.standing(invoice.code, invoice.number);
    insertInvoiceStanding(db, invoice.actId, { ...said, seenAt: clock.now() });
    onChange();
    return this.view(encounterId);
  }

  issueWithArrears(encounterId: EncounterId, key: IdempotencyKey, clerkId: string): InvoiceView {
    const { db, clock, book, gateway, mayShowArrears, onChange } = this.#deps;
    once(db, key, { encounterId, clerkId }, clock.now(), () => {
      if (gateway === null || standingSettlement(db, encounterId) === undefined)
        throw new AppError('conflict', 'invoice.none', 'nothing to invoice');
      if (!mayShowArrears) throw new AppError('rule', 'invoice.arrears-held', 'invoices wait until all is paid');
      book.order(encounterId, clerkId);
      return encounterId;
    });
    onChange();
    return this.view(encounterId);
  }
}

/** An answer of the platform about paper and booking is good for so long. */
const FRESH_MINUTES = 30;

/** Codes of renderer/i18n: why a settlement may not be taken back for its invoice's sake. An invoice nobody asked about lately counts as a reason. */
export function invoiceHolds(db: ReadableDb, clock: Clock, encounterId: EncounterId): readonly string[] {
  const issue = issuedOrder(db, encounterId);
  if (issue === undefined) return [];
  const standing = lastInvoiceStanding(db, issue.actId);
  if (standing === undefined || millisecondsOf(clock.now()) - millisecondsOf(standing.seenAt) > FRESH_MINUTES * 60_000)
    return ['invoice-not-asked'];
  return [...(standing.paperTaken ? ['invoice-paper-taken'] : []), ...(standing.booked ? ['invoice-booked'] : [])];
}

/** The invoice that stands: issued for the settlement that stands. */
function issuedOrder(db: ReadableDb, encounterId: EncounterId): InvoiceOrder | undefined {
  const settlement = standingSettlement(db, encounterId);
  return invoiceOrdersOf(db, encounterId).find(
    ({ kind, state, postingId }) => kind === 'invoice-issue' && state === 'acknowledged' && postingId === settlement?.id,
  );
}

/** What the page speaks of: an open taking back first, then the order of the settlement that stands. */
function currentOrder(db: ReadableDb, encounterId: EncounterId, orders: readonly InvoiceOrder[]): InvoiceOrder | undefined {
  const back = orders.find(({ kind, state }) => kind === 'invoice-reversal' && ['waiting', 'unknown', 'rejected'].includes(state));
  const settlement = standingSettlement(db, encounterId);
  return (
    back ?? orders.find(({ kind, state, postingId }) => kind === 'invoice-issue' && state !== 'withdrawn' && postingId === settlement?.id)
  );
}

function stateOf({ kind, state }: InvoiceOrder): InvoiceView['state'] {
  const back = kind === 'invoice-reversal';
  if (state === 'unknown') return back ? 'taking-back-unknown' : 'unknown';
  if (state === 'rejected') return back ? 'taking-back-refused' : 'refused';
  if (state === 'acknowledged') return 'issued';
  return back ? 'taking-back' : 'queued';
}

function wordsOf(db: ReadableDb, { actId }: InvoiceOrder): string | null {
  const last = attemptsOf(db, actId).at(-1);
  return last === undefined ? null : (answersOf(db, last.messageId).at(-1)?.words ?? null);
}

const shown = ({ code, number, checkCode, pickUpCode, amount, issuedAt }: Invoice) => ({
  code,
  number,
  checkCode,
  pickUpCode,
  amount,
  issuedAt,
});
