import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import { type ActKind, type ActLine, type ActState, lineOf } from '../../../../shared/model/acts.ts';
import type { AttemptOutcome } from '../../../../shared/model/attempt-outcome.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

export interface Act {
  readonly id: number;
  readonly kind: ActKind;
  readonly line: ActLine;
  readonly encounterId: EncounterId;
  readonly key: IdempotencyKey;
  readonly clerkId: string | null;
  readonly createdAt: Instant;
  readonly deadlineAt: Instant | null;
  readonly dueAt: Instant;
  readonly tries: number;
  readonly state: ActState;
}

const COLUMNS = `id, kind, line, encounter_id AS encounterId, key, clerk_id AS clerkId, created_at AS createdAt, deadline_at AS deadlineAt,
  due_at AS dueAt, tries, state`;

export interface NewAct {
  readonly kind: ActKind;
  readonly encounterId: EncounterId;
  readonly key: IdempotencyKey;
  readonly clerkId: string | null;
  readonly createdAt: Instant;
  readonly deadlineAt: Instant | null;
}

/** Saves an act and returns its number. UNIQUE (key, kind) makes a repeated cause one act. */
export function insertAct(db: WritableDb, act: NewAct): number {
  const line = lineOf(act.kind);
  return Number(
    db
      .prepare(`INSERT INTO act (kind, line, encounter_id, key, clerk_id, created_at, deadline_at, due_at)
        VALUES (@kind, @line, @encounterId, @key, @clerkId, @createdAt, @deadlineAt, @createdAt)`)
      .run({ ...act, line }).lastInsertRowid,
  );
}

export function insertCreditOrder(db: WritableDb, actId: number, amount: Money): void {
  db.prepare('INSERT INTO credit_order (act_id, amount_fen) VALUES (?, ?)').run(actId, amount.toFen());
}

export const creditOrderOf = (db: ReadableDb, actId: number): Money =>
  Money.fromFen(db.prepare('SELECT amount_fen FROM credit_order WHERE act_id = ?').pluck().get(actId) as number);

/** What a message-reversal or a settlement-adoption is about. */
export type ActTarget =
  | { readonly messageId: string; readonly transactionNumber: string; readonly settlementNumber: null }
  | { readonly messageId: null; readonly transactionNumber: null; readonly settlementNumber: string };

export function insertActTarget(db: WritableDb, actId: number, target: ActTarget): void {
  db.prepare(`INSERT INTO act_target (act_id, message_id, transaction_number, settlement_number)
    VALUES (@actId, @messageId, @transactionNumber, @settlementNumber)`).run({ actId, ...target });
}

export const actTargetOf = (db: ReadableDb, actId: number): ActTarget | undefined =>
  db
    .prepare(`SELECT message_id AS messageId, transaction_number AS transactionNumber, settlement_number AS settlementNumber
      FROM act_target WHERE act_id = ?`)
    .get(actId) as ActTarget | undefined;

export interface Due {
  readonly now: Instant;
  /** Nothing is ever put off for longer: what is due after it was put off by a clock that was wrong, and is due now. */
  readonly latest: Instant;
  readonly limit: number;
}

/**
 * The first open act of each stay and line, where it is due, the longest due first: an act waits for those before it, never for another patient.
 * Each range of an index is read only as far as the limit, so a long queue costs no more than a short one.
 */
export function dueActs(db: ReadableDb, { now, latest, limit }: Due): readonly Act[] {
  const due =
    db.prepare(`SELECT ${COLUMNS} FROM act WHERE state IN ('waiting', 'unknown') AND state = @state AND due_at > @after AND due_at <= @until
      AND NOT EXISTS (SELECT 1 FROM act AS earlier WHERE earlier.encounter_id = act.encounter_id AND earlier.line = act.line AND earlier.id < act.id
        AND earlier.state NOT IN ('acknowledged', 'withdrawn'))
    ORDER BY due_at, id LIMIT @limit`);
  const ranges = [
    { after: '', until: now },
    { after: latest, until: END_OF_TIME },
  ];
  const found = (['unknown', 'waiting'] as const).flatMap((state) =>
    ranges.flatMap((range) => due.all({ state, limit, ...range }) as Act[]),
  );
  return found.slice(0, limit);
}

const END_OF_TIME = '9999';

export const findAct = (db: ReadableDb, id: number): Act | undefined =>
  db.prepare(`SELECT ${COLUMNS} FROM act WHERE id = ?`).get(id) as Act | undefined;

export const actsOf = (db: ReadableDb, encounterId: EncounterId): readonly Act[] =>
  db.prepare(`SELECT ${COLUMNS} FROM act WHERE encounter_id = ? ORDER BY id`).all(encounterId) as Act[];

/** Whether an act locks its stay: sent and not answered. A settlement list moves nothing of the patient's, so it locks nothing. */
export const outcomeUnknown = ({ state, line }: Pick<Act, 'state' | 'line'>): boolean => state === 'unknown' && line !== 'list';

/** A list that a person reads; what is beyond is only counted. */
const LISTED_MOST = 100;

/**
 * Acts that are not over, those that need somebody first: as many of each state as a person reads. Of those that only wait for the line, the nearest
 * deadlines and the oldest.
 */
export function openActs(db: ReadableDb): readonly Act[] {
  const list = (where: string, order: string): readonly Act[] =>
    db
      .prepare(
        `SELECT ${COLUMNS} FROM act WHERE state IN ('waiting', 'unknown', 'rejected') AND ${where} ORDER BY ${order} LIMIT ${LISTED_MOST}`,
      )
      .all() as Act[];
  const urgent = list(`state = 'waiting' AND deadline_at IS NOT NULL`, 'deadline_at, id');
  const oldest = list(`state = 'waiting'`, 'created_at, id');
  const waiting = new Map([...urgent, ...oldest].map((act) => [act.id, act]));
  return [...list(`state = 'rejected'`, 'id'), ...list(`state = 'unknown'`, 'id'), ...[...waiting.values()].slice(0, LISTED_MOST)];
}

