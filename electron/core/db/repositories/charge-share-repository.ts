import type { ChargePayer } from '../../../../shared/model/injury.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** A condition on `charge_item AS c`: the line is the insurance's, for nobody said that somebody else owes it. */
export const OF_THE_INSURANCE = `coalesce((SELECT s.payer FROM charge_share AS s
  WHERE s.order_number = c.order_number AND s.line_number = c.line_number ORDER BY s.id DESC LIMIT 1), 'insurance') <> 'other'`;

/** A condition on `charge_item AS c`: no interim settlement that stands has settled the line. */
export const NOT_SETTLED_BEFORE = `NOT EXISTS (SELECT 1 FROM interim_line AS i JOIN act AS ia ON ia.id = i.act_id
  WHERE i.order_number = c.order_number AND i.line_number = c.line_number AND ia.state = 'acknowledged'
    AND NOT EXISTS (SELECT 1 FROM interim_back AS b JOIN act AS ba ON ba.id = b.act_id WHERE b.interim_act_id = i.act_id AND ba.state = 'acknowledged'))`;

/** What is to be claimed of the insurance, or is to be settled with it next. */
export const OPEN_FOR_CLAIM = `${OF_THE_INSURANCE} AND ${NOT_SETTLED_BEFORE}`;

export interface Division {
  readonly words: string;
  readonly clerkId: string;
  readonly at: Instant;
}

export function insertShares(
  db: WritableDb,
  orderNumber: string,
  shares: ReadonlyMap<string, ChargePayer>,
  { words, clerkId, at }: Division,
): void {
  const insert = db.prepare('INSERT INTO charge_share (order_number, line_number, payer, words, clerk_id, at) VALUES (?, ?, ?, ?, ?, ?)');
  for (const [lineNumber, payer] of shares) insert.run(orderNumber, lineNumber, payer, words, clerkId, at);
}

/** Whose each line is, as it was said last; lines of which nothing was said are not there. */
export function sharesOf(db: ReadableDb, orderNumber: string): ReadonlyMap<string, ChargePayer> {
  const rows = db
    .prepare('SELECT line_number AS lineNumber, payer FROM charge_share WHERE order_number = ? ORDER BY id')
    .all(orderNumber) as { lineNumber: string; payer: ChargePayer }[];
  return new Map(rows.map(({ lineNumber, payer }) => [lineNumber, payer]));
}

/** Lines of which nobody said yet whose they are. */
export const undividedLines = (db: ReadableDb, orderNumber: string): number =>
  db
    .prepare(`SELECT count(*) FROM charge_item AS c WHERE order_number = ? AND NOT EXISTS (
      SELECT 1 FROM charge_share AS s WHERE s.order_number = c.order_number AND s.line_number = c.line_number)`)
    .pluck()
    .get(orderNumber) as number;

const sumWhere = (db: ReadableDb, orderNumber: string, condition: string): Money =>
  Money.fromFen(
    db
      .prepare(`SELECT coalesce(sum(amount_fen), 0) FROM charge_item AS c WHERE order_number = ? AND ${condition}`)
      .pluck()
      .get(orderNumber) as number,
  );

/** What of the bill goes to the centre, without what an interim settlement settled; and what somebody else owes of it. */
export const insuredTotal = (db: ReadableDb, orderNumber: string): Money => sumWhere(db, orderNumber, OPEN_FOR_CLAIM);
export const otherTotal = (db: ReadableDb, orderNumber: string): Money => sumWhere(db, orderNumber, `NOT (${OF_THE_INSURANCE})`);
