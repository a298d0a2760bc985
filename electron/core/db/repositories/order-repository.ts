import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { z } from 'zod';
import type { AdmissionOrder, DischargePlan, StayKind, WardNotice } from '../../../../shared/model/stay.ts';
import { admissionOrderSchema, wardNoticeSchema } from '../../../../shared/model/stay-schema.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { rememberDecoded } from '../remember-decoded.ts';

export function insertHisFile(
  db: WritableDb,
  file: { name: string; sha256: string; outcome: 'taken' | 'refused'; reason: string | null; lineCount: number; at: Instant },
): void {
  db.prepare(
    'INSERT OR REPLACE INTO his_file (name, sha256, outcome, reason, line_count, at) VALUES (@name, @sha256, @outcome, @reason, @lineCount, @at)',
  ).run(file);
}

/** Whether this very content was taken under this name before. */
export const wasTaken = (db: ReadableDb, name: string, sha256: string): boolean =>
  db.prepare(`SELECT 1 FROM his_file WHERE name = ? AND sha256 = ? AND outcome = 'taken'`).get(name, sha256) !== undefined;

export interface RefusedFile {
  readonly name: string;
  readonly reason: string;
  readonly at: Instant;
}

export const refusedFiles = (db: ReadableDb): readonly RefusedFile[] =>
  db.prepare(`SELECT name, reason, at FROM his_file WHERE outcome = 'refused' ORDER BY at DESC`).all() as RefusedFile[];

/** The newest version of an order stands until somebody is admitted on it. */
export function saveOrder(db: WritableDb, order: AdmissionOrder, receivedAt: Instant): void {
  db.prepare(`
    INSERT INTO admission_order (order_number, cert_number, issued_at, body_text, received_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (order_number) DO UPDATE SET cert_number = excluded.cert_number, issued_at = excluded.issued_at,
      body_text = excluded.body_text, received_at = excluded.received_at`).run(
    order.orderNumber,
    order.patient.certNumber,
    order.issuedAt,
    JSON.stringify(z.encode(admissionOrderSchema, order)),
    receivedAt,
  );
}

const parseOrder = rememberDecoded((text): AdmissionOrder => z.decode(admissionOrderSchema, JSON.parse(text)));

export function findOrder(db: ReadableDb, orderNumber: string): AdmissionOrder | undefined {
  const text = db
    .prepare(`SELECT body_text FROM admission_order WHERE order_number = ? AND care_kind = 'inpatient'`)
    .pluck()
    .get(orderNumber) as string | undefined;
  return text === undefined ? undefined : parseOrder(text);
}

/** For what kind of stay it is; undefined where there is no order. */
export const stayKindOf = (db: ReadableDb, orderNumber: string): StayKind | undefined =>
  (db.prepare(`SELECT json_extract(body_text, '$.careKind') FROM admission_order WHERE order_number = ?`).pluck().get(orderNumber) ??
    undefined) as StayKind | undefined;

/** Whose order it is, by the number of his certificate. */
export const orderedFor = (db: ReadableDb, orderNumber: string): string | undefined =>
  db.prepare('SELECT cert_number FROM admission_order WHERE order_number = ?').pluck().get(orderNumber) as string | undefined;

/** Orders nobody was admitted on yet, newest first; of one person when a certificate number is given. */
export function waitingOrders(db: ReadableDb, certNumber?: string): readonly AdmissionOrder[] {
  const rows = db
    .prepare(`SELECT body_text FROM admission_order WHERE taken = 0 AND care_kind = 'inpatient'
      AND (@certNumber IS NULL OR cert_number = @certNumber) ORDER BY issued_at DESC LIMIT 200`)
    .pluck()
    .all({ certNumber: certNumber ?? null }) as string[];
  return rows.map(parseOrder);
}

export function saveWaitingNotice(db: WritableDb, notice: WardNotice, receivedAt: Instant): void {
  db.prepare('INSERT OR REPLACE INTO waiting_notice (order_number, body_text, received_at) VALUES (?, ?, ?)').run(
    notice.orderNumber,
    JSON.stringify(z.encode(wardNoticeSchema, notice)),
    receivedAt,
  );
}

export function takeWaitingNotice(db: WritableDb, orderNumber: string): WardNotice | undefined {
  const text = db.prepare('DELETE FROM waiting_notice WHERE order_number = ? RETURNING body_text').pluck().get(orderNumber) as
    | string
    | undefined;
  return text === undefined ? undefined : z.decode(wardNoticeSchema, JSON.parse(text));
}

/** The ward's newest word counts; it may come before the patient. */
export function saveDischargePlan(db: WritableDb, { orderNumber, leavesOn }: DischargePlan, at: Instant): void {
  db.prepare(`INSERT INTO discharge_plan (order_number, leaves_on, received_at) VALUES (@orderNumber, @leavesOn, @at)
    ON CONFLICT (order_number) DO UPDATE SET leaves_on = @leavesOn, received_at = @at`).run({ orderNumber, leavesOn, at });
}

export interface Leaving {
  readonly encounterId: EncounterId;
  /** null: the ward has let him go without a plan. */
  readonly leavesOn: CalendarDate | null;
}

/** In-patients who are to leave until a day, and those whom the ward has let go and who have not left yet, by day and bed. */
export const leavingUntil = (db: ReadableDb, until: CalendarDate): readonly Leaving[] =>
  db
    .prepare(`SELECT e.id AS encounterId, p.leaves_on AS leavesOn FROM encounter AS e LEFT JOIN discharge_plan AS p ON p.order_number = e.order_number
      WHERE e.care_kind = 'inpatient'
        AND (e.state = 'ward-discharged' OR (e.state IN ('registered', 'in-hospital') AND p.leaves_on <= ?))
      ORDER BY coalesce(p.leaves_on, ''), e.ward_left_at, e.id LIMIT 200`)
    .all(until) as Leaving[];
