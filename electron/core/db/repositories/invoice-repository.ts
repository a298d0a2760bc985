import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { ActKind, ActState } from '../../../../shared/model/acts.ts';
import type { ActResult } from '../../../../shared/model/attempt-outcome.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** What an act asks of the platform: an invoice for a settlement in the books, or its taking back. */
export interface InvoiceOrder {
  readonly actId: number;
  readonly kind: Extract<ActKind, 'invoice-issue' | 'invoice-reversal'>;
  readonly state: ActState;
  readonly encounterId: EncounterId;
  readonly postingId: number;
  readonly issueActId: number | null;
}

export function insertInvoiceOrder(db: WritableDb, order: Pick<InvoiceOrder, 'actId' | 'postingId' | 'issueActId'>): void {
  db.prepare('INSERT INTO invoice_order (act_id, posting_id, issue_act_id) VALUES (@actId, @postingId, @issueActId)').run(order);
}

const ORDERS = `SELECT o.act_id AS actId, act.kind, act.state, act.encounter_id AS encounterId, o.posting_id AS postingId, o.issue_act_id AS issueActId
  FROM invoice_order AS o JOIN act ON act.id = o.act_id`;

export const invoiceOrdersOf = (db: ReadableDb, encounterId: EncounterId): readonly InvoiceOrder[] =>
  db.prepare(`${ORDERS} WHERE act.encounter_id = ? ORDER BY o.act_id`).all(encounterId) as InvoiceOrder[];

export const findInvoiceOrder = (db: ReadableDb, actId: number): InvoiceOrder | undefined =>
  db.prepare(`${ORDERS} WHERE o.act_id = ?`).get(actId) as InvoiceOrder | undefined;

export interface Invoice {
  readonly actId: number;
  readonly red: boolean;
  readonly code: string;
  readonly number: string;
  readonly checkCode: string;
  readonly pickUpCode: string;
  readonly amount: Money;
  readonly issuedAt: Instant;
}

export function insertInvoice(db: WritableDb, actId: number, red: boolean, issued: Extract<ActResult, { kind: 'invoice' }>): void {
  const { code, number, checkCode, pickUpCode, issuedAt } = issued;
  db.prepare(`INSERT INTO invoice (act_id, red, code, number, check_code, pick_up_code, amount_fen, issued_at)
    VALUES (@actId, @red, @code, @number, @checkCode, @pickUpCode, @amount, @issuedAt)`).run({
    actId,
    red: red ? 1 : 0,
    code,
    number,
    checkCode,
    pickUpCode,
    amount: issued.amount.toFen(),
    issuedAt,
  });
}

type Row = Omit<Invoice, 'red' | 'amount'> & { readonly red: 0 | 1; readonly amountFen: number };

const toInvoice = ({ red, amountFen, ...row }: Row): Invoice => ({ ...row, red: red === 1, amount: Money.fromFen(amountFen) });

const INVOICES = `SELECT act_id AS actId, red, code, number, check_code AS checkCode, pick_up_code AS pickUpCode, amount_fen AS amountFen,
  issued_at AS issuedAt FROM invoice`;

export function findInvoice(db: ReadableDb, actId: number): Invoice | undefined {
  const row = db.prepare(`${INVOICES} WHERE act_id = ?`).get(actId) as Row | undefined;
  return row === undefined ? undefined : toInvoice(row);
}

/** @param from,until  instants, the first in, the last out. */
export const invoicesBetween = (db: ReadableDb, from: Instant, until: Instant): readonly Invoice[] =>
  (db.prepare(`${INVOICES} WHERE issued_at >= ? AND issued_at < ? ORDER BY issued_at, act_id`).all(from, until) as Row[]).map(toInvoice);

/** What the platform said of an invoice when it was last asked. */
export interface InvoiceStanding {
  readonly paperTaken: boolean;
  readonly booked: boolean;
  readonly seenAt: Instant;
}

export function insertInvoiceStanding(db: WritableDb, actId: number, { paperTaken, booked, seenAt }: InvoiceStanding): void {
  db.prepare('INSERT INTO invoice_standing (act_id, paper_taken, booked, seen_at) VALUES (?, ?, ?, ?)').run(
    actId,
    paperTaken ? 1 : 0,
    booked ? 1 : 0,
    seenAt,
  );
}

export function lastInvoiceStanding(db: ReadableDb, actId: number): InvoiceStanding | undefined {
  const row = db
    .prepare('SELECT paper_taken AS paper, booked, seen_at AS seenAt FROM invoice_standing WHERE act_id = ? ORDER BY id DESC LIMIT 1')
    .get(actId) as { paper: 0 | 1; booked: 0 | 1; seenAt: Instant } | undefined;
  return row === undefined ? undefined : { paperTaken: row.paper === 1, booked: row.booked === 1, seenAt: row.seenAt };
}
