import type { EncounterId, PatientId } from '../../../../shared/identity/ids.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

export interface PatientMerge {
  readonly encounterId: EncounterId;
  readonly kind: 'merge' | 'undo';
  readonly fromPatientId: PatientId;
  readonly toPatientId: PatientId;
  readonly fromOrderNumber: string;
  readonly toOrderNumber: string;
  readonly reason: string;
  readonly clerkId: string;
  readonly at: Instant;
}

/** The row of history and the stay's new person, together; its order is linked apart. */
export function saveMerge(db: WritableDb, merge: PatientMerge): void {
  db.prepare(`INSERT INTO patient_merge (encounter_id, kind, from_patient_id, to_patient_id, from_order_number, to_order_number, reason, clerk_id, at)
    VALUES (@encounterId, @kind, @fromPatientId, @toPatientId, @fromOrderNumber, @toOrderNumber, @reason, @clerkId, @at)`).run(merge);
  db.prepare('UPDATE encounter SET patient_id = ? WHERE id = ?').run(merge.toPatientId, merge.encounterId);
}

/** Every change of the person of a stay, oldest first. */
export const mergesOf = (db: ReadableDb, encounterId: EncounterId): readonly PatientMerge[] =>
  db
    .prepare(`SELECT encounter_id AS encounterId, kind, from_patient_id AS fromPatientId, to_patient_id AS toPatientId,
      from_order_number AS fromOrderNumber, to_order_number AS toOrderNumber, reason, clerk_id AS clerkId, at
      FROM patient_merge WHERE encounter_id = ? ORDER BY id`)
    .all(encounterId) as PatientMerge[];

/** The stay is insured from now on, or self-paid. */
export function saveCoverageChange(db: WritableDb, encounterId: EncounterId, from: string, to: string, clerkId: string, at: Instant): void {
  db.prepare('INSERT INTO registration_change (encounter_id, from_coverage_id, to_coverage_id, clerk_id, at) VALUES (?, ?, ?, ?, ?)').run(
    encounterId,
    from,
    to,
    clerkId,
    at,
  );
  db.prepare('UPDATE encounter SET coverage_id = ? WHERE id = ?').run(to, encounterId);
}

export function saveIdentityStanding(db: WritableDb, encounterId: EncounterId, standing: 'verified' | 'to-verify'): void {
  db.prepare('UPDATE encounter SET identity_standing = ? WHERE id = ?').run(standing, encounterId);
}

export function saveInitials(db: WritableDb, patientId: PatientId, readings: readonly string[]): void {
  db.prepare('DELETE FROM name_key WHERE patient_id = ?').run(patientId);
  const save = db.prepare('INSERT OR IGNORE INTO name_key (patient_id, initials) VALUES (?, ?)');
  for (const initials of readings) save.run(patientId, initials);
}

/** People whose name nobody has spelled yet: those of before there were initials. */
export const patientsWithoutInitials = (db: ReadableDb, limit: number): readonly { readonly id: PatientId; readonly name: string }[] =>
  db.prepare('SELECT id, name FROM patient WHERE spelled = 0 LIMIT ?').all(limit) as {
    id: PatientId;
    name: string;
  }[];

/** How many unknown people were given a local number of this form. */
export const countLocalNumbers = (db: ReadableDb, prefix: string): number =>
  db.prepare(`SELECT count(*) FROM patient WHERE cert_type = 'other' AND cert_number GLOB ? || '*'`).pluck().get(prefix) as number;
