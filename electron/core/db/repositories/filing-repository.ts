import { z } from 'zod';
import type { PatientId } from '../../../../shared/identity/ids.ts';
import { type Filing, FILING_CATEGORIES } from '../../../../shared/model/filing.ts';
import { AID_CLASSES, type AidClass } from '../../../../shared/model/settlement-case.ts';
import { type CalendarDate, calendarDateSchema, type Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

const filingsSchema = z.array(
  z.strictObject({
    category: z.enum(FILING_CATEGORIES),
    householdMoved: z.boolean(),
    filedOn: calendarDateSchema,
    from: calendarDateSchema,
    until: calendarDateSchema.nullable(),
    place: z.string().optional(),
    renewed: z.boolean(),
  }),
);

/** What was known of a coverage's filings at one time; an empty list is an answer, too. */
export interface FilingReading {
  readonly filings: readonly Filing[];
  readonly source: 'centre' | 'clerk';
  readonly clerkId: string | null;
  readonly asOf: Instant;
}

export function insertFilingReading(db: WritableDb, coverageId: string, { filings, source, clerkId, asOf }: FilingReading): void {
  db.prepare('INSERT INTO filing_reading (coverage_id, filings_text, source, clerk_id, as_of) VALUES (?, ?, ?, ?, ?)').run(
    coverageId,
    JSON.stringify(filings),
    source,
    clerkId,
    asOf,
  );
}

export function lastFilingReading(db: ReadableDb, coverageId: string): FilingReading | undefined {
  const row = db
    .prepare(
      'SELECT filings_text AS text, source, clerk_id AS clerkId, as_of AS asOf FROM filing_reading WHERE coverage_id = ? ORDER BY id DESC LIMIT 1',
    )
    .get(coverageId) as ({ text: string } & Omit<FilingReading, 'filings'>) | undefined;
  if (row === undefined) return undefined;
  const { text, ...rest } = row;
  return { ...rest, filings: filingsSchema.parse(JSON.parse(text)) };
}

/** 救助身份 with its source; class `none`: asked, and there is none. */
export interface HardshipReading {
  readonly aid: AidClass;
  readonly from: CalendarDate | null;
  readonly until: CalendarDate | null;
  readonly source: 'centre' | 'clerk';
  readonly words: string;
  readonly asOf: Instant;
}

export function insertHardship(db: WritableDb, patientId: PatientId, { aid, from, until, source, words, asOf }: HardshipReading): void {
  db.prepare(
    'INSERT INTO hardship_reading (patient_id, aid_class, from_on, until_on, source, words, as_of) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(patientId, aid, from, until, source, words, asOf);
}

/** The last reading; only while it is in force on the day does its class count. */
export function lastHardship(db: ReadableDb, patientId: PatientId): HardshipReading | undefined {
  const row = db
    .prepare(`SELECT aid_class AS aid, from_on AS "from", until_on AS "until", source, words, as_of AS asOf FROM hardship_reading
      WHERE patient_id = ? ORDER BY id DESC LIMIT 1`)
    .get(patientId) as HardshipReading | undefined;
  return row === undefined ? undefined : { ...row, aid: z.enum(AID_CLASSES).parse(row.aid) };
}

/** Class of assistance on a day; `none` where nothing is known or it is not in force. */
export function aidOn(db: ReadableDb, patientId: PatientId, on: CalendarDate): AidClass {
  const reading = lastHardship(db, patientId);
  if (reading === undefined || (reading.from !== null && reading.from > on) || (reading.until !== null && reading.until < on))
    return 'none';
  return reading.aid;
}
