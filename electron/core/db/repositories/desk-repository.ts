import type { IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

export interface AuditEntry {
  readonly at: Instant;
  /** null: the program itself. */
  readonly clerkId: string | null;
  readonly event: string;
  readonly subjectId: string | null;
  readonly facts: Readonly<Record<string, string | number>>;
}

export function insertAudit(db: WritableDb, { at, clerkId, event, subjectId, facts }: AuditEntry): void {
  db.prepare('INSERT INTO audit (at, clerk_id, event, subject_id, facts_text) VALUES (?, ?, ?, ?, ?)').run(
    at,
    clerkId,
    event,
    subjectId,
    JSON.stringify(facts),
  );
}

/** A request that was carried out before, by the key of its form. */
export const findKeyed = (db: ReadableDb, key: IdempotencyKey): { readonly requestHash: string; readonly resultId: string } | undefined =>
  db.prepare('SELECT request_hash AS requestHash, result_id AS resultId FROM keyed_request WHERE key = ?').get(key) as
    | { requestHash: string; resultId: string }
    | undefined;

export function insertKeyed(db: WritableDb, key: IdempotencyKey, requestHash: string, resultId: string, at: Instant): void {
  db.prepare('INSERT INTO keyed_request (key, request_hash, result_id, done_at) VALUES (?, ?, ?, ?)').run(key, requestHash, resultId, at);
}

/**
 * Takes the next pair of second and counter for a message number and saves it, so that no number is given twice:
 * a clock that stands still counts up, a clock that went back goes on from the last second, a full second borrows the next.
 *
 * @param secondText  fourteen digits of the hospital's clock.
 */
export function takeMessageNumber(db: WritableDb, windowNumber: string, secondText: string, nextSecond: (text: string) => string): string {
  return db
    .transaction(() => {
      const last = db.prepare('SELECT second_text AS second, counter FROM message_counter WHERE window_number = ?').get(windowNumber) as
        | { second: string; counter: number }
        | undefined;
      const { second, counter } = following(last, secondText, nextSecond);
      db.prepare('INSERT OR REPLACE INTO message_counter (window_number, second_text, counter) VALUES (?, ?, ?)').run(
        windowNumber,
        second,
        counter,
      );
      return `${second}${windowNumber}${String(counter).padStart(2, '0')}`;
    })
    .immediate();
}

function following(last: { second: string; counter: number } | undefined, now: string, nextSecond: (text: string) => string) {
  if (last === undefined || now > last.second) return { second: now, counter: 0 };
  if (last.counter < 99) return { second: last.second, counter: last.counter + 1 };
  return { second: nextSecond(last.second), counter: 0 };
}
