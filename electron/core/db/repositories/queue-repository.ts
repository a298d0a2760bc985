import type { Act } from './act-repository.ts';
import { type ActKind, type ActState, INTERIM_ACT_KINDS } from '../../../../shared/model/acts.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../database.ts';

// The queue as numbers: how much waits, since when, and on which lines an outcome is unknown.

/** How many acts are not over, by state; also those that a list leaves out. */
export const openActStates = (db: ReadableDb): readonly { readonly state: 'waiting' | 'unknown' | 'rejected'; readonly count: number }[] =>
  db.prepare(`SELECT state, count(*) AS count FROM act WHERE state IN ('waiting', 'unknown', 'rejected') GROUP BY state`).all() as {
    state: 'waiting' | 'unknown' | 'rejected';
    count: number;
  }[];

/** How many acts of a kind wait, or have an outcome that nobody knows. */
export interface OpenActs {
  readonly kind: ActKind;
  readonly state: 'waiting' | 'unknown';
  readonly count: number;
}

export const openActCounts = (db: ReadableDb): readonly OpenActs[] =>
  db
    .prepare(`SELECT kind, state, count(*) AS count FROM act WHERE state IN ('waiting', 'unknown') GROUP BY kind, state`)
    .all() as OpenActs[];

export interface QueueSummary {
  readonly waiting: number;
  readonly unknown: number;
  readonly rejected: number;
  readonly oldestAt: Instant | null;
  readonly nearestDeadlineAt: Instant | null;
}

/** Acts whose unknown outcome keeps money from moving: modeOf locks the stay. */
const MONEY_LOCKS = [
  'settlement',
  'settlement-reversal',
  ...INTERIM_ACT_KINDS,
  'settlement-adoption',
  'message-reversal',
  'credit-draw',
  'credit-draw-reversal',
];

/**
 * Lines on which the outcome of some act is unknown: what is being asked right now, and whether money must wait for it. What was sent just now
 * and is still being answered is none.
 */
export function unknownLines(db: ReadableDb, sentBefore: Instant): ReadonlyMap<Act['line'], { readonly moneyLocked: boolean }> {
  const rows = db
    .prepare(`SELECT line, max(kind IN (${MONEY_LOCKS.map(() => '?').join(', ')})) AS locks FROM act WHERE state IN ('waiting', 'unknown') AND state = 'unknown'
      AND NOT EXISTS (SELECT 1 FROM attempt WHERE act_id = act.id AND sent_at > ? AND rowid = (SELECT max(rowid) FROM attempt WHERE act_id = act.id)
        AND NOT EXISTS (SELECT 1 FROM attempt_answer WHERE message_id = attempt.message_id))
      GROUP BY line`)
    .all(...MONEY_LOCKS, sentBefore) as { line: Act['line']; locks: 0 | 1 }[];
  return new Map(rows.map(({ line, locks }) => [line, { moneyLocked: locks === 1 }]));
}

export function queueSummary(db: ReadableDb): QueueSummary {
  const rows = db
    .prepare(`SELECT state, count(*) AS count, min(created_at) AS oldestAt, min(deadline_at) AS nearestDeadlineAt
      FROM act WHERE state IN ('waiting', 'unknown', 'rejected') GROUP BY state`)
    .all() as { state: ActState; count: number; oldestAt: Instant; nearestDeadlineAt: Instant | null }[];
  const count = (wanted: ActState): number => rows.find(({ state }) => state === wanted)?.count ?? 0;
  const open = rows.filter(({ state }) => state !== 'rejected');
  return {
    waiting: count('waiting'),
    unknown: count('unknown'),
    rejected: count('rejected'),
    oldestAt: earliest(open.map(({ oldestAt }) => oldestAt)),
    nearestDeadlineAt: earliest(open.map(({ nearestDeadlineAt }) => nearestDeadlineAt)),
  };
}

const earliest = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.filter((instant) => instant !== null).toSorted()[0] ?? null;
