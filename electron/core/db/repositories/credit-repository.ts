import type { CreditMove } from '../../../../shared/model/credit.ts';
import type { EncounterId, PatientId } from '../../../../shared/identity/ids.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { OPEN_STATES } from './encounter-repository.ts';

/** One order to the bank about a lock with what became of it. `bankNumber` null: not confirmed. */
export interface CreditOrderRow {
  readonly kind: CreditMove;
  readonly amount: Money;
  /** `refused`: the bank said no, without a reason. `withdrawn`: never sent. */
  readonly state: 'waiting' | 'unknown' | 'done' | 'refused' | 'withdrawn';
  readonly at: Instant;
  readonly bankNumber: string | null;
  /** The bank has paid the hospital for it, or taken back what it paid. */
  readonly cleared: boolean;
}

/** Everything that was ordered for a stay's lock, oldest first. */
export const creditOrders = (db: ReadableDb, encounterId: EncounterId): readonly CreditOrderRow[] =>
  (
    db
      .prepare(`SELECT substr(act.kind, 8) AS kind, o.amount_fen AS fen, coalesce(e.at, act.created_at) AS at, e.bank_number AS bankNumber,
          c.entry_id IS NOT NULL AS cleared,
          CASE WHEN e.id IS NOT NULL THEN 'done' WHEN act.state IN ('waiting', 'unknown') THEN act.state
            WHEN act.state = 'rejected' OR EXISTS (SELECT 1 FROM attempt AS t JOIN attempt_answer AS a ON a.message_id = t.message_id
              WHERE t.act_id = act.id AND a.outcome = 'rejected') THEN 'refused' ELSE 'withdrawn' END AS state
        FROM act JOIN credit_order AS o ON o.act_id = act.id LEFT JOIN credit_entry AS e ON e.act_id = act.id
          LEFT JOIN credit_cleared AS c ON c.entry_id = e.id
        WHERE act.encounter_id = ? ORDER BY act.id`)
      .all(encounterId) as (Omit<CreditOrderRow, 'amount' | 'cleared'> & { fen: number; cleared: 0 | 1 })[]
  ).map(({ fen, cleared, ...row }) => ({ ...row, amount: Money.fromFen(fen), cleared: cleared === 1 }));

/** Locks and raises that this person was promised after a moment, or that nobody has confirmed yet: the bank's answer of then does not know them. */
export const lockedSince = (db: ReadableDb, patientId: PatientId, asOf: Instant): readonly Money[] =>
  (
    db
      .prepare(`SELECT o.amount_fen FROM act JOIN credit_order AS o ON o.act_id = act.id JOIN encounter AS e ON e.id = act.encounter_id
        LEFT JOIN credit_entry AS c ON c.act_id = act.id
        WHERE e.patient_id = ? AND act.kind IN ('credit-lock', 'credit-raise') AND (act.state IN ('waiting', 'unknown') OR c.at > ?)`)
      .pluck()
      .all(patientId, asOf) as number[]
  ).map((fen) => Money.fromFen(fen));

/** 待银行确认: locks and raises of all stays that the bank has neither confirmed nor refused. */
export const unconfirmedTotal = (db: ReadableDb): Money =>
  Money.fromFen(
    db
      .prepare(`SELECT coalesce(sum(o.amount_fen), 0) FROM act JOIN credit_order AS o ON o.act_id = act.id
        WHERE act.state IN ('waiting', 'unknown') AND act.kind IN ('credit-lock', 'credit-raise')`)
      .pluck()
      .get() as number,
  );

/** Stays on credit that are still here or gone unsettled, and those whose draw the bank has not paid yet; newest first. */
export const creditStays = (db: ReadableDb): readonly EncounterId[] =>
  db
    .prepare(`SELECT e.id FROM encounter AS e WHERE +e.care_kind = 'inpatient' AND e.id IN (
        SELECT id FROM encounter WHERE state IN ${OPEN_STATES} AND door = 'credit'
        UNION SELECT subject FROM posting_line WHERE account = 'credit-advance' GROUP BY subject HAVING sum(amount_fen) <> 0)
      ORDER BY e.admitted_at DESC LIMIT 300`)
    .pluck()
    .all() as EncounterId[];

export function saveDoor(
  db: WritableDb,
  encounterId: EncounterId,
  change: { readonly from: string; readonly to: 'deposit'; readonly reason: string; readonly clerkId: string; readonly at: Instant },
): void {
  db.prepare('UPDATE encounter SET door = ? WHERE id = ?').run(change.to, encounterId);
  db.prepare('INSERT INTO door_change (encounter_id, from_door, to_door, reason, clerk_id, at) VALUES (?, ?, ?, ?, ?, ?)').run(
    encounterId,
    change.from,
    change.to,
    change.reason,
    change.clerkId,
    change.at,
  );
}

export const doorChangesOf = (
  db: ReadableDb,
  encounterId: EncounterId,
): readonly { readonly from: string; readonly to: string; readonly reason: string; readonly clerkId: string; readonly at: Instant }[] =>
  db
    .prepare(
      'SELECT from_door AS "from", to_door AS "to", reason, clerk_id AS clerkId, at FROM door_change WHERE encounter_id = ? ORDER BY id',
    )
    .all(encounterId) as { from: string; to: string; reason: string; clerkId: string; at: Instant }[];