export function saveActState(db: WritableDb, id: number, state: ActState): void {
  db.prepare('UPDATE act SET state = ? WHERE id = ?').run(state, id);
}

export function postpone(db: WritableDb, id: number, dueAt: Instant): void {
  db.prepare('UPDATE act SET due_at = ?, tries = tries + 1 WHERE id = ?').run(dueAt, id);
}

/** A person wants to know now: the stay's open acts are due at once. */
export function makeDue(db: WritableDb, encounterId: EncounterId, now: Instant): void {
  db.prepare(`UPDATE act SET due_at = ? WHERE encounter_id = ? AND state IN ('waiting', 'unknown')`).run(now, encounterId);
}

/** The line answers again: what waited for it need not wait for its turn. */
export function makeLineDue(db: WritableDb, line: ActLine, now: Instant): void {
  db.prepare(`UPDATE act SET due_at = ? WHERE line = ? AND state IN ('waiting', 'unknown') AND due_at > ?`).run(now, line, now);
}

export interface SavedAttempt {
  readonly messageId: string;
  readonly sentAt: Instant;
}

/**
 * Before the first byte leaves: the attempt stands, and its act is unknown until something is seen.
 * False, and nothing saved, when the act does not wait any more: somebody else sent or withdrew it meanwhile.
 */
export function insertAttempt(db: WritableDb, actId: number, attempt: SavedAttempt, requestText: string): boolean {
  return db
    .transaction(() => {
      const taken = db.prepare(`UPDATE act SET state = 'unknown' WHERE id = ? AND state = 'waiting'`).run(actId).changes === 1;
      if (!taken) return false;
      db.prepare('INSERT INTO attempt (message_id, act_id, request_text, sent_at) VALUES (?, ?, ?, ?)').run(
        attempt.messageId,
        actId,
        requestText,
        attempt.sentAt,
      );
      return true;
    })
    .immediate();
}

export const lastAttempt = (db: ReadableDb, actId: number): SavedAttempt | undefined =>
  db.prepare('SELECT message_id AS messageId, sent_at AS sentAt FROM attempt WHERE act_id = ? ORDER BY rowid DESC LIMIT 1').get(actId) as
    | SavedAttempt
    | undefined;

export function insertAnswer(db: WritableDb, messageId: string, outcome: AttemptOutcome, seenAt: Instant): void {
  const [numberThere, words] = outcome.kind === 'acknowledged' ? [outcome.numberThere, null] : [null, outcome.words];
  db.prepare('INSERT INTO attempt_answer (message_id, outcome, number_there, words, seen_at) VALUES (?, ?, ?, ?, ?)').run(
    messageId,
    outcome.kind,
    numberThere,
    words,
    seenAt,
  );
}

/** The other side said no to a question that belongs to the act, before it was sent. */
export function insertRefusal(db: WritableDb, actId: number, words: string, at: Instant): void {
  db.prepare('INSERT INTO act_refusal (act_id, attempts, words, at) VALUES (?, (SELECT count(*) FROM attempt WHERE act_id = ?), ?, ?)').run(
    actId,
    actId,
    words,
    at,
  );
}

/** The other side's last words about an act, said to its last attempt or to a question that belongs to it; null when it said nothing. */
export function lastWordsOf(db: ReadableDb, actId: number): string | null {
  const attempts = attemptsOf(db, actId);
  const refused = db.prepare('SELECT words FROM act_refusal WHERE act_id = ? AND attempts = ? ORDER BY id DESC LIMIT 1').pluck();
  const last = attempts.at(-1);
  const said = last === undefined ? null : (answersOf(db, last.messageId).at(-1)?.words ?? null);
  return (refused.get(actId, attempts.length) as string | undefined) ?? said;
}

export interface SavedAnswer {
  readonly outcome: AttemptOutcome['kind'];
  /** What the other side named what it did; null where it did nothing. */
  readonly numberThere: string | null;
  readonly words: string | null;
  readonly seenAt: Instant;
}

export const answersOf = (db: ReadableDb, messageId: string): readonly SavedAnswer[] =>
  db
    .prepare('SELECT outcome, number_there AS numberThere, words, seen_at AS seenAt FROM attempt_answer WHERE message_id = ? ORDER BY id')
    .all(messageId) as SavedAnswer[];

/** Attempts of a stay's acts of some kinds of which at least once nobody knew what became of them, oldest first, and how often. */
export const unknownMessages = (
  db: ReadableDb,
  encounterId: EncounterId,
  kinds: readonly ActKind[],
): readonly { readonly messageId: string; readonly kind: ActKind; readonly count: number }[] =>
  db
    .prepare(`SELECT t.message_id AS messageId, act.kind, count(*) AS count FROM act JOIN attempt AS t ON t.act_id = act.id
        JOIN attempt_answer AS a ON a.message_id = t.message_id AND a.outcome = 'unknown'
      WHERE act.encounter_id = ? AND act.kind IN (SELECT value FROM json_each(?)) GROUP BY t.rowid ORDER BY t.rowid`)
    .all(encounterId, JSON.stringify(kinds)) as { messageId: string; kind: ActKind; count: number }[];

export const attemptsOf = (db: ReadableDb, actId: number): readonly SavedAttempt[] =>
  db.prepare('SELECT message_id AS messageId, sent_at AS sentAt FROM attempt WHERE act_id = ? ORDER BY rowid').all(actId) as SavedAttempt[];
