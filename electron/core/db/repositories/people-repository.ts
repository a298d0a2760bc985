import type { EncounterId, PatientId } from '../../../../shared/identity/ids.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../database.ts';

const FOUND_MOST = 12;

/** Each way reads an index as far as it must; a part of a name is looked for only when nothing else fits. */
export function findPeople(db: ReadableDb, search: string): readonly PatientId[] {
  const range = { search, upper: search.toUpperCase(), end: `${search}\u{10ffff}`, most: FOUND_MOST };
  const ids = (sql: string) => db.prepare(`${sql} LIMIT @most`).pluck().all(range) as PatientId[];
  const byNumber = /\d/.test(search)
    ? [
        ...ids("SELECT id FROM patient WHERE cert_type IN ('id-card', 'other') AND cert_number = @upper"),
        ...ids('SELECT id FROM patient WHERE card_number = @upper'),
        ...ids('SELECT patient_id FROM encounter WHERE stay_number = @upper'),
      ]
    : [];
  const spelled = /^[a-z]{1,20}$/i.test(search)
    ? ids(`SELECT patient_id FROM name_key WHERE initials >= @upper AND initials < @upper || '~' ORDER BY initials`)
    : [];
  const named = ids('SELECT id FROM patient WHERE name >= @search AND name < @end');
  const found = [...new Set([...byNumber, ...named, ...spelled])];
  if (found.length > 0 || search.length < 2) return found.slice(0, FOUND_MOST);
  return ids('SELECT id FROM patient WHERE instr(name, @search) > 0');
}

export const seenAt = (db: ReadableDb, id: PatientId): Instant =>
  db.prepare('SELECT seen_at FROM patient WHERE id = ?').pluck().get(id) as Instant;

/** His stays and visits, newest first. */
export const encountersOf = (db: ReadableDb, id: PatientId, most: number): readonly EncounterId[] =>
  db.prepare('SELECT id FROM encounter WHERE patient_id = ? ORDER BY admitted_at DESC LIMIT ?').pluck().all(id, most) as EncounterId[];

/** Stays that were his, or were taken for his, at some time. */
export const mergedEncountersOf = (db: ReadableDb, id: PatientId): readonly EncounterId[] =>
  db
    .prepare('SELECT DISTINCT encounter_id FROM patient_merge WHERE from_patient_id = @id OR to_patient_id = @id')
    .pluck()
    .all({ id }) as EncounterId[];
