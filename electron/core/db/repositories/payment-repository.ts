import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** Lines whose orders are saved before they are sent. */
export type WalletChannel = 'wechat' | 'alipay' | 'bank-card';

export interface WalletOrder {
  readonly id: IdempotencyKey;
  readonly kind: 'pay' | 'refund';
  readonly channel: WalletChannel;
  readonly encounterId: EncounterId;
  readonly move: 'deposit-received' | 'collected' | null;
  readonly amount: Money;
  readonly paidOrderId: string | null;
  readonly shiftId: string;
  readonly clerkId: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly askedAt: Instant;
  readonly state: 'unknown' | 'done' | 'refused' | 'closed';
  readonly postingId: number | null;
}

type Row = Omit<WalletOrder, 'amount' | 'facts'> & { fen: number; factsText: string };

const ORDERS = `SELECT id, kind, channel, encounter_id AS encounterId, move, amount_fen AS fen, paid_order_id AS paidOrderId, shift_id AS shiftId,
  clerk_id AS clerkId, facts_text AS factsText, asked_at AS askedAt, state, posting_id AS postingId FROM wallet_order`;

const toOrder = ({ fen, factsText, ...row }: Row): WalletOrder => ({
  ...row,
  amount: Money.fromFen(fen),
  facts: JSON.parse(factsText) as WalletOrder['facts'],
});

export function findWalletOrder(db: ReadableDb, id: string): WalletOrder | undefined {
  const row = db.prepare(`${ORDERS} WHERE id = ?`).get(id) as Row | undefined;
  return row === undefined ? undefined : toOrder(row);
}

export const walletOrdersOf = (db: ReadableDb, encounterId: EncounterId): readonly WalletOrder[] =>
  (db.prepare(`${ORDERS} WHERE encounter_id = ? ORDER BY asked_at, id`).all(encounterId) as Row[]).map(toOrder);

export const unknownWalletOrders = (db: ReadableDb): readonly WalletOrder[] =>
  (db.prepare(`${ORDERS} WHERE state = 'unknown' ORDER BY asked_at, id`).all() as Row[]).map(toOrder);

/** The order that brought a posting's money. */
export function walletOrderOfPosting(db: ReadableDb, postingId: number): WalletOrder | undefined {
  const row = db.prepare(`${ORDERS} WHERE posting_id = ? AND kind = 'pay'`).get(postingId) as Row | undefined;
  return row === undefined ? undefined : toOrder(row);
}

export function insertWalletOrder(db: WritableDb, order: Omit<WalletOrder, 'state' | 'postingId'>): void {
  const { amount, facts, ...row } = order;
  db.prepare(`INSERT INTO wallet_order (id, kind, channel, encounter_id, move, amount_fen, paid_order_id, shift_id, clerk_id, facts_text, asked_at)
    VALUES (@id, @kind, @channel, @encounterId, @move, @fen, @paidOrderId, @shiftId, @clerkId, @factsText, @askedAt)`).run({
    ...row,
    fen: amount.toFen(),
    factsText: JSON.stringify(facts),
  });
}

/** Only an unknown order gets an outcome; false when it has one already. */
export const saveWalletOutcome = (db: WritableDb, id: string, state: WalletOrder['state'], postingId: number | null): boolean =>
  db.prepare(`UPDATE wallet_order SET state = ?, posting_id = ? WHERE id = ? AND state = 'unknown'`).run(state, postingId, id).changes ===
  1;

export interface WalletAnswer {
  readonly outcome: 'done' | 'refused' | 'absent' | 'unknown';
  readonly numberThere: string | null;
  readonly words: string | null;
  readonly seenAt: Instant;
}

export function insertWalletAnswer(db: WritableDb, orderId: string, answer: WalletAnswer): void {
  db.prepare('INSERT INTO wallet_answer (order_id, outcome, number_there, words, seen_at) VALUES (?, ?, ?, ?, ?)').run(
    orderId,
    answer.outcome,
    answer.numberThere,
    answer.words,
    answer.seenAt,
  );
}

