import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

export interface Shift {
  readonly id: string;
  readonly windowNumber: string;
  readonly clerkId: string;
  readonly businessOn: CalendarDate;
  readonly openedAt: Instant;
  /** The last posting before it. */
  readonly openedAfterId: number;
}

const COLUMNS =
  's.id, s.window_number AS windowNumber, s.clerk_id AS clerkId, s.business_on AS businessOn, s.opened_at AS openedAt, s.opened_after_id AS openedAfterId';
/** A seal that nobody took back. */
const SEALED = `EXISTS (SELECT 1 FROM shift_seal AS l WHERE l.shift_id = s.id AND NOT EXISTS (SELECT 1 FROM shift_seal_void AS v WHERE v.seal_id = l.id))`;

export const findShift = (db: ReadableDb, id: string): Shift | undefined =>
  db.prepare(`SELECT ${COLUMNS} FROM shift AS s WHERE s.id = ?`).get(id) as Shift | undefined;

/** The clerk's shift that is not sealed; there is one at most. */
export const openShiftOf = (db: ReadableDb, clerkId: string): Shift | undefined =>
  db.prepare(`SELECT ${COLUMNS} FROM shift AS s WHERE s.clerk_id = ? AND NOT ${SEALED} ORDER BY s.rowid DESC LIMIT 1`).get(clerkId) as
    | Shift
    | undefined;

/** Newest first. */
export const listShifts = (db: ReadableDb, limit: number): readonly Shift[] =>
  db.prepare(`SELECT ${COLUMNS} FROM shift AS s ORDER BY s.rowid DESC LIMIT ?`).all(limit) as Shift[];

export const countShifts = (db: ReadableDb, prefix: string): number =>
  db.prepare(`SELECT count(*) FROM shift WHERE id GLOB ? || '*'`).pluck().get(prefix) as number;

export function insertShift(db: WritableDb, shift: Shift): void {
  db.prepare(`INSERT INTO shift (id, window_number, clerk_id, business_on, opened_at, opened_after_id)
    VALUES (@id, @windowNumber, @clerkId, @businessOn, @openedAt, @openedAfterId)`).run(shift);
}

export interface Seal {
  readonly id: number;
  readonly shiftId: string;
  readonly contentText: string;
  readonly hash: string;
  readonly sealedAt: Instant;
  readonly clerkId: string;
  readonly voidedAt: Instant | null;
  readonly voidReason: string | null;
  readonly voidedBy: string | null;
}

const SEALS = `SELECT l.id, l.shift_id AS shiftId, l.content_text AS contentText, l.hash, l.sealed_at AS sealedAt, l.clerk_id AS clerkId,
  v.voided_at AS voidedAt, v.reason AS voidReason, v.clerk_id AS voidedBy
  FROM shift_seal AS l LEFT JOIN shift_seal_void AS v ON v.seal_id = l.id`;

/** Oldest first; the last one without a mark is the one that holds. */
export const sealsOf = (db: ReadableDb, shiftId: string): readonly Seal[] =>
  db.prepare(`${SEALS} WHERE l.shift_id = ? ORDER BY l.id`).all(shiftId) as Seal[];

export const allSeals = (db: ReadableDb): readonly Seal[] => db.prepare(`${SEALS} ORDER BY l.id`).all() as Seal[];

export const lastSeal = (db: ReadableDb): Seal | undefined => db.prepare(`${SEALS} ORDER BY l.id DESC LIMIT 1`).get() as Seal | undefined;

export function insertSeal(db: WritableDb, seal: Pick<Seal, 'shiftId' | 'contentText' | 'hash' | 'sealedAt' | 'clerkId'>): void {
  db.prepare(`INSERT INTO shift_seal (shift_id, content_text, hash, sealed_at, clerk_id)
    VALUES (@shiftId, @contentText, @hash, @sealedAt, @clerkId)`).run(seal);
}

export function insertSealVoid(db: WritableDb, mark: { sealId: number; reason: string; clerkId: string; at: Instant }): void {
  db.prepare('INSERT INTO shift_seal_void (seal_id, reason, clerk_id, voided_at) VALUES (@sealId, @reason, @clerkId, @at)').run(mark);
}

/** A stay is dealt with in this shift: what comes later by itself belongs to it. */
export function insertShiftStay(db: WritableDb, encounterId: EncounterId, shiftId: string, at: Instant): void {
  db.prepare('INSERT INTO shift_stay (encounter_id, shift_id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(encounterId, shiftId, at);
}

/** The shift that dealt with a stay last. */
export const shiftOfStay = (db: ReadableDb, encounterId: EncounterId): Shift | undefined =>
  db
    .prepare(
      `SELECT ${COLUMNS} FROM shift_stay AS t JOIN shift AS s ON s.id = t.shift_id WHERE t.encounter_id = ? ORDER BY t.rowid DESC LIMIT 1`,
    )
    .get(encounterId) as Shift | undefined;

export const staysOfShift = (db: ReadableDb, shiftId: string): readonly EncounterId[] =>
  db.prepare('SELECT encounter_id FROM shift_stay WHERE shift_id = ? ORDER BY rowid').pluck().all(shiftId) as EncounterId[];

/** Oldest first. */
export const shiftsOfDay = (db: ReadableDb, day: CalendarDate): readonly Shift[] =>
  db.prepare(`SELECT ${COLUMNS} FROM shift AS s WHERE s.business_on = ? ORDER BY s.rowid`).all(day) as Shift[];
