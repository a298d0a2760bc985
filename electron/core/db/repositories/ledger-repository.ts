import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { Account, Posting, PostingLine } from '../../../../shared/model/ledger.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** Which postings. All that are given must hold; nothing given: the whole book. */
export interface PostingFilter {
  readonly id?: number;
  readonly encounterId?: EncounterId;
  readonly shiftId?: string;
  readonly businessOn?: CalendarDate;
  /** Written at this instant or later, and before that one: by the clock, not by the day of a shift. */
  readonly from?: Instant;
  readonly until?: Instant;
  readonly receiptNumber?: string;
  readonly returnsId?: number;
  /** Of a card slip or a transfer, as it was entered. */
  readonly reference?: string;
  /** Postings after this one. */
  readonly afterId?: number;
  /** This one and those before it. */
  readonly upToId?: number;
}

const COLUMNS: Readonly<Record<keyof PostingFilter, string>> = {
  id: 'p.id = @id',
  encounterId: 'p.encounter_id = @encounterId',
  shiftId: 'p.shift_id = @shiftId',
  businessOn: 'p.business_on = @businessOn',
  from: 'p.at >= @from',
  until: 'p.at < @until',
  receiptNumber: 'p.receipt_number = @receiptNumber',
  returnsId: 'p.returns_id = @returnsId',
  reference: `p.facts_text ->> 'reference' = @reference`,
  afterId: 'p.id > @afterId',
  upToId: 'p.id <= @upToId',
};

type Row = Omit<Posting, 'lines' | 'facts'> & { readonly factsText: string };
interface LineRow {
  readonly postingId: number;
  readonly account: Account;
  readonly subject: string;
  readonly fen: number;
}

/** In the order in which they were written. */
export function postingsOf(db: ReadableDb, filter: PostingFilter): readonly Posting[] {
  const names = Object.keys(filter) as (keyof PostingFilter)[];
  const where = names.length === 0 ? '1' : names.map((name) => COLUMNS[name]).join(' AND ');
  const rows = db
    .prepare(`SELECT p.id, p.kind, p.means, p.encounter_id AS encounterId, p.shift_id AS shiftId, p.clerk_id AS clerkId, p.at,
        p.business_on AS businessOn, p.receipt_number AS receiptNumber, p.reverses_id AS reversesId, p.returns_id AS returnsId,
        p.facts_text AS factsText, p.hash
      FROM posting AS p WHERE ${where} ORDER BY p.id`)
    .all(filter) as Row[];
  const lines = db
    .prepare(`SELECT l.posting_id AS postingId, l.account, l.subject, l.amount_fen AS fen
      FROM posting AS p JOIN posting_line AS l ON l.posting_id = p.id WHERE ${where} ORDER BY p.id, l.line_number`)
    .all(filter) as LineRow[];
  const byPosting = Map.groupBy(lines, ({ postingId }) => postingId);
  return rows.map(({ factsText, ...row }) => ({
    ...row,
    lines: (byPosting.get(row.id) ?? []).map(({ account, subject, fen }) => ({ account, subject, amount: Money.fromFen(fen) })),
    facts: JSON.parse(factsText) as Posting['facts'],
  }));
}

/** The sum of all lines of an account; without a subject of all its subjects. */
export const balanceOf = (db: ReadableDb, account: Account, subject: string): Money =>
  Money.fromFen(
    db
      .prepare('SELECT coalesce(sum(amount_fen), 0) FROM posting_line WHERE account = ? AND subject = ?')
      .pluck()
      .get(account, subject) as number,
  );

/** The sum of all lines of an account, of all its subjects. */
export const totalOf = (db: ReadableDb, account: Account): Money =>
  Money.fromFen(db.prepare('SELECT coalesce(sum(amount_fen), 0) FROM posting_line WHERE account = ?').pluck().get(account) as number);

/** The sum of an account over the first postings of the book, up to this one. */
export const balanceUpTo = (db: ReadableDb, account: Account, postingId: number): Money =>
  Money.fromFen(
    db
      .prepare('SELECT coalesce(sum(amount_fen), 0) FROM posting_line WHERE account = ? AND posting_id <= ?')
      .pluck()
      .get(account, postingId) as number,
  );

/** The sum of an account over all postings of the business days before this one. */
export const balanceBefore = (db: ReadableDb, account: Account, day: CalendarDate): Money =>
  Money.fromFen(
    db
      .prepare(`SELECT coalesce(sum(l.amount_fen), 0) FROM posting_line AS l JOIN posting AS p ON p.id = l.posting_id
        WHERE l.account = ? AND p.business_on < ?`)
      .pluck()
      .get(account, day) as number,
  );

/** What stays, without visits, were settled at from one instant to another, by the hospital's clock and not by shifts: care-income turned, reversals taken off. */
export const staysSettled = (db: ReadableDb, from: Instant | '', until: Instant): Money =>
  Money.fromFen(
    db
      .prepare(`SELECT coalesce(sum(l.amount_fen), 0) FROM posting_line AS l JOIN posting AS p ON p.id = l.posting_id
        JOIN encounter AS e ON e.id = p.encounter_id WHERE l.account = 'care-income' AND p.at >= ? AND p.at < ? AND e.care_kind = 'inpatient'`)
      .pluck()
      .get(from, until) as number,
  ).negated();

export const lastPosting = (db: ReadableDb): { readonly id: number; readonly hash: string } | undefined =>
  db.prepare('SELECT id, hash FROM posting ORDER BY id DESC LIMIT 1').get() as { id: number; hash: string } | undefined;

/** Lines first, then the posting that seals them: the database refuses one that is not balanced, and any line that comes later. */
export function insertPosting(db: WritableDb, { lines, facts, ...posting }: Posting): void {
  const insertLine = db.prepare('INSERT INTO posting_line (posting_id, line_number, account, subject, amount_fen) VALUES (?, ?, ?, ?, ?)');
  for (const [index, { account, subject, amount }] of (lines as readonly PostingLine[]).entries())
    insertLine.run(posting.id, index + 1, account, subject, amount.toFen());
  db.prepare(`INSERT INTO posting (id, kind, means, encounter_id, shift_id, clerk_id, at, business_on, receipt_number, reverses_id, returns_id, facts_text, hash)
    VALUES (@id, @kind, @means, @encounterId, @shiftId, @clerkId, @at, @businessOn, @receiptNumber, @reversesId, @returnsId, @factsText, @hash)`).run(
    {
      ...posting,
      factsText: JSON.stringify(facts),
    },
  );
}

/** How many receipts a series has: its next number is one more, without gaps. */
export const countReceipts = (db: ReadableDb, series: string): number =>
  db.prepare(`SELECT count(*) FROM posting WHERE receipt_number GLOB ? || '*'`).pluck().get(series) as number;

/** Each subject's part of it, where it is not even. */
export const balancesBefore = (db: ReadableDb, account: Account, day: CalendarDate): ReadonlyMap<string, Money> =>
  new Map(
    (
      db
        .prepare(`SELECT l.subject, sum(l.amount_fen) AS fen FROM posting_line AS l JOIN posting AS p ON p.id = l.posting_id
          WHERE l.account = ? AND p.business_on < ? GROUP BY l.subject HAVING fen <> 0 ORDER BY min(p.id)`)
        .all(account, day) as { subject: string; fen: number }[]
    ).map(({ subject, fen }) => [subject, Money.fromFen(fen)]),
  );
