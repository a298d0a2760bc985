import { z } from 'zod';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { LineResult } from '../../../../shared/model/attempt-outcome.ts';
import type { AccountUseKind, NetLine, VisitOrder } from '../../../../shared/model/visit.ts';
import { visitOrderSchema } from '../../../../shared/model/stay-schema.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import type { LineSums } from './charge-repository.ts';

/** The newest version of a visit stands until somebody opens it at a window. */
export function saveVisitOrder(db: WritableDb, order: VisitOrder, receivedAt: Instant): void {
  db.prepare(`
    INSERT INTO admission_order (order_number, cert_number, issued_at, body_text, received_at, care_kind) VALUES (?, ?, ?, ?, ?, 'outpatient')
    ON CONFLICT (order_number) DO UPDATE SET cert_number = excluded.cert_number, issued_at = excluded.issued_at,
      body_text = excluded.body_text, received_at = excluded.received_at`).run(
    order.orderNumber,
    order.patient.certNumber,
    order.visitedAt,
    JSON.stringify(z.encode(visitOrderSchema, order)),
    receivedAt,
  );
}

const parse = (text: string): VisitOrder => z.decode(visitOrderSchema, JSON.parse(text));

export function findVisitOrder(db: ReadableDb, orderNumber: string): VisitOrder | undefined {
  const text = db
    .prepare(`SELECT body_text FROM admission_order WHERE order_number = ? AND care_kind = 'outpatient'`)
    .pluck()
    .get(orderNumber) as string | undefined;
  return text === undefined ? undefined : parse(text);
}

/** Which kind of care a number is of; undefined: nobody sent it. */
export const careKindOf = (db: ReadableDb, orderNumber: string): 'inpatient' | 'outpatient' | undefined =>
  db.prepare('SELECT care_kind FROM admission_order WHERE order_number = ?').pluck().get(orderNumber) as
    | 'inpatient'
    | 'outpatient'
    | undefined;

/** Visits that nobody opened yet and that have charges, newest first; of one person when a certificate number is given. */
export const waitingVisits = (db: ReadableDb, certNumber: string | null): readonly VisitOrder[] =>
  (
    db
      .prepare(`SELECT body_text FROM admission_order WHERE taken = 0 AND care_kind = 'outpatient' AND (@certNumber IS NULL OR cert_number = @certNumber)
        ORDER BY issued_at DESC LIMIT 200`)
      .pluck()
      .all({ certNumber }) as string[]
  ).map(parse);

export interface VisitChoice {
  readonly account: AccountUseKind;
  readonly relative: string | null;
  readonly ownerPlace: 'local' | 'in-province' | 'cross-province' | null;
  /** The relative has bound his account, as the patient shows it. */
  readonly bound: boolean;
}

export const NO_ACCOUNT: VisitChoice = { account: 'none', relative: null, ownerPlace: null, bound: false };

export function visitChoice(db: ReadableDb, encounterId: EncounterId): VisitChoice {
  const row = db
    .prepare('SELECT account, relative, owner_place AS ownerPlace, bound FROM visit_choice WHERE encounter_id = ?')
    .get(encounterId) as (Omit<VisitChoice, 'bound'> & { bound: 0 | 1 }) | undefined;
  return row === undefined ? NO_ACCOUNT : { ...row, bound: row.bound === 1 };
}

/** Has a clerk chosen the coverage and the account? */
export const hasVisitChoice = (db: ReadableDb, encounterId: EncounterId): boolean =>
  db.prepare('SELECT 1 FROM visit_choice WHERE encounter_id = ?').get(encounterId) !== undefined;

export function saveVisitChoice(db: WritableDb, encounterId: EncounterId, choice: VisitChoice): void {
  db.prepare(`INSERT OR REPLACE INTO visit_choice (encounter_id, account, relative, owner_place, bound)
    VALUES (@encounterId, @account, @relative, @ownerPlace, @bound)`).run({ encounterId, ...choice, bound: choice.bound ? 1 : 0 });
}

export interface VisitBatch {
  readonly number: string;
  readonly actId: number;
}

/** The batch that was made last. */
export const lastBatch = (db: ReadableDb, encounterId: EncounterId): VisitBatch | undefined =>
  db.prepare('SELECT number, act_id AS actId FROM visit_batch WHERE encounter_id = ? ORDER BY rowid DESC LIMIT 1').get(encounterId) as
    | VisitBatch
    | undefined;

export const batchOfAct = (db: ReadableDb, actId: number): string | undefined =>
  db.prepare('SELECT number FROM visit_batch WHERE act_id = ?').pluck().get(actId) as string | undefined;

