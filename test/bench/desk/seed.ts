import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { WritableDb } from '../../../electron/core/db/database.ts';
import { saveOrder } from '../../../electron/core/db/repositories/order-repository.ts';
import { admissionOrderSchema } from '../../../shared/model/stay-schema.ts';
import type { AdmissionOrder } from '../../../shared/model/stay.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';
import type { CardHolder } from '../../his/cards.ts';
import { readStory } from '../../his/writer.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'];
const GIVEN = [...'示例甲乙丙丁戊己庚辛壬癸子丑寅卯'];

const two = (n: number) => String(n).padStart(2, '0');

/** The n-th invented person, with an identity number that is one. */
export function person(n: number): CardHolder {
  const birthOn = `19${two(40 + (n % 60))}-${two(1 + (n % 12))}-${two(1 + (n % 28))}`;
  const body = `2102${two(Math.floor(n / 420_000) % 100)}${birthOn.replaceAll('-', '')}${String(Math.floor(n / 420) % 1_000).padStart(3, '0')}`;
  const check = '10X98765432'[WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(body[at]), 0) % 11] ?? '';
  const name = `${SURNAMES[n % 16]}${GIVEN[Math.floor(n / 16) % 16]}${GIVEN[Math.floor(n / 256) % 16]}`;
  const sex = Number(body[16]) % 2 === 1 ? '1' : '2';
  const serial = String(n).padStart(8, '0');
  const file = `P${n}`;
  return { file, name, certNo: `${body}${check}`, sex, birthOn, area: '210202', cardNo: `B${serial}`, cardSn: serial.padStart(32, '0') };
}

/** The order of S01 for somebody else. */
export function orderFor(holder: CardHolder, orderNumber: string): AdmissionOrder {
  const { kind: _kind, orderNo: _no, ...story } = readStory('S01').admissionOrders[0] as Record<string, unknown>;
  const raw = {
    ...story,
    orderNumber,
    orderingDepartment: story['orderingDept'],
    department: story['dept'],
    diagnoses: story['diagnosis'],
    patient: {
      name: holder.name,
      certType: 'id-card',
      certNumber: holder.certNo,
      sex: holder.sex === '1' ? 'male' : 'female',
      birthOn: holder.birthOn,
      phone: null,
    },
  };
  const { orderingDept: _a, dept: _b, diagnosis: _c, ...order } = raw as Record<string, unknown>;
  return z.decode(admissionOrderSchema, order as never);
}

/** So many persons with coverage and last check, each with a stay of before; the first `waiting` of them with an order that waits. */
export function seedPersons(db: WritableDb, count: number, waiting: number, at: Instant): void {
  const insert = {
    patient:
      db.prepare(`INSERT INTO patient (id, name, cert_type, cert_number, sex, birth_on, card_number, card_serial, centre_person_number, seen_at)
      VALUES (?, ?, 'id-card', ?, ?, ?, ?, ?, ?, ?)`),
    coverage:
      db.prepare(`INSERT INTO coverage (id, patient_id, scheme_code, person_class_code, insured_place_code, active, status_code, source, as_of)
      VALUES (?, ?, ?, '11', ?, 1, '1', ?, ?)`),
    check: db.prepare('INSERT INTO eligibility_check (coverage_id, eligible, in_hospital_elsewhere, asked_at) VALUES (?, 1, 0, ?)'),
    initials: db.prepare('INSERT INTO name_key (patient_id, initials) VALUES (?, ?)'),
    order: db.prepare(`INSERT INTO admission_order (order_number, cert_number, issued_at, body_text, received_at) VALUES (?, ?, ?, ?, ?)`),
    stay: db.prepare(`INSERT INTO encounter (id, stay_number, order_number, patient_id, coverage_id, door, state, contact_name, contact_phone, identity_check,
      admitted_at, clerk_id) VALUES (?, ?, ?, ?, ?, 'deposit', 'settled', '示例家属', '13800000099', 'self-seen', ?, 'BENCH')`),
    claim: db.prepare(`INSERT INTO claim (id, encounter_id, state) VALUES (?, ?, 'draft')`),
  };
  db.prepare(`INSERT OR IGNORE INTO clerk (id, name, role, pin_hash) VALUES ('BENCH', '示例', 'clerk', 'x')`).run();
  const template = JSON.stringify(z.encode(admissionOrderSchema, orderFor(person(0), 'TEMPLATE')));
  db.transaction(() => {
    for (let n = 0; n < count; n += 1) {
      const { name, certNo, sex, birthOn, cardNo, cardSn } = person(n);
      const [id, coverageId] = [randomUUID(), randomUUID()];
      insert.patient.run(id, name, certNo, sex === '1' ? 'male' : 'female', birthOn, cardNo, cardSn, `21020${n}`, at);
      insert.coverage.run(coverageId, id, '310', '210200', 'centre', at);
      insert.check.run(coverageId, at);
      insert.initials.run(id, `X${'ABCDEFGHJKLMNPQR'[n % 16]}${'ABCDEFGHJKLMNPQR'[Math.floor(n / 16) % 16]}`);
      insert.order.run(`OLD${n}`, certNo, at, template.replace('TEMPLATE', `OLD${n}`), at);
      const stay = randomUUID();
      insert.stay.run(stay, `ZYOLD${n}`, `OLD${n}`, id, coverageId, at);
      insert.claim.run(randomUUID(), stay);
    }
    for (let n = 0; n < waiting; n += 1) saveOrder(db, orderFor(person(n), `NEW${n}`), at);
  })();
}

/** The middle, and the value that 95 of 100 do not exceed, in ms with one decimal. */
export function spread(values: readonly number[]): { readonly p50: number; readonly p95: number; readonly worst: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), worst: at(1) };
}
