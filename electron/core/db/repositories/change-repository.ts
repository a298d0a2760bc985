import { z } from 'zod';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { AdmissionOrder, Coded } from '../../../../shared/model/stay.ts';
import { admissionOrderSchema } from '../../../../shared/model/stay-schema.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** One change of what an admission says. `clerkId` null: the hospital's system sent it. */
export interface StayChange {
  readonly encounterId: EncounterId;
  readonly before: AdmissionOrder;
  readonly after: AdmissionOrder;
  readonly reason: string;
  readonly clerkId: string | null;
  readonly at: Instant;
}

const toText = (order: AdmissionOrder): string => JSON.stringify(z.encode(admissionOrderSchema, order));
const toOrder = (text: string): AdmissionOrder => z.decode(admissionOrderSchema, JSON.parse(text));

export function insertStayChange(db: WritableDb, { before, after, ...change }: StayChange): void {
  db.prepare(`INSERT INTO stay_change (encounter_id, source, before_text, after_text, reason, clerk_id, at)
    VALUES (@encounterId, @source, @beforeText, @afterText, @reason, @clerkId, @at)`).run({
    ...change,
    source: change.clerkId === null ? 'his' : 'clerk',
    beforeText: toText(before),
    afterText: toText(after),
  });
}

type Row = Omit<StayChange, 'before' | 'after'> & { id: number; beforeText: string; afterText: string };

/** Newest first. */
export const stayChangesOf = (db: ReadableDb, encounterId: EncounterId): readonly (StayChange & { readonly id: number })[] =>
  (
    db
      .prepare(`SELECT id, encounter_id AS encounterId, before_text AS beforeText, after_text AS afterText, reason, clerk_id AS clerkId, at
        FROM stay_change WHERE encounter_id = ? ORDER BY id DESC`)
      .all(encounterId) as Row[]
  ).map(({ beforeText, afterText, ...change }) => ({ ...change, before: toOrder(beforeText), after: toOrder(afterText) }));

/** Departments or doctors with their national codes, as the hospital's own orders of late name them. */
export function knownFrom(db: ReadableDb, what: 'department' | 'attendingDoctor'): readonly Coded[] {
  return db
    .prepare(`SELECT DISTINCT json_extract(body_text, '$.' || @what || '.code') AS code, json_extract(body_text, '$.' || @what || '.name') AS name
      FROM (SELECT body_text FROM admission_order WHERE order_number NOT GLOB 'LOCAL-*' ORDER BY received_at DESC LIMIT 500) ORDER BY code`)
    .all({ what }) as Coded[];
}

export function saveContact(db: WritableDb, id: EncounterId, name: string, phone: string): void {
  db.prepare('UPDATE encounter SET contact_name = ?, contact_phone = ? WHERE id = ?').run(name, phone, id);
}

/**
 * A cancelled stay keeps a copy of its order under a number of its own; the doctor's order itself waits again, for the same person may be
 * admitted on it once more.
 */
export function freeOrder(db: WritableDb, id: EncounterId, orderNumber: string): void {
  const copy = `${orderNumber.slice(0, 22)}-X${db
    .prepare('SELECT count(*) + 1 FROM admission_order WHERE order_number GLOB ?')
    .pluck()
    .get(`${orderNumber.slice(0, 22)}-X*`)}`;
  db.prepare(`INSERT INTO admission_order (order_number, cert_number, issued_at, body_text, received_at)
    SELECT @copy, cert_number, issued_at, json_set(body_text, '$.orderNumber', @copy), received_at FROM admission_order WHERE order_number = @orderNumber`).run(
    { copy, orderNumber },
  );
  db.prepare('UPDATE encounter SET order_number = ? WHERE id = ?').run(copy, id);
}

/** Under which coverage a stay stood at an instant: the one that the first later change took it from. */
export const coverageAt = (db: ReadableDb, id: EncounterId, at: Instant): string | undefined =>
  db
    .prepare('SELECT from_coverage_id FROM registration_change WHERE encounter_id = ? AND at > ? ORDER BY id LIMIT 1')
    .pluck()
    .get(id, at) as string | undefined;
