import type { EncounterId, PatientId } from '../../../../shared/identity/ids.ts';
import type { Agent, ConsentSigner } from '../../../../shared/model/credential.ts';
import type { InjuryFinding, InjuryStatement } from '../../../../shared/model/injury.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { OPEN_STATES } from './encounter-repository.ts';

export interface SavedInjury extends InjuryStatement {
  readonly encounterId: EncounterId;
  /** Until when it must be filed; null: nothing to file. */
  readonly fileBy: Instant | null;
  readonly clerkId: string;
  readonly at: Instant;
}

export function insertInjury(db: WritableDb, injury: SavedInjury): void {
  db.prepare(`
    INSERT INTO injury_statement (encounter_id, injured, other_payer, extent, happened_at, words, promised, file_by_at, clerk_id, at)
    VALUES (@encounterId, @injured, @otherPayer, @extent, @happenedAt, @words, @promised, @fileBy, @clerkId, @at)`).run({
    ...injury,
    injured: injury.injured ? 1 : 0,
    promised: injury.promised ? 1 : 0,
  });
}

type InjuryRow = Omit<SavedInjury, 'injured' | 'promised'> & { injured: 0 | 1; promised: 0 | 1 };

const INJURY = `i.encounter_id AS encounterId, i.injured, i.other_payer AS otherPayer, i.extent, i.happened_at AS happenedAt, i.words, i.promised,
  i.file_by_at AS fileBy, i.clerk_id AS clerkId, i.at`;

const toInjury = (row: InjuryRow): SavedInjury => ({ ...row, injured: row.injured === 1, promised: row.promised === 1 });

export function injuryOf(db: ReadableDb, encounterId: EncounterId): SavedInjury | undefined {
  const row = db.prepare(`SELECT ${INJURY} FROM injury_statement AS i WHERE encounter_id = ?`).get(encounterId) as InjuryRow | undefined;
  return row === undefined ? undefined : toInjury(row);
}

/** Injuries that nobody has judged yet, of stays that are still open. */
export const openInjuries = (db: ReadableDb): readonly SavedInjury[] =>
  (
    db
      .prepare(`SELECT ${INJURY} FROM injury_statement AS i JOIN encounter AS e ON e.id = i.encounter_id
        WHERE i.injured = 1 AND e.state IN ${OPEN_STATES}
          AND NOT EXISTS (SELECT 1 FROM injury_finding WHERE encounter_id = i.encounter_id) ORDER BY i.file_by_at`)
      .all() as InjuryRow[]
  ).map(toInjury);

export function insertFinding(
  db: WritableDb,
  encounterId: EncounterId,
  { finding, words, clerkId, at }: { finding: InjuryFinding; words: string; clerkId: string; at: Instant },
): void {
  db.prepare('INSERT INTO injury_finding (encounter_id, finding, words, clerk_id, at) VALUES (?, ?, ?, ?, ?)').run(
    encounterId,
    finding,
    words,
    clerkId,
    at,
  );
}

export const lastFinding = (db: ReadableDb, encounterId: EncounterId): InjuryFinding | undefined =>
  db.prepare('SELECT finding FROM injury_finding WHERE encounter_id = ? ORDER BY id DESC LIMIT 1').pluck().get(encounterId) as
    | InjuryFinding
    | undefined;

/** Personal data. */
type Signer = Omit<Agent, 'kind'>;

export interface BankConsent {
  readonly given: boolean;
  readonly signedBy: ConsentSigner;
  /** Who signed for the patient; null: himself, or one of before signers were named. */
  readonly signer: Signer | null;
  readonly textVersion: string;
  readonly clerkId: string;
  readonly at: Instant;
}

export function insertConsent(db: WritableDb, orderNumber: string, patientId: PatientId, consent: BankConsent): void {
  const { given, signedBy, signer, textVersion, clerkId, at } = consent;
  db.prepare(
    'INSERT INTO bank_consent (order_number, patient_id, given, signed_by, text_version, clerk_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(orderNumber, patientId, given ? 1 : 0, signedBy, textVersion, clerkId, at);
  if (signer === null) return;
  db.prepare('INSERT INTO consent_signer (order_number, name, cert_number, relation, phone) VALUES (?, ?, ?, ?, ?)').run(
    orderNumber,
    signer.name,
    signer.certNumber,
    signer.relation,
    signer.phone,
  );
}

/** What this person said for this admission; undefined: he was not asked yet. */
export function consentFor(db: ReadableDb, orderNumber: string, patientId: PatientId): BankConsent | undefined {
  const row = db
    .prepare(`SELECT c.given AND w.at IS NULL AS given, c.signed_by AS signedBy, c.text_version AS textVersion, c.clerk_id AS clerkId,
        coalesce(w.at, c.at) AS at, s.name, s.cert_number AS certNumber, s.relation, s.phone
      FROM bank_consent AS c LEFT JOIN consent_withdrawal AS w ON w.order_number = c.order_number
        LEFT JOIN consent_signer AS s ON s.order_number = c.order_number
      WHERE c.order_number = ? AND c.patient_id = ?`)
    .get(orderNumber, patientId) as
    | (Omit<BankConsent, 'given' | 'signer'> & { given: 0 | 1 } & (Signer | { readonly name: null }))
    | undefined;
  if (row === undefined) return undefined;
  const { signedBy, textVersion, clerkId, at } = row;
  const signer = row.name === null ? null : { name: row.name, certNumber: row.certNumber, relation: row.relation, phone: row.phone };
  return { given: row.given === 1, signedBy, signer, textVersion, clerkId, at };
}

/** Whether his last word was yes: only then may the bank be asked about him. */
export const hasConsented = (db: ReadableDb, patientId: PatientId): boolean =>
  db
    .prepare(`SELECT c.given AND w.at IS NULL FROM bank_consent AS c LEFT JOIN consent_withdrawal AS w ON w.order_number = c.order_number
      WHERE c.patient_id = ? ORDER BY c.at DESC, c.rowid DESC LIMIT 1`)
    .pluck()
    .get(patientId) === 1;

/** He takes it back. */
export function insertConsentWithdrawal(db: WritableDb, orderNumber: string, clerkId: string, at: Instant): void {
  db.prepare('INSERT INTO consent_withdrawal (order_number, clerk_id, at) VALUES (?, ?, ?)').run(orderNumber, clerkId, at);
}
