import { Money } from '../../../../shared/money/money.ts';
import { type Instant, plusMilliseconds } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** Values of a person's year as the centre tells them (5206). Each answer is a row. */
export type AccumulatorKind = 'stay-count' | 'deductible' | 'pooled-fund' | 'large-amount-burden';

export function insertAccumulator(
  db: WritableDb,
  coverageId: string,
  year: number,
  kind: AccumulatorKind,
  value: number | Money,
  asOf: Instant,
): void {
  const [count, fen] = typeof value === 'number' ? [value, null] : [null, value.toFen()];
  db.prepare(
    `INSERT INTO accumulator (coverage_id, year, kind, count_value, value_fen, source, as_of) VALUES (?, ?, ?, ?, ?, 'centre', ?)`,
  ).run(coverageId, year, kind, count, fen, asOf);
}

/** A time from which no reading of the year is believed; both ends belong to it. */
interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * When settlements of this coverage stood that were taken back since: whatever was read then may count them, and for `lateMs` afterwards too,
 * since the centre's queries follow its books late. The two times are the centre's, and its clock may differ from ours by as much.
 */
function spansTakenBack(db: ReadableDb, coverageId: string, lateMs: number): readonly Span[] {
  const rows = db
    .prepare(`SELECT f.settled_at AS settledAt, min(r.settled_at) AS takenBackAt FROM coverage
      CROSS JOIN encounter AS e ON e.patient_id = coverage.patient_id AND e.coverage_id = coverage.id
      CROSS JOIN claim ON claim.encounter_id = e.id
      CROSS JOIN settlement AS r ON r.claim_id = claim.id AND r.standing = 'reversal'
      CROSS JOIN settlement AS f ON f.claim_id = claim.id AND f.standing = 'final' AND f.rowid < r.rowid
      WHERE coverage.id = ? GROUP BY f.id`)
    .all(coverageId) as { settledAt: Instant; takenBackAt: Instant }[];
  return rows.map((row) => ({ from: plusMilliseconds(row.settledAt, -lateMs), until: plusMilliseconds(row.takenBackAt, lateMs) }));
}

const BELIEVED = `NOT EXISTS (SELECT 1 FROM json_each(@spans) AS span
  WHERE as_of BETWEEN json_extract(span.value, '$.from') AND json_extract(span.value, '$.until'))`;

/** The last reading of one value of a year that counts nothing taken back: a count for stay-count, else fen. */
export const lastAccumulator = (
  db: ReadableDb,
  coverageId: string,
  year: number,
  kind: AccumulatorKind,
  lateMs: number,
): { readonly value: number; readonly asOf: Instant } | undefined =>
  db
    .prepare(`SELECT coalesce(count_value, value_fen) AS value, as_of AS asOf FROM accumulator
      WHERE coverage_id = @coverageId AND year = @year AND kind = @kind AND ${BELIEVED} ORDER BY id DESC LIMIT 1`)
    .get({ coverageId, year, kind, spans: JSON.stringify(spansTakenBack(db, coverageId, lateMs)) }) as
    | { value: number; asOf: Instant }
    | undefined;

export interface OutpatientYear {
  readonly deductible: Money | null;
  readonly fund: Money | null;
  readonly asOf: Instant;
}

export function insertOutpatientYear(db: WritableDb, coverageId: string, year: number, { deductible, fund, asOf }: OutpatientYear): void {
  db.prepare('INSERT INTO outpatient_year (coverage_id, year, deductible_fen, fund_fen, as_of) VALUES (?, ?, ?, ?, ?)').run(
    coverageId,
    year,
    deductible?.toFen() ?? null,
    fund?.toFen() ?? null,
    asOf,
  );
}

/** The last reading of a year's ordinary outpatient care that counts nothing taken back. */
export function lastOutpatientYear(db: ReadableDb, coverageId: string, year: number, lateMs: number): OutpatientYear | undefined {
  const row = db
    .prepare(`SELECT deductible_fen AS deductible, fund_fen AS fund, as_of AS asOf FROM outpatient_year
      WHERE coverage_id = @coverageId AND year = @year AND ${BELIEVED} ORDER BY id DESC LIMIT 1`)
    .get({ coverageId, year, spans: JSON.stringify(spansTakenBack(db, coverageId, lateMs)) }) as
    | { deductible: number | null; fund: number | null; asOf: Instant }
    | undefined;
  if (row === undefined) return undefined;
  const amount = (fen: number | null) => (fen === null ? null : Money.fromFen(fen));
  return { deductible: amount(row.deductible), fund: amount(row.fund), asOf: row.asOf };
}
