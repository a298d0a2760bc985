import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** Stays of which something may have to be told: those that are here, and those that are over and were not even when they were told last. */
export const staysToTell = (db: ReadableDb): readonly EncounterId[] =>
  db
    .prepare(`SELECT id FROM encounter WHERE care_kind = 'inpatient'
        AND state IN ('registered', 'in-hospital', 'ward-discharged', 'left-unsettled', 'settling')
      UNION SELECT encounter_id FROM his_outlet_last WHERE closed = 0 ORDER BY 1`)
    .pluck()
    .all() as EncounterId[];

export const lastTold = (db: ReadableDb, encounterId: EncounterId): string | undefined =>
  db.prepare('SELECT body_text FROM his_outlet_last WHERE encounter_id = ?').pluck().get(encounterId) as string | undefined;

/** The line, and that it is the last word now. */
export function insertOutlet(db: WritableDb, encounterId: EncounterId, bodyText: string, closed: boolean, madeAt: Instant): void {
  db.prepare('INSERT INTO his_outlet (encounter_id, body_text, made_at) VALUES (?, ?, ?)').run(encounterId, bodyText, madeAt);
  db.prepare(`INSERT INTO his_outlet_last (encounter_id, body_text, closed) VALUES (?, ?, ?)
    ON CONFLICT (encounter_id) DO UPDATE SET body_text = excluded.body_text, closed = excluded.closed`).run(
    encounterId,
    bodyText,
    closed ? 1 : 0,
  );
}

/** Lines that lie in no file yet, oldest first. */
export const unwritten = (db: ReadableDb, most: number): readonly { readonly id: number; readonly bodyText: string }[] =>
  db
    .prepare(`SELECT o.id, o.body_text AS bodyText FROM his_outlet AS o
      WHERE o.id > coalesce((SELECT max(outlet_id) FROM his_outlet_written), 0) ORDER BY o.id LIMIT ?`)
    .all(most) as { id: number; bodyText: string }[];

export function insertWritten(db: WritableDb, ids: readonly number[], fileName: string, at: Instant): void {
  const insert = db.prepare('INSERT INTO his_outlet_written (outlet_id, file_name, written_at) VALUES (?, ?, ?)');
  for (const id of ids) insert.run(id, fileName, at);
}
