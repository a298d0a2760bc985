import { z } from 'zod';
import { calendarDateSchema } from '../../../../shared/time/calendar-date.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

export interface Premium {
  readonly paidOn: CalendarDate;
  readonly at: Instant;
}

/** The day on which the premium was paid, as the receipt that the clerk saw says. */
export function insertPremium(db: WritableDb, coverageId: string, premium: Premium & { readonly clerkId: string }): void {
  db.prepare('INSERT INTO premium_payment (coverage_id, paid_on, clerk_id, at) VALUES (@coverageId, @paidOn, @clerkId, @at)').run({
    coverageId,
    ...premium,
  });
}

export const lastPremium = (db: ReadableDb, coverageId: string): Premium | undefined =>
  db.prepare('SELECT paid_on AS paidOn, at FROM premium_payment WHERE coverage_id = ? ORDER BY id DESC LIMIT 1').get(coverageId) as
    | Premium
    | undefined;

/** A chronic disease that somebody is registered for (慢特病), with the days it holds. */
export const chronicSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  from: calendarDateSchema.nullable(),
  to: calendarDateSchema.nullable(),
});
export type Chronic = z.output<typeof chronicSchema>;

export function insertChronicReading(db: WritableDb, coverageId: string, registrations: readonly Chronic[], asOf: Instant): void {
  db.prepare('INSERT INTO chronic_reading (coverage_id, registrations_text, as_of) VALUES (?, ?, ?)').run(
    coverageId,
    JSON.stringify(registrations),
    asOf,
  );
}

export function lastChronicReading(
  db: ReadableDb,
  coverageId: string,
): { readonly registrations: readonly Chronic[]; readonly asOf: Instant } | undefined {
  const row = db
    .prepare('SELECT registrations_text AS text, as_of AS asOf FROM chronic_reading WHERE coverage_id = ? ORDER BY id DESC LIMIT 1')
    .get(coverageId) as { text: string; asOf: Instant } | undefined;
  return row === undefined ? undefined : { registrations: z.array(chronicSchema).parse(JSON.parse(row.text)), asOf: row.asOf };
}