/** Oldest first. */
export const walletAnswersOf = (db: ReadableDb, orderId: string): readonly WalletAnswer[] =>
  db
    .prepare('SELECT outcome, number_there AS numberThere, words, seen_at AS seenAt FROM wallet_answer WHERE order_id = ? ORDER BY id')
    .all(orderId) as WalletAnswer[];

export interface RefundRequest {
  readonly id: number;
  readonly encounterId: EncounterId;
  readonly postingId: number;
  readonly amount: Money;
  readonly payeeName: string;
  readonly payeeAccount: string;
  readonly payeeBank: string;
  readonly agentCert: string;
  readonly reason: string;
  readonly clerkId: string;
  readonly askedAt: Instant;
  readonly approvedBy: string | null;
  readonly paidAt: Instant | null;
  /** The second person said no; the money is held again. */
  readonly refusedAt: Instant | null;
}

const REQUESTS = `SELECT r.id, r.encounter_id AS encounterId, r.posting_id AS postingId, r.amount_fen AS fen, r.payee_name AS payeeName,
  r.payee_account AS payeeAccount, r.payee_bank AS payeeBank, r.agent_cert AS agentCert, r.reason, r.clerk_id AS clerkId, r.asked_at AS askedAt,
  (SELECT clerk_id FROM refund_request_step AS s WHERE s.request_id = r.id AND s.step = 'approved') AS approvedBy,
  (SELECT at FROM refund_request_step AS s WHERE s.request_id = r.id AND s.step = 'paid') AS paidAt,
  (SELECT at FROM refund_refusal AS x WHERE x.request_id = r.id) AS refusedAt
  FROM refund_request AS r`;

const toRequest = ({ fen, ...row }: Omit<RefundRequest, 'amount'> & { fen: number }): RefundRequest => ({
  ...row,
  amount: Money.fromFen(fen),
});

type RequestRow = Parameters<typeof toRequest>[0];

export function findRefundRequest(db: ReadableDb, id: number): RefundRequest | undefined {
  const row = db.prepare(`${REQUESTS} WHERE r.id = ?`).get(id) as RequestRow | undefined;
  return row === undefined ? undefined : toRequest(row);
}

export const refundRequestsOf = (db: ReadableDb, encounterId: EncounterId): readonly RefundRequest[] =>
  (db.prepare(`${REQUESTS} WHERE r.encounter_id = ? ORDER BY r.id`).all(encounterId) as RequestRow[]).map(toRequest);

export const openRefundRequests = (db: ReadableDb): readonly RefundRequest[] =>
  (
    db
      .prepare(
        `${REQUESTS} WHERE NOT EXISTS (SELECT 1 FROM refund_request_step AS s WHERE s.request_id = r.id AND s.step = 'paid')
          AND NOT EXISTS (SELECT 1 FROM refund_refusal AS x WHERE x.request_id = r.id) ORDER BY r.id`,
      )
      .all() as RequestRow[]
  ).map(toRequest);

export function insertRefundRequest(db: WritableDb, request: Omit<RefundRequest, 'id' | 'approvedBy' | 'paidAt' | 'refusedAt'>): void {
  const { amount, ...row } = request;
  db.prepare(`INSERT INTO refund_request (encounter_id, posting_id, amount_fen, payee_name, payee_account, payee_bank, agent_cert, reason, clerk_id, asked_at)
    VALUES (@encounterId, @postingId, @fen, @payeeName, @payeeAccount, @payeeBank, @agentCert, @reason, @clerkId, @askedAt)`).run({
    ...row,
    fen: amount.toFen(),
  });
}

export function insertRefundStep(
  db: WritableDb,
  step: { requestId: number; step: 'approved' | 'paid'; clerkId: string; postingId: number | null; at: Instant },
): void {
  db.prepare(
    'INSERT INTO refund_request_step (request_id, step, clerk_id, posting_id, at) VALUES (@requestId, @step, @clerkId, @postingId, @at)',
  ).run(step);
}

export function insertRefundRefusal(
  db: WritableDb,
  refusal: { requestId: number; reason: string; clerkId: string; postingId: number; at: Instant },
): void {
  db.prepare(
    'INSERT INTO refund_refusal (request_id, reason, clerk_id, posting_id, at) VALUES (@requestId, @reason, @clerkId, @postingId, @at)',
  ).run(refusal);
}
