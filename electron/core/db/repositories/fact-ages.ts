import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../database.ts';

export interface FactAge {
  readonly count: number;
  readonly asOf: Instant | null;
}

const ask = (db: ReadableDb, sql: string): FactAge => db.prepare(sql).get() as FactAge;

/** How much of each kind of fact lies here, and when the newest of it came. */
export const factAges = (db: ReadableDb) => ({
  persons: ask(db, 'SELECT count(*) AS count, max(seen_at) AS asOf FROM patient WHERE centre_person_number IS NOT NULL'),
  coverage: ask(db, 'SELECT count(*) AS count, max(as_of) AS asOf FROM coverage'),
  accumulators: ask(db, 'SELECT count(DISTINCT coverage_id) AS count, max(as_of) AS asOf FROM accumulator'),
  filings: ask(db, `SELECT count(DISTINCT coverage_id) AS count, max(as_of) AS asOf FROM filing_reading WHERE source = 'centre'`),
  chronic: ask(db, 'SELECT count(DISTINCT coverage_id) AS count, max(as_of) AS asOf FROM chronic_reading'),
  'item-mapping': ask(db, 'SELECT count(*) AS count, max(received_at) AS asOf FROM catalogue_item'),
  catalogue: ask(db, `SELECT coalesce(sum(row_count), 0) AS count, max(fetched_at) AS asOf FROM download WHERE list = 'catalogue'`),
  'limit-prices': ask(db, `SELECT coalesce(sum(row_count), 0) AS count, max(fetched_at) AS asOf FROM download WHERE list = 'limit-prices'`),
  dictionaries: ask(
    db,
    `SELECT coalesce(sum(row_count), 0) AS count, min(fetched_at) AS asOf FROM download WHERE list LIKE 'dictionary %'`,
  ),
});
