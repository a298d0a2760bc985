import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { ShareAsk } from '../../../../shared/model/ledger.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** What was asked of a second person about a share that is owed, and what he said. */
export interface ShareRequest {
  readonly id: number;
  readonly encounterId: EncounterId;
  readonly kind: ShareAsk;
  /** The posting of the settlement whose share it is: a later settlement knows nothing of it. */
  readonly settledId: number;
  readonly amount: Money;
  readonly reason: string;
  readonly clerkId: string;
  readonly askedAt: Instant;
  /** null: nobody decided yet. */
  readonly approved: boolean | null;
  readonly decidedBy: string | null;
  readonly postingId: number | null;
}

const SELECT = `SELECT r.id, r.encounter_id AS encounterId, r.kind, r.settled_id AS settledId, r.amount_fen AS fen, r.reason, r.clerk_id AS clerkId,
  r.asked_at AS askedAt, d.approved, d.clerk_id AS decidedBy, d.posting_id AS postingId
  FROM share_request AS r LEFT JOIN share_decision AS d ON d.request_id = r.id`;

type Row = Omit<ShareRequest, 'amount' | 'approved'> & { fen: number; approved: 0 | 1 | null };

const toRequest = ({ fen, approved, ...row }: Row): ShareRequest => ({
  ...row,
  amount: Money.fromFen(fen),
  approved: approved === null ? null : approved === 1,
});

export function insertShareRequest(
  db: WritableDb,
  { amount, ...request }: Omit<ShareRequest, 'id' | 'approved' | 'decidedBy' | 'postingId'>,
): number {
  return Number(
    db
      .prepare(`INSERT INTO share_request (encounter_id, kind, settled_id, amount_fen, reason, clerk_id, asked_at)
        VALUES (@encounterId, @kind, @settledId, @fen, @reason, @clerkId, @askedAt)`)
      .run({ ...request, fen: amount.toFen() }).lastInsertRowid,
  );
}

interface ShareDecision {
  readonly requestId: number;
  readonly approved: boolean;
  readonly reason: string;
  readonly clerkId: string;
  readonly postingId: number | null;
  readonly decidedAt: Instant;
}

export function insertShareDecision(db: WritableDb, decision: ShareDecision): void {
  db.prepare(`INSERT INTO share_decision (request_id, approved, reason, clerk_id, posting_id, decided_at)
    VALUES (@requestId, @approved, @reason, @clerkId, @postingId, @decidedAt)`).run({ ...decision, approved: decision.approved ? 1 : 0 });
}

export const findShareRequest = (db: ReadableDb, id: number): ShareRequest | undefined => {
  const row = db.prepare(`${SELECT} WHERE r.id = ?`).get(id) as Row | undefined;
  return row === undefined ? undefined : toRequest(row);
};

/** Of one stay, oldest first. */
export const shareRequestsOf = (db: ReadableDb, encounterId: EncounterId): readonly ShareRequest[] =>
  (db.prepare(`${SELECT} WHERE r.encounter_id = ? ORDER BY r.id`).all(encounterId) as Row[]).map(toRequest);

/** Those that wait for a second person, oldest first. */
export const openShareRequests = (db: ReadableDb): readonly ShareRequest[] =>
  (db.prepare(`${SELECT} WHERE d.request_id IS NULL ORDER BY r.id`).all() as Row[]).map(toRequest);
