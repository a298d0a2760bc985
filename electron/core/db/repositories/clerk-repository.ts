import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

export interface Clerk {
  readonly id: string;
  readonly name: string;
  readonly role: 'clerk' | 'supervisor';
}

export interface ClerkSecret extends Clerk {
  readonly pinHash: string;
  readonly wrongPins: number;
  readonly lockedUntilAt: Instant | null;
}

export const listClerks = (db: ReadableDb): readonly Clerk[] => db.prepare('SELECT id, name, role FROM clerk ORDER BY id').all() as Clerk[];

export const findClerk = (db: ReadableDb, id: string): ClerkSecret | undefined =>
  db
    .prepare(
      'SELECT id, name, role, pin_hash AS pinHash, wrong_pins AS wrongPins, locked_until_at AS lockedUntilAt FROM clerk WHERE id = ?',
    )
    .get(id) as ClerkSecret | undefined;

export function insertClerk(db: WritableDb, clerk: Clerk, pinHash: string): void {
  db.prepare('INSERT INTO clerk (id, name, role, pin_hash) VALUES (@id, @name, @role, @pinHash)').run({ ...clerk, pinHash });
}

export function saveWrongPins(db: WritableDb, id: string, wrongPins: number, lockedUntilAt: Instant | null): void {
  db.prepare('UPDATE clerk SET wrong_pins = ?, locked_until_at = ? WHERE id = ?').run(wrongPins, lockedUntilAt, id);
}

/** The clerk signed in during this run of the program; a restarted core finds him again. */
export const sessionClerk = (db: ReadableDb, runId: string): Clerk | undefined =>
  db
    .prepare(`
      SELECT clerk.id, clerk.name, clerk.role FROM session JOIN clerk ON clerk.id = session.clerk_id
      WHERE session.run_id = ? AND session.closed_at IS NULL ORDER BY session.id DESC LIMIT 1`)
    .get(runId) as Clerk | undefined;

export function openSession(db: WritableDb, runId: string, clerkId: string, at: Instant): void {
  closeSessions(db, at);
  db.prepare('INSERT INTO session (run_id, clerk_id, opened_at) VALUES (?, ?, ?)').run(runId, clerkId, at);
}

export function closeSessions(db: WritableDb, at: Instant): void {
  db.prepare('UPDATE session SET closed_at = ? WHERE closed_at IS NULL').run(at);
}

export interface Shift {
  readonly clerkId: string;
  readonly clerkName: string;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
}

/** Who was signed in at some time from … to (not included), oldest first. */
export const shiftsBetween = (db: ReadableDb, from: Instant, to: Instant): readonly Shift[] =>
  db
    .prepare(`SELECT s.clerk_id AS clerkId, c.name AS clerkName, s.opened_at AS openedAt, s.closed_at AS closedAt
      FROM session AS s JOIN clerk AS c ON c.id = s.clerk_id WHERE s.opened_at < ? AND coalesce(s.closed_at, '9999') > ? ORDER BY s.id`)
    .all(to, from) as Shift[];
