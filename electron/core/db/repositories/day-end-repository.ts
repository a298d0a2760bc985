import type { DayAction, DayLine, DaySource, TheirMovement, TheirStanding } from '../../../../shared/model/day-end.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** A list that was taken. */
export interface StatementFile {
  readonly id: number;
  readonly source: DaySource;
  readonly day: CalendarDate;
  readonly name: string;
  readonly sha256: string;
  readonly clerkId: string | null;
  readonly takenAt: Instant;
}

/** Saves a list whole; inside the caller's transaction. */
export function insertStatementFile(db: WritableDb, file: Omit<StatementFile, 'id'>, movements: readonly TheirMovement[]): void {
  const fileId = Number(
    db
      .prepare(`INSERT INTO statement_file (source, day_on, name, sha256, clerk_id, taken_at)
        VALUES (@source, @day, @name, @sha256, @clerkId, @takenAt)`)
      .run(file).lastInsertRowid,
  );
  const insertRow = db.prepare(`INSERT INTO statement_row (file_id, row_number, line, number, order_key, amount_fen, day_on, standing)
    VALUES (@fileId, @row, @line, @number, @key, @fen, @day, @standing)`);
  for (const { amount, ...movement } of movements) insertRow.run({ ...movement, fileId, fen: amount.toFen() });
}

const FILES = 'SELECT id, source, day_on AS day, name, sha256, clerk_id AS clerkId, taken_at AS takenAt FROM statement_file';

/** The lists of a day that count: of each side the newest. */
export const statementFilesOf = (db: ReadableDb, day: CalendarDate): readonly StatementFile[] =>
  db
    .prepare(
      `${FILES} AS f WHERE day_on = ? AND id = (SELECT max(id) FROM statement_file AS o WHERE o.day_on = f.day_on AND o.source = f.source)`,
    )
    .all(day) as StatementFile[];

interface RowOfList {
  readonly row: number;
  readonly line: DayLine;
  readonly number: string;
  readonly key: string;
  readonly fen: number;
  readonly day: CalendarDate;
  readonly standing: TheirStanding;
}

export const statementRowsOf = (db: ReadableDb, fileId: number): readonly TheirMovement[] =>
  (
    db
      .prepare(`SELECT row_number AS row, line, number, order_key AS key, amount_fen AS fen, day_on AS day, standing
        FROM statement_row WHERE file_id = ? ORDER BY row_number`)
      .all(fileId) as RowOfList[]
  ).map(({ fen, ...row }) => ({ ...row, amount: Money.fromFen(fen) }));

/** Days from this one on of which a list came, and that nobody has confirmed. Oldest first. */
export const unconfirmedDays = (db: ReadableDb, from: CalendarDate): readonly CalendarDate[] =>
  db
    .prepare(
      `SELECT DISTINCT day_on FROM statement_file WHERE day_on >= ? AND day_on NOT IN (SELECT day_on FROM day_confirmation) ORDER BY day_on`,
    )
    .pluck()
    .all(from) as CalendarDate[];

export interface StatementRefusal {
  readonly name: string;
  readonly row: number;
  readonly column: string;
  readonly reason: string;
  readonly seenAt: Instant;
}

export function insertStatementRefusal(db: WritableDb, refusal: StatementRefusal & { readonly sha256: string }): void {
  db.prepare(`INSERT INTO statement_refusal (name, sha256, row_number, column_name, reason, seen_at)
    VALUES (@name, @sha256, @row, @column, @reason, @seenAt)`).run(refusal);
}

/** Files that could not be taken and of whose name none was taken since. Newest first. */
export const openStatementRefusals = (db: ReadableDb): readonly StatementRefusal[] =>
  db
    .prepare(`SELECT name, row_number AS row, column_name AS column, reason, seen_at AS seenAt FROM statement_refusal AS r
      WHERE id = (SELECT max(id) FROM statement_refusal AS o WHERE o.name = r.name)
        AND NOT EXISTS (SELECT 1 FROM statement_file AS f WHERE f.name = r.name AND f.taken_at >= r.seen_at) ORDER BY id DESC LIMIT 20`)
    .all() as StatementRefusal[];

export interface DayHandling {
  readonly action: DayAction;
  readonly note: string;
  readonly clerkId: string;
  readonly at: Instant;
}

export function insertDayHandling(db: WritableDb, day: CalendarDate, identity: string, handling: DayHandling): void {
  db.prepare(`INSERT INTO day_difference_handling (day_on, identity, action, note, clerk_id, at)
    VALUES (@day, @identity, @action, @note, @clerkId, @at)`).run({ ...handling, day, identity });
}

/** What was done last about each difference of a day. */
export const dayHandlings = (db: ReadableDb, day: CalendarDate): ReadonlyMap<string, DayHandling> =>
  new Map(
    (
      db
        .prepare('SELECT identity, action, note, clerk_id AS clerkId, at FROM day_difference_handling WHERE day_on = ? ORDER BY id')
        .all(day) as (DayHandling & { identity: string })[]
    ).map(({ identity, ...handling }) => [identity, handling]),
  );

export interface DayConfirmation {
  readonly sumsText: string;
  readonly clerkId: string;
  readonly at: Instant;
}

export function insertDayConfirmation(db: WritableDb, day: CalendarDate, confirmation: DayConfirmation): void {
  db.prepare('INSERT INTO day_confirmation (day_on, sums_text, clerk_id, at) VALUES (@day, @sumsText, @clerkId, @at)').run({
    ...confirmation,
    day,
  });
}

/** The last one counts: a day that moved afterwards is confirmed anew. */
export const dayConfirmationOf = (db: ReadableDb, day: CalendarDate): DayConfirmation | undefined =>
  db
    .prepare('SELECT sums_text AS sumsText, clerk_id AS clerkId, at FROM day_confirmation WHERE day_on = ? ORDER BY id DESC LIMIT 1')
    .get(day) as DayConfirmation | undefined;
