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
