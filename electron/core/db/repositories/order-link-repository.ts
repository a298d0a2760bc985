import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** A stay goes on under another order. `admittedBefore`, `admittedAfter`: its beginning, which the order's first charge may move. */
export interface OrderLink {
  readonly encounterId: EncounterId;
  readonly fromOrderNumber: string;
  readonly toOrderNumber: string;
  readonly admittedBefore: Instant;
  readonly admittedAfter: Instant;
  readonly clerkId: string;
  readonly at: Instant;
}

/** The row of history, the stay's order and its beginning, together. */
export function saveOrderLink(db: WritableDb, link: OrderLink): void {
  db.prepare(`INSERT INTO order_link (encounter_id, from_order_number, to_order_number, admitted_before_at, admitted_after_at, clerk_id, at)
    VALUES (@encounterId, @fromOrderNumber, @toOrderNumber, @admittedBefore, @admittedAfter, @clerkId, @at)`).run(link);
  db.prepare('UPDATE encounter SET order_number = @toOrderNumber, admitted_at = @admittedAfter WHERE id = @encounterId').run(link);
}

/** How the stay came to its order; undefined: it was admitted on it. */
export const linkTo = (db: ReadableDb, encounterId: EncounterId, orderNumber: string): OrderLink | undefined =>
  db
    .prepare(`SELECT encounter_id AS encounterId, from_order_number AS fromOrderNumber, to_order_number AS toOrderNumber,
      admitted_before_at AS admittedBefore, admitted_after_at AS admittedAfter, clerk_id AS clerkId, at
      FROM order_link WHERE encounter_id = ? AND to_order_number = ? ORDER BY id DESC LIMIT 1`)
    .get(encounterId, orderNumber) as OrderLink | undefined;

/** Under which order the stay of a desk's own number goes on now; the number itself where it does so under none other. */
export const presentOrderOf = (db: ReadableDb, orderNumber: string): string =>
  (db
    .prepare(`SELECT e.order_number FROM order_link AS l JOIN encounter AS e ON e.id = l.encounter_id
      WHERE l.from_order_number = @orderNumber AND NOT EXISTS (SELECT 1 FROM encounter WHERE order_number = @orderNumber) ORDER BY l.id DESC LIMIT 1`)
    .pluck()
    .get({ orderNumber }) as string | undefined) ?? orderNumber;

/** One line that goes on under another number. */
export interface ChargeMove {
  readonly fromOrder: string;
  readonly fromLine: string;
  readonly toOrder: string;
  readonly toLine: string;
  readonly reason: string;
  readonly clerkId: string | null;
  readonly at: Instant;
}

export function insertChargeMove(db: WritableDb, move: ChargeMove): void {
  db.prepare(`INSERT INTO charge_move (from_order_number, from_line_number, to_order_number, to_line_number, reason, clerk_id, at)
    VALUES (@fromOrder, @fromLine, @toOrder, @toLine, @reason, @clerkId, @at)`).run(move);
}

const MOVE = `from_order_number AS fromOrder, from_line_number AS fromLine, to_order_number AS toOrder, to_line_number AS toLine, reason,
  clerk_id AS clerkId, at`;

/** Lines of an order that came from another one. */
export const linesFrom = (db: ReadableDb, fromOrder: string, toOrder: string): ReadonlySet<string> =>
  new Set(
    db
      .prepare('SELECT to_line_number FROM charge_move WHERE from_order_number = ? AND to_order_number = ?')
      .pluck()
      .all(fromOrder, toOrder) as string[],
  );

/** What of other numbers became part of this one for a reason, by where it came from. */
export const priorMovesTo = (
  db: ReadableDb,
  orderNumber: string,
  reason: string,
): readonly { readonly orderNumber: string; readonly lineCount: number; readonly at: Instant }[] =>
  db
    .prepare(`SELECT from_order_number AS orderNumber, count(*) AS lineCount, max(at) AS at FROM charge_move
      WHERE to_order_number = ? AND reason = ? GROUP BY from_order_number ORDER BY at`)
    .all(orderNumber, reason) as { orderNumber: string; lineCount: number; at: Instant }[];

/** Where a line went the last time; undefined: it never went. */
export const moveFrom = (db: ReadableDb, orderNumber: string, lineNumber: string): ChargeMove | undefined =>
  db
    .prepare(`SELECT ${MOVE} FROM charge_move WHERE from_order_number = ? AND from_line_number = ? ORDER BY id DESC LIMIT 1`)
    .get(orderNumber, lineNumber) as ChargeMove | undefined;

/** A number for a line that came from another order: of the desk's own block, 99 and thirteen digits. */
export function ownLineNumber(db: ReadableDb, orderNumber: string): string {
  const last = db
    .prepare(`SELECT max(line_number) FROM charge_item WHERE order_number = ? AND line_number GLOB '99*' AND length(line_number) = 15`)
    .pluck()
    .get(orderNumber) as string | null;
  return String(Number(last ?? '990000000000000') + 1);
}

export const receivedAtOf = (db: ReadableDb, orderNumber: string, lineNumber: string): Instant =>
  db
    .prepare('SELECT received_at FROM charge_item WHERE order_number = ? AND line_number = ?')
    .pluck()
    .get(orderNumber, lineNumber) as Instant;

export const occurredAtOf = (db: ReadableDb, orderNumber: string, lineNumber: string): Instant =>
  db
    .prepare('SELECT occurred_at FROM charge_item WHERE order_number = ? AND line_number = ?')
    .pluck()
    .get(orderNumber, lineNumber) as Instant;
