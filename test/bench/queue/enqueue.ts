import { createHash, randomUUID } from 'node:crypto';
import { openDatabase, type WritableDb } from '../../../electron/core/db/database.ts';
import { insertAct } from '../../../electron/core/db/repositories/act-repository.ts';
import { insertAudit } from '../../../electron/core/db/repositories/desk-repository.ts';
import { insertEncounter } from '../../../electron/core/db/repositories/encounter-repository.ts';
import { insertClaim } from '../../../electron/core/db/repositories/settlement-repository.ts';
import { once } from '../../../electron/core/services/desk/keyed.ts';
import type { EncounterId, IdempotencyKey, PatientId } from '../../../shared/identity/ids.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';
import type { Side } from './measure.ts';
import { SEEDED_AT } from './seed.ts';

const COUNT = 300;
const AT = SEEDED_AT as Instant;

interface Files {
  readonly mine: string;
  readonly byHand: string;
  /** By hand first. */
  readonly swap: boolean;
}

/** Admissions saved per second, by our code and by hand, each on its own copy of the same file; first that both leave the same rows. */
export function enqueueBothWays({ mine, byHand, swap }: Files): Record<Side, number> {
  const rates: Record<Side, number> = { ours: 0, theirs: 0 };
  const turns = [
    () => {
      rates.ours = rate(mine, ours);
    },
    () => {
      rates.theirs = rate(byHand, theirs);
    },
  ];
  for (const turn of swap ? turns.toReversed() : turns) turn();
  demandSameRows(mine, byHand);
  return rates;
}

function rate(file: string, prepare: (db: WritableDb) => (n: number) => void): number {
  const db = openDatabase(file);
  db.exec(`INSERT INTO admission_order (order_number, cert_number, issued_at, body_text, received_at)
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${COUNT - 1}) SELECT 'NEW' || i, 'C', '${AT}', '{}', '${AT}' FROM n`);
  const enqueue = prepare(db);
  db.pragma('wal_checkpoint(TRUNCATE)');
  const start = performance.now();
  for (let n = 0; n < COUNT; n += 1) enqueue(n);
  const seconds = (performance.now() - start) / 1_000;
  db.close();
  return COUNT / seconds;
}

const requestOf = (n: number) => ({ orderNumber: `NEW${n}`, door: 'deposit', contactName: '示例家属', contactPhone: '13800000099' });

function patientOf(db: WritableDb): { readonly patientId: PatientId; readonly coverageId: string } {
  return db.prepare('SELECT id AS coverageId, patient_id AS patientId FROM coverage LIMIT 1').get() as never;
}

function ours(db: WritableDb): (n: number) => void {
  const person = patientOf(db);
  return (n) => {
    const request = requestOf(n);
    const key = randomUUID() as IdempotencyKey;
    once(db, key, request, AT, () => {
      const id = randomUUID() as EncounterId;
      insertEncounter(db, {
        ...person,
        id,
        stayNumber: `NEW${n}`,
        orderNumber: request.orderNumber,
        door: 'deposit',
        state: 'in-hospital',
        openedAt: AT,
        contactName: request.contactName,
        contactPhone: request.contactPhone,
        identityCheck: 'self-seen',
        identityStanding: 'verified',
        waiverReason: null,
        waiverApproverId: null,
        admittedAt: AT,
        clerkId: 'A01',
      });
      insertClaim(db, id);
      insertAct(db, { kind: 'admission', encounterId: id, key, clerkId: 'A01', createdAt: AT, deadlineAt: AT });
      insertAudit(db, { at: AT, clerkId: 'A01', event: 'admitted', subjectId: id, facts: { door: 'deposit' } });
      return id;
    });
  };
}

function theirs(db: WritableDb): (n: number) => void {
  const { patientId, coverageId } = patientOf(db);
  const found = db.prepare('SELECT request_hash, result_id FROM keyed_request WHERE key = ?');
  const encounter =
    db.prepare(`INSERT INTO encounter (id, stay_number, order_number, patient_id, coverage_id, door, state, contact_name, contact_phone, identity_check, admitted_at, clerk_id)
    VALUES (?, ?, ?, ?, ?, 'deposit', 'in-hospital', ?, ?, 'self-seen', ?, 'A01')`);
  const claim = db.prepare(`INSERT INTO claim (id, encounter_id, state) VALUES (?, ?, 'draft')`);
  const act = db.prepare(`INSERT INTO act (kind, line, encounter_id, key, clerk_id, created_at, deadline_at, due_at)
    VALUES ('admission', 'centre', ?, ?, 'A01', ?, ?, ?)`);
  const audit = db.prepare(`INSERT INTO audit (at, clerk_id, event, subject_id, facts_text) VALUES (?, 'A01', 'admitted', ?, ?)`);
  const keyed = db.prepare('INSERT INTO keyed_request (key, request_hash, result_id, done_at) VALUES (?, ?, ?, ?)');
  const [begin, commit] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')];
  return (n) => {
    const request = requestOf(n);
    const [key, id] = [randomUUID(), randomUUID()];
    const hash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
    begin.run();
    if (found.get(key) !== undefined) throw new Error('a new key is new');
    encounter.run(id, `NEW${n}`, request.orderNumber, patientId, coverageId, request.contactName, request.contactPhone, AT);
    claim.run(randomUUID(), id);
    act.run(id, key, AT, AT, AT);
    audit.run(AT, id, JSON.stringify({ door: 'deposit' }));
    keyed.run(key, hash, id, AT);
    commit.run();
  };
}

/** Everything but the drawn ids. */
const ROWS = `SELECT e.stay_number, e.order_number, e.patient_id, e.coverage_id, e.door, e.state, e.contact_name, e.admitted_at, c.state, a.kind, a.line, a.state,
    a.deadline_at, a.due_at, u.event, u.facts_text, k.request_hash
  FROM encounter AS e JOIN claim AS c ON c.encounter_id = e.id JOIN act AS a ON a.encounter_id = e.id JOIN audit AS u ON u.subject_id = e.id
    JOIN keyed_request AS k ON k.result_id = e.id AND k.key = a.key
  WHERE e.stay_number GLOB 'NEW*' ORDER BY e.stay_number`;

function demandSameRows(...files: readonly string[]): void {
  const [first, second] = files.map((file) => {
    const db = openDatabase(file);
    const rows = db.prepare(ROWS).all();
    db.close();
    return JSON.stringify(rows);
  });
  if (first !== second || first === '[]') throw new Error('the two ways leave different rows');
}

/** One short row per transaction: what the disk and SQLite allow at all. */
export function limitOfOneRow(file: string): number {
  const db = openDatabase(file);
  db.exec('CREATE TABLE one (n INTEGER PRIMARY KEY) STRICT');
  const insert = db.prepare('INSERT INTO one DEFAULT VALUES');
  const start = performance.now();
  for (let n = 0; n < 1_000; n += 1) insert.run();
  const seconds = (performance.now() - start) / 1_000;
  db.close();
  return 1_000 / seconds;
}
