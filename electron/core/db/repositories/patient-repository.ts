import { randomUUID } from 'node:crypto';
import type { PatientId } from '../../../../shared/identity/ids.ts';
import type { InsuredStatus, Person } from '../../../../shared/model/stay.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

export interface Patient extends Person {
  readonly id: PatientId;
  readonly phone: string | null;
  readonly personNumber: string | null;
}

const PATIENT = `id, name, cert_type AS certType, cert_number AS certNumber, sex, birth_on AS birthOn, phone,
  card_number AS cardNumber, card_serial AS cardSerial, centre_person_number AS personNumber`;

export const findPatient = (db: ReadableDb, id: PatientId): Patient | undefined =>
  db.prepare(`SELECT ${PATIENT} FROM patient WHERE id = ?`).get(id) as Patient | undefined;

/** The person of a credential, new or known; a fresh reading overwrites what a card says, never what the centre said. */
export function savePerson(db: WritableDb, person: Person, seenAt: Instant): PatientId {
  const known = db
    .prepare('SELECT id FROM patient WHERE cert_type = ? AND cert_number = ?')
    .pluck()
    .get(person.certType, person.certNumber) as PatientId | undefined;
  const id = known ?? (randomUUID() as PatientId);
  // Another name is spelled anew.
  db.prepare('DELETE FROM name_key WHERE patient_id = @id AND EXISTS (SELECT 1 FROM patient WHERE id = @id AND name <> @name)').run({
    id,
    name: person.name,
  });
  db.prepare(`
    INSERT INTO patient (id, name, cert_type, cert_number, sex, birth_on, card_number, card_serial, seen_at)
    VALUES (@id, @name, @certType, @certNumber, @sex, @birthOn, @cardNumber, @cardSerial, @seenAt)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, sex = excluded.sex, birth_on = coalesce(excluded.birth_on, birth_on),
      card_number = coalesce(excluded.card_number, card_number), card_serial = coalesce(excluded.card_serial, card_serial),
      seen_at = excluded.seen_at`).run({ ...person, id, seenAt });
  return id;
}

export function savePhone(db: WritableDb, id: PatientId, phone: string): void {
  db.prepare('UPDATE patient SET phone = ? WHERE id = ?').run(phone, id);
}

export interface Coverage extends InsuredStatus {
  readonly id: string;
  readonly patientId: PatientId;
  readonly asOf: Instant;
}

const COVERAGE = `id, patient_id AS patientId, scheme_code AS schemeCode, person_class_code AS personClassCode,
  insured_place_code AS insuredPlaceCode, active, status_code AS statusCode, from_on AS "from", balance_fen AS balanceFen, as_of AS asOf`;

type CoverageRow = Omit<Coverage, 'active' | 'balance'> & { active: 0 | 1; balanceFen: number | null };

const toCoverage = ({ balanceFen, active, ...row }: CoverageRow): Coverage => ({
  ...row,
  active: active === 1,
  balance: balanceFen === null ? null : Money.fromFen(balanceFen),
});

export const coveragesOf = (db: ReadableDb, patientId: PatientId): readonly Coverage[] =>
  (
    db.prepare(`SELECT ${COVERAGE} FROM coverage WHERE patient_id = ? ORDER BY active DESC, scheme_code`).all(patientId) as CoverageRow[]
  ).map(toCoverage);

export function findCoverage(db: ReadableDb, id: string): Coverage | undefined {
  const row = db.prepare(`SELECT ${COVERAGE} FROM coverage WHERE id = ?`).get(id) as CoverageRow | undefined;
  return row === undefined ? undefined : toCoverage(row);
}

/** The centre's answer about a person: his number there and every insured status, each with the time of the answer. */
export function saveInsured(
  db: WritableDb,
  patientId: PatientId,
  personNumber: string,
  statuses: readonly InsuredStatus[],
  asOf: Instant,
): void {
  db.prepare('UPDATE patient SET centre_person_number = ? WHERE id = ?').run(personNumber, patientId);
  const save = db.prepare(`
    INSERT INTO coverage (id, patient_id, scheme_code, person_class_code, insured_place_code, active, status_code, from_on, balance_fen, source, as_of)
    VALUES (@id, @patientId, @schemeCode, @personClassCode, @insuredPlaceCode, @active, @statusCode, @from, @balanceFen, 'centre', @asOf)
    ON CONFLICT (patient_id, scheme_code, insured_place_code) DO UPDATE SET person_class_code = excluded.person_class_code,
      active = excluded.active, status_code = excluded.status_code, from_on = excluded.from_on, balance_fen = excluded.balance_fen,
      source = excluded.source, as_of = excluded.as_of`);
  for (const { balance, active, ...status } of statuses) {
    save.run({ ...status, id: randomUUID(), patientId, active: active ? 1 : 0, balanceFen: balance?.toFen() ?? null, asOf });
  }
  // The answer is whole: what it does not name any more is not in force, and nobody is admitted on it. Self-pay is not the centre's to name.
  db.prepare(`UPDATE coverage SET active = 0, status_code = @notInsured, as_of = @asOf
    WHERE patient_id = @patientId AND source = 'centre' AND active = 1 AND NOT EXISTS (
      SELECT 1 FROM json_each(@listed) AS l WHERE l.value = scheme_code || ' ' || insured_place_code)`).run({
    notInsured: NOT_INSURED,
    asOf,
    patientId,
    listed: JSON.stringify(statuses.map(({ schemeCode, insuredPlaceCode }) => `${schemeCode} ${insuredPlaceCode}`)),
  });
}