/** A draw, or one that went back, as our books have it. */
export interface AdvanceEntry {
  readonly entryId: number;
  readonly encounterId: EncounterId;
  readonly kind: 'draw' | 'draw-reversal';
  readonly amount: Money;
  readonly bankNumber: string;
  readonly at: Instant;
  readonly cleared: boolean;
}

type AdvanceRow = Omit<AdvanceEntry, 'amount' | 'cleared'> & { readonly fen: number; readonly cleared: 0 | 1 };

const ADVANCE = `SELECT e.id AS entryId, e.encounter_id AS encounterId, e.kind, e.amount_fen AS fen, e.bank_number AS bankNumber, e.at,
    c.entry_id IS NOT NULL AS cleared
  FROM credit_entry AS e LEFT JOIN credit_cleared AS c ON c.entry_id = e.id WHERE e.kind IN ('draw', 'draw-reversal')`;

const toAdvance = ({ fen, cleared, ...row }: AdvanceRow): AdvanceEntry => ({ ...row, amount: Money.fromFen(fen), cleared: cleared === 1 });

/** Draws and reversals between two instants. */
export const advancesBetween = (db: ReadableDb, from: Instant, until: Instant): readonly AdvanceEntry[] =>
  (db.prepare(`${ADVANCE} AND e.at >= ? AND e.at < ? ORDER BY e.id`).all(from, until) as AdvanceRow[]).map(toAdvance);

/** What the bank has not paid although its day is over, oldest first. */
export const unclearedBefore = (db: ReadableDb, until: Instant): readonly AdvanceEntry[] =>
  (db.prepare(`${ADVANCE} AND c.entry_id IS NULL AND e.at < ? ORDER BY e.id LIMIT 200`).all(until) as AdvanceRow[]).map(toAdvance);

export const advanceOfNumber = (db: ReadableDb, bankNumber: string): AdvanceEntry | undefined => {
  const row = db.prepare(`${ADVANCE} AND e.bank_number = ?`).get(bankNumber) as AdvanceRow | undefined;
  return row === undefined ? undefined : toAdvance(row);
};

export interface ClearingRow {
  readonly bankNumber: string;
  readonly kind: 'draw' | 'draw-reversal';
  readonly amount: Money;
}

export interface SavedClearing {
  readonly id: number;
  readonly day: CalendarDate;
  readonly sha256: string;
  readonly fetchedAt: Instant;
}

/** The file of a day as it came the last time. */
export const lastClearing = (db: ReadableDb, day: CalendarDate): SavedClearing | undefined =>
  db
    .prepare('SELECT id, day_on AS day, sha256, fetched_at AS fetchedAt FROM clearing_file WHERE day_on = ? ORDER BY id DESC LIMIT 1')
    .get(day) as SavedClearing | undefined;

export const clearingRows = (db: ReadableDb, fileId: number): readonly ClearingRow[] =>
  (
    db
      .prepare('SELECT bank_number AS bankNumber, kind, amount_fen AS fen FROM clearing_row WHERE file_id = ? ORDER BY bank_number')
      .all(fileId) as {
      bankNumber: string;
      kind: ClearingRow['kind'];
      fen: number;
    }[]
  ).map(({ fen, ...row }) => ({ ...row, amount: Money.fromFen(fen) }));

export function insertClearing(
  db: WritableDb,
  file: Omit<SavedClearing, 'id'> & { readonly text: string; readonly clerkId: string; readonly rows: readonly ClearingRow[] },
): number {
  const id = Number(
    db
      .prepare('INSERT INTO clearing_file (day_on, sha256, body_text, clerk_id, fetched_at) VALUES (?, ?, ?, ?, ?)')
      .run(file.day, file.sha256, file.text, file.clerkId, file.fetchedAt).lastInsertRowid,
  );
  const insertRow = db.prepare('INSERT INTO clearing_row (file_id, bank_number, kind, amount_fen) VALUES (?, ?, ?, ?)');
  for (const { bankNumber, kind, amount } of file.rows) insertRow.run(id, bankNumber, kind, amount.toFen());
  return id;
}

export const insertCleared = (db: WritableDb, entryId: number, fileId: number, postingId: number): void => {
  db.prepare('INSERT INTO credit_cleared (entry_id, file_id, posting_id) VALUES (?, ?, ?)').run(entryId, fileId, postingId);
};

/** Stays that went over from credit to the deposit and lie here still, each with when that was. */
export const wentToDeposit = (db: ReadableDb): readonly { readonly encounterId: EncounterId; readonly at: Instant }[] =>
  db
    .prepare(`SELECT e.id AS encounterId, max(d.at) AS at FROM door_change AS d JOIN encounter AS e ON e.id = d.encounter_id
      WHERE d.from_door = 'credit' AND e.door = 'deposit' AND e.waiver IS NULL AND e.state IN ('registered', 'in-hospital', 'ward-discharged')
      GROUP BY e.id ORDER BY at`)
    .all() as { encounterId: EncounterId; at: Instant }[];