/** The next batch of a visit, "MZ0001-2", with its lines as they are now. */
export function insertBatch(
  db: WritableDb,
  {
    encounterId,
    orderNumber,
    actId,
    lines,
    at,
  }: { encounterId: EncounterId; orderNumber: string; actId: number; lines: readonly NetLine[]; at: Instant },
): string {
  const made = db.prepare('SELECT count(*) FROM visit_batch WHERE encounter_id = ?').pluck().get(encounterId) as number;
  const number = `${orderNumber}-${made + 1}`;
  db.prepare('INSERT INTO visit_batch (number, encounter_id, act_id, made_at) VALUES (?, ?, ?, ?)').run(number, encounterId, actId, at);
  const insert = db.prepare('INSERT INTO visit_batch_line (batch_number, line_number, quantity, amount_fen) VALUES (?, ?, ?, ?)');
  for (const { lineNumber, quantity, amount } of lines) insert.run(number, lineNumber, quantity, amount.toFen());
  return number;
}

export interface BatchLine {
  readonly lineNumber: string;
  readonly quantity: string;
  readonly amount: Money;
}

export const batchLines = (db: ReadableDb, number: string): readonly BatchLine[] =>
  (
    db
      .prepare('SELECT line_number AS lineNumber, quantity, amount_fen AS fen FROM visit_batch_line WHERE batch_number = ? ORDER BY rowid')
      .all(number) as { lineNumber: string; quantity: string; fen: number }[]
  ).map(({ fen, ...line }) => ({ ...line, amount: Money.fromFen(fen) }));

export function insertVisitResults(db: WritableDb, batch: string, messageId: string, lines: readonly LineResult[]): void {
  const insert = db.prepare(`INSERT INTO visit_line_result
    (batch_number, line_number, class, self_paid_fen, over_cap_fen, first_share_fen, in_scope_fen, words, source_message_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const { lineNumber, itemClass, selfPaid, overCap, firstShare, inScope, words } of lines) {
    const fen = [selfPaid, overCap, firstShare, inScope].map((amount) => amount.toFen());
    insert.run(batch, lineNumber, itemClass, ...fen, words, messageId);
  }
}

interface ResultRow {
  lineNumber: string;
  itemClass: string;
  selfPaid: number;
  overCap: number;
  firstShare: number;
  inScope: number;
  words: string;
}

/** What the centre made of a batch, by line number; empty until it answered. */
export function visitResults(db: ReadableDb, batch: string): ReadonlyMap<string, LineResult> {
  const rows = db
    .prepare(`SELECT line_number AS lineNumber, class AS itemClass, self_paid_fen AS selfPaid, over_cap_fen AS overCap,
      first_share_fen AS firstShare, in_scope_fen AS inScope, words FROM visit_line_result WHERE batch_number = ?`)
    .all(batch) as ResultRow[];
  return new Map(
    rows.map(({ selfPaid, overCap, firstShare, inScope, ...row }) => [
      row.lineNumber,
      {
        ...row,
        selfPaid: Money.fromFen(selfPaid),
        overCap: Money.fromFen(overCap),
        firstShare: Money.fromFen(firstShare),
        inScope: Money.fromFen(inScope),
      },
    ]),
  );
}

export function sumsOf(results: Iterable<LineResult>): LineSums {
  const all = [...results];
  const sum = (part: keyof LineSums) => Money.sum(all.map((line) => line[part]));
  return { selfPaid: sum('selfPaid'), overCap: sum('overCap'), firstShare: sum('firstShare'), inScope: sum('inScope') };
}

export function insertVisitAccount(db: WritableDb, actId: number, account: AccountUseKind, batch: string): void {
  db.prepare('INSERT INTO visit_account (act_id, account, batch_number) VALUES (?, ?, ?)').run(actId, account, batch);
}

export const visitAccount = (db: ReadableDb, actId: number): { readonly account: AccountUseKind; readonly batch: string } =>
  db.prepare('SELECT account, batch_number AS batch FROM visit_account WHERE act_id = ?').get(actId) as {
    account: AccountUseKind;
    batch: string;
  };

export type VisitEventKind =
  | 'opened'
  | 'sent'
  | 'settled'
  | 'refund'
  | 'self-pay'
  | 'claim'
  | 'wait'
  | 'resettle'
  | 'cancelled'
  | 'refused';

export interface VisitEvent {
  readonly encounterId: EncounterId;
  readonly kind: VisitEventKind;
  readonly reason: string;
  readonly postingId: number | null;
  /** null: the centre said no. */
  readonly clerkId: string | null;
  readonly at: Instant;
}

export function insertVisitEvent(db: WritableDb, event: VisitEvent): void {
  db.prepare(`INSERT INTO visit_event (encounter_id, kind, reason, posting_id, clerk_id, at)
    VALUES (@encounterId, @kind, @reason, @postingId, @clerkId, @at)`).run(event);
}

const EVENT = 'encounter_id AS encounterId, kind, reason, posting_id AS postingId, clerk_id AS clerkId, at';

/** What was done with a visit, oldest first. */
export const visitEvents = (db: ReadableDb, encounterId: EncounterId): readonly VisitEvent[] =>
  db.prepare(`SELECT ${EVENT} FROM visit_event WHERE encounter_id = ? ORDER BY id`).all(encounterId) as VisitEvent[];
