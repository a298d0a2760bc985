import { openDatabase } from '../../../electron/core/db/database.ts';
import { migrate } from '../../../electron/core/db/migrate.ts';
import { migrations } from '../../../electron/core/db/migrations/index.ts';

export const SEEDED_AT = '2023-06-13T00:00:00.000Z';
/** Acts of just now, by the clock of the bench: of those that waited longer eligibility is asked first, which the bare client does not. */
const ACTS_CREATED_AT = '2023-06-13T02:25:00.000Z';

/** A visit that the stand-in centre has, and what the desk knows of it. */
export interface Visit {
  readonly visitNumber: string;
  readonly stayNumber: string;
  readonly certNumber: string;
  readonly name: string;
  readonly personNumber: string;
}

/** What the hospital says of each stay; the same for all, so that all messages have the same size. */
export interface Papers {
  readonly orderText: string;
  readonly noticeText: string;
}

/**
 * A desk's file with so many stays, each with a discharge that waits for the line. The first ones are known to the centre; `shared`: all of them,
 * the visits taken in turn, and without the acts.
 */
export function seedQueue(file: string, size: number, known: { visits: readonly Visit[]; papers: Papers; shared?: boolean }): void {
  const { visits, papers, shared = false } = known;
  const db = openDatabase(file);
  migrate(db, migrations);
  const insert = {
    patient: db.prepare(
      `INSERT INTO patient (id, name, cert_type, cert_number, sex, birth_on, centre_person_number, seen_at) VALUES (?, ?, 'id-card', ?, 'male', '1977-03-15', ?, '${SEEDED_AT}')`,
    ),
    coverage: db.prepare(
      `INSERT INTO coverage (id, patient_id, scheme_code, person_class_code, insured_place_code, active, status_code, source, as_of) VALUES (?, ?, '310', '11', '210200', 1, '1', 'centre', '${SEEDED_AT}')`,
    ),
    order: db.prepare(
      `INSERT INTO admission_order (order_number, cert_number, issued_at, body_text, received_at) VALUES (?, ?, '${SEEDED_AT}', ?, '${SEEDED_AT}')`,
    ),
    encounter: db.prepare(
      `INSERT INTO encounter (id, stay_number, order_number, patient_id, coverage_id, door, state, contact_name, contact_phone, identity_check, admitted_at, ward_left_at, ward_notice_text, centre_visit_number, clerk_id)
        VALUES (?, ?, ?, ?, ?, 'deposit', 'settling', '示例家属', '13800000099', 'self-seen', '2023-06-05T02:15:00.000Z', '2023-06-13T00:10:00.000Z', ?, ?, 'A01')`,
    ),
    claim: db.prepare(`INSERT INTO claim (id, encounter_id, state) VALUES (?, ?, 'draft')`),
    act: db.prepare(
      `INSERT INTO act (kind, line, encounter_id, key, clerk_id, created_at, due_at) VALUES ('discharge', 'centre', ?, ?, 'A01', '${ACTS_CREATED_AT}', '${SEEDED_AT}')`,
    ),
  };
  db.transaction(() => {
    db.exec(`INSERT INTO clerk (id, name, role, pin_hash) VALUES ('A01', '收费员甲', 'clerk', 'salt:hash')`);
    for (let n = 0; n < size; n += 1) {
      const known = visits[shared ? n % visits.length : n];
      const id = `seeded-${n}`;
      const certNumber = known?.certNumber ?? `C${n}`;
      const patient = `patient-${known === undefined ? n : certNumber}`;
      // Several visits of one person: the person and the coverage once.
      if (known === undefined || visits.findIndex((each) => each.certNumber === certNumber) === n) {
        insert.patient.run(patient, known?.name ?? '示例', certNumber, known?.personNumber ?? `P${n}`);
        insert.coverage.run(`coverage-${patient}`, patient);
      }
      insert.order.run(`O${n}`, certNumber, papers.orderText);
      const stayNumber = n < visits.length ? known?.stayNumber : `ZY${n}`;
      insert.encounter.run(id, stayNumber, `O${n}`, patient, `coverage-${patient}`, papers.noticeText, known?.visitNumber ?? `V${n}`);
      insert.claim.run(`claim-${n}`, id);
      if (!shared) insert.act.run(id, `key-${n}`);
    }
  })();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

/** A discharge of each seeded stay, all at once, beside the program that runs on the file. */
export function queueAll(file: string): void {
  const db = openDatabase(file);
  db.exec(`INSERT INTO act (kind, line, encounter_id, key, clerk_id, created_at, due_at)
    SELECT 'discharge', 'centre', id, 'key-' || id, 'A01', '${ACTS_CREATED_AT}', '${SEEDED_AT}' FROM encounter WHERE id GLOB 'seeded-*'`);
  db.close();
}