/** 未参保, in the centre's own code. */
const NOT_INSURED = '0';

/** Scheme of a stay that no insurance pays: chosen, or forced while the person is not verified. */
export const SELF_PAY = 'self-pay';

/** The choice 全额自费, one per person. Made when it is first wanted. */
export function selfPayCoverage(db: WritableDb, patientId: PatientId, asOf: Instant): string {
  db.prepare(`
    INSERT INTO coverage (id, patient_id, scheme_code, person_class_code, insured_place_code, active, status_code, source, as_of)
    VALUES (?, ?, ?, '', '', 1, '', 'clerk', ?) ON CONFLICT (patient_id, scheme_code, insured_place_code) DO NOTHING`).run(
    randomUUID(),
    patientId,
    SELF_PAY,
    asOf,
  );
  return db.prepare('SELECT id FROM coverage WHERE patient_id = ? AND scheme_code = ?').pluck().get(patientId, SELF_PAY) as string;
}

/** The person of a document, when this hospital knows him. */
export const findByCertificate = (db: ReadableDb, certType: Person['certType'], certNumber: string): Patient | undefined =>
  db.prepare(`SELECT ${PATIENT} FROM patient WHERE cert_type = ? AND cert_number = ?`).get(certType, certNumber) as Patient | undefined;

export interface EligibilityRow {
  readonly eligible: boolean;
  readonly reason: string | null;
  readonly inHospitalElsewhere: boolean;
  readonly askedAt: Instant;
}

export function insertEligibility(db: WritableDb, coverageId: string, row: EligibilityRow): void {
  db.prepare('INSERT INTO eligibility_check (coverage_id, eligible, reason, in_hospital_elsewhere, asked_at) VALUES (?, ?, ?, ?, ?)').run(
    coverageId,
    row.eligible ? 1 : 0,
    row.reason,
    row.inHospitalElsewhere ? 1 : 0,
    row.askedAt,
  );
}

export function lastEligibility(db: ReadableDb, coverageId: string): EligibilityRow | undefined {
  const row = db
    .prepare(`SELECT eligible, reason, in_hospital_elsewhere AS elsewhere, asked_at AS askedAt FROM eligibility_check
      WHERE coverage_id = ? ORDER BY id DESC LIMIT 1`)
    .get(coverageId) as { eligible: 0 | 1; reason: string | null; elsewhere: 0 | 1; askedAt: Instant } | undefined;
  if (row === undefined) return undefined;
  return { eligible: row.eligible === 1, reason: row.reason, inHospitalElsewhere: row.elsewhere === 1, askedAt: row.askedAt };
}

export interface CreditStandingRow {
  readonly standing: 'available' | 'not-opened' | 'not-eligible';
  readonly openedAt: Instant | null;
  readonly agreementSigned: boolean;
  readonly limit: Money | null;
  readonly available: Money | null;
  /** Advances that are not paid back; null: the bank did not say. */
  readonly outstanding: Money | null;
  readonly asOf: Instant;
}

export function insertCreditStanding(db: WritableDb, patientId: PatientId, row: CreditStandingRow): void {
  db.prepare(`INSERT INTO credit_standing (patient_id, standing, opened_at, agreement_signed, limit_fen, available_fen, outstanding_fen, as_of)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`).run(
    patientId,
    row.standing,
    row.openedAt,
    row.agreementSigned ? 1 : 0,
    row.limit?.toFen() ?? null,
    row.available?.toFen() ?? null,
    row.outstanding?.toFen() ?? null,
    row.asOf,
  );
}

export function lastCreditStanding(db: ReadableDb, patientId: PatientId): CreditStandingRow | undefined {
  const row = db
    .prepare(`SELECT standing, opened_at AS openedAt, agreement_signed AS signed, limit_fen AS limitFen, available_fen AS availableFen,
        outstanding_fen AS outstandingFen, as_of AS asOf
      FROM credit_standing WHERE patient_id = ? ORDER BY id DESC LIMIT 1`)
    .get(patientId) as
    | {
        standing: CreditStandingRow['standing'];
        openedAt: Instant | null;
        signed: 0 | 1;
        limitFen: number | null;
        availableFen: number | null;
        outstandingFen: number | null;
        asOf: Instant;
      }
    | undefined;
  if (row === undefined) return undefined;
  const amount = (fen: number | null) => (fen === null ? null : Money.fromFen(fen));
  return {
    standing: row.standing,
    openedAt: row.openedAt,
    agreementSigned: row.signed === 1,
    limit: amount(row.limitFen),
    available: amount(row.availableFen),
    outstanding: amount(row.outstandingFen),
    asOf: row.asOf,
  };
}
