import type { RecallDepth, RecallOffice } from '../../../../shared/model/acts.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** What a clerk asked to have taken back, and what a second person said of it. */
export interface Recall {
  readonly id: number;
  readonly key: IdempotencyKey;
  readonly encounterId: EncounterId;
  readonly depth: RecallDepth;
  readonly reason: string;
  readonly clerkId: string;
  readonly askedAt: Instant;
  /** Offices that have said yes. */
  readonly agreed: readonly RecallOffice[];
  /** null: nobody decided yet. */
  readonly approved: boolean | null;
}

const SELECT = `SELECT r.id, r.key, r.encounter_id AS encounterId, r.depth, r.reason, r.clerk_id AS clerkId, r.asked_at AS askedAt, d.approved,
    (SELECT group_concat(office) FROM recall_agreement AS a WHERE a.recall_id = r.id) AS agreed
  FROM recall AS r LEFT JOIN recall_decision AS d ON d.recall_id = r.id`;

type Row = Omit<Recall, 'approved' | 'agreed'> & { approved: 0 | 1 | null; agreed: string | null };

const toRecall = (row: Row): Recall => ({
  ...row,
  agreed: row.agreed === null ? [] : (row.agreed.split(',') as RecallOffice[]),
  approved: row.approved === null ? null : row.approved === 1,
});

export function insertRecall(db: WritableDb, recall: Omit<Recall, 'id' | 'approved' | 'agreed'>): number {
  return Number(
    db
      .prepare(`INSERT INTO recall (key, encounter_id, depth, reason, clerk_id, asked_at)
        VALUES (@key, @encounterId, @depth, @reason, @clerkId, @askedAt)`)
      .run(recall).lastInsertRowid,
  );
}

export function insertDecision(db: WritableDb, recallId: number, approved: boolean, clerkId: string, at: Instant): void {
  db.prepare('INSERT INTO recall_decision (recall_id, approved, clerk_id, decided_at) VALUES (?, ?, ?, ?)').run(
    recallId,
    approved ? 1 : 0,
    clerkId,
    at,
  );
}

export function insertAgreement(db: WritableDb, recallId: number, office: RecallOffice, clerkId: string, at: Instant): void {
  db.prepare('INSERT INTO recall_agreement (recall_id, office, clerk_id, at) VALUES (?, ?, ?, ?)').run(recallId, office, clerkId, at);
}

export const findRecall = (db: ReadableDb, id: number): Recall | undefined => {
  const row = db.prepare(`${SELECT} WHERE r.id = ?`).get(id) as Row | undefined;
  return row === undefined ? undefined : toRecall(row);
};

/** Of one stay, newest first. */
export const recallsOf = (db: ReadableDb, encounterId: EncounterId): readonly Recall[] =>
  (db.prepare(`${SELECT} WHERE r.encounter_id = ? ORDER BY r.id DESC`).all(encounterId) as Row[]).map(toRecall);

/** Those that wait for a second person, oldest first. */
export const undecidedRecalls = (db: ReadableDb): readonly Recall[] =>
  (db.prepare(`${SELECT} WHERE d.recall_id IS NULL ORDER BY r.id`).all() as Row[]).map(toRecall);

export interface Withdrawal {
  readonly encounterId: EncounterId;
  readonly reason: string;
  readonly clerkId: string;
  readonly at: Instant;
}

export function insertWithdrawal(db: WritableDb, withdrawal: Withdrawal): void {
  db.prepare('INSERT INTO withdrawal (encounter_id, reason, clerk_id, at) VALUES (@encounterId, @reason, @clerkId, @at)').run(withdrawal);
}

export const withdrawalOf = (db: ReadableDb, encounterId: EncounterId): Withdrawal | undefined =>
  db
    .prepare('SELECT encounter_id AS encounterId, reason, clerk_id AS clerkId, at FROM withdrawal WHERE encounter_id = ?')
    .get(encounterId) as Withdrawal | undefined;
