import { z } from 'zod';
import type { AdmissionOrder } from '../../../../shared/model/stay.ts';
import { admissionOrderSchema } from '../../../../shared/model/stay-schema.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

export type PreFinding = 'fine' | 'unknown-person' | 'not-insured' | 'not-eligible' | 'no-filing' | 'in-hospital';

export interface PreCheck {
  readonly orderNumber: string;
  readonly finding: PreFinding;
  readonly words: string | null;
  readonly askedAt: Instant;
}

export function insertPreCheck(db: WritableDb, check: PreCheck): void {
  db.prepare('INSERT INTO pre_check (order_number, finding, words, asked_at) VALUES (@orderNumber, @finding, @words, @askedAt)').run(check);
}

/** A forgotten order that somebody put aside: nobody is called about it any more. */
const PUT_ASIDE = "EXISTS (SELECT 1 FROM work_step WHERE item_key = 'pre-admission pre-' || o.order_number AND kind = 'put-aside')";

const parse = (text: string): AdmissionOrder => z.decode(admissionOrderSchema, JSON.parse(text));

/** Orders that came before one moment, wait for admission, and were not asked about since another. */
export const ordersToCheck = (db: ReadableDb, before: Instant, notSince: Instant, limit: number): readonly AdmissionOrder[] =>
  (
    db
      .prepare(`SELECT body_text FROM admission_order AS o WHERE o.taken = 0 AND o.care_kind = 'inpatient' AND received_at < @before AND order_number NOT GLOB 'LOCAL-*'
        AND NOT EXISTS (SELECT 1 FROM pre_check WHERE order_number = o.order_number AND asked_at >= @notSince)
        AND NOT ${PUT_ASIDE}
        ORDER BY issued_at DESC LIMIT @limit`)
      .pluck()
      .all({ before, notSince, limit }) as string[]
  ).map(parse);

/** People who wait and about whom something must be done before they come: the last word on each. */
export const troubledOrders = (db: ReadableDb): readonly { readonly order: AdmissionOrder; readonly check: PreCheck }[] =>
  (
    db
      .prepare(`SELECT o.body_text AS body, p.order_number AS orderNumber, p.finding, p.words, p.asked_at AS askedAt
        FROM admission_order AS o JOIN pre_check AS p ON p.id = (SELECT max(id) FROM pre_check WHERE order_number = o.order_number)
        WHERE o.taken = 0 AND p.finding <> 'fine' AND NOT ${PUT_ASIDE}
        ORDER BY p.asked_at LIMIT 200`)
      .all() as (PreCheck & { body: string })[]
  ).map(({ body, ...check }) => ({ order: parse(body), check }));
