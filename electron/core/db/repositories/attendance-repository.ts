import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

export interface Attendance {
  readonly day: CalendarDate;
  readonly clerkId: string;
  readonly at: Instant;
}

/** Oldest first. */
export const attendanceOf = (db: ReadableDb, encounterId: EncounterId): readonly Attendance[] =>
  db
    .prepare('SELECT day_on AS day, clerk_id AS clerkId, at FROM day_attendance WHERE encounter_id = ? ORDER BY day_on')
    .all(encounterId) as Attendance[];

/** False where he signed in on that day before. */
export const insertAttendance = (db: WritableDb, encounterId: EncounterId, { day, clerkId, at }: Attendance): boolean =>
  db
    .prepare(`INSERT INTO day_attendance (encounter_id, day_on, clerk_id, at) SELECT @encounterId, @day, @clerkId, @at
      WHERE NOT EXISTS (SELECT 1 FROM day_attendance WHERE encounter_id = @encounterId AND day_on = @day)`)
    .run({ encounterId, day, clerkId, at }).changes === 1;
