import type { EncounterId, PatientId } from '../../../../shared/identity/ids.ts';
import type { Agent, CredentialKind } from '../../../../shared/model/credential.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

export interface CredentialCheck {
  readonly kind: CredentialKind;
  readonly clerkId: string | null;
  readonly at: Instant;
}

export function insertCredentialCheck(db: WritableDb, patientId: PatientId, { kind, clerkId, at }: CredentialCheck): void {
  db.prepare('INSERT INTO credential_check (patient_id, kind, clerk_id, at) VALUES (?, ?, ?, ?)').run(patientId, kind, clerkId, at);
}

/** How this person was identified the last time. */
export const lastCredentialCheck = (db: ReadableDb, patientId: PatientId): CredentialCheck | undefined =>
  db.prepare('SELECT kind, clerk_id AS clerkId, at FROM credential_check WHERE patient_id = ? ORDER BY id DESC LIMIT 1').get(patientId) as
    | CredentialCheck
    | undefined;

export function insertAgent(db: WritableDb, encounterId: EncounterId, { kind, name, certNumber, relation, phone }: Agent): void {
  db.prepare('INSERT INTO encounter_agent (encounter_id, kind, name, cert_number, relation, phone) VALUES (?, ?, ?, ?, ?, ?)').run(
    encounterId,
    kind,
    name,
    certNumber,
    relation,
    phone,
  );
}

export const agentOf = (db: ReadableDb, encounterId: EncounterId): Agent | undefined =>
  db
    .prepare('SELECT kind, name, cert_number AS certNumber, relation, phone FROM encounter_agent WHERE encounter_id = ?')
    .get(encounterId) as Agent | undefined;

export function insertStayCode(db: WritableDb, encounterId: EncounterId, code: string): void {
  db.prepare('INSERT INTO stay_code (code, encounter_id) VALUES (?, ?)').run(code, encounterId);
}

/** The code on a stay's slips; undefined for a stay of before there were codes. */
export const stayCodeFor = (db: ReadableDb, encounterId: EncounterId): string | undefined =>
  db.prepare('SELECT code FROM stay_code WHERE encounter_id = ?').pluck().get(encounterId) as string | undefined;

export const encounterOfCode = (db: ReadableDb, code: string): EncounterId | undefined =>
  db.prepare('SELECT encounter_id FROM stay_code WHERE code = ?').pluck().get(code) as EncounterId | undefined;
