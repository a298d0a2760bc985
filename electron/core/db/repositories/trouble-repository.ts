import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** `failed`: this program could not write, send or book it; `sent-in-vain`: it went out again and again and was found not to stand there. */
export type TroubleCause = 'failed' | 'sent-in-vain';

export interface Trouble {
  readonly actId: number;
  readonly encounterId: EncounterId;
  readonly cause: TroubleCause;
  readonly times: number;
  readonly words: string;
  readonly firstAt: Instant;
}

/** Once more: counted from the first time on. */
export function noteTrouble(db: WritableDb, actId: number, cause: TroubleCause, words: string, at: Instant): void {
  db.prepare(`INSERT INTO act_trouble (act_id, cause, times, words, first_at, last_at) VALUES (@actId, @cause, 1, @words, @at, @at)
    ON CONFLICT (act_id, cause) DO UPDATE SET times = times + 1, words = @words, last_at = @at`).run({ actId, cause, words, at });
}

/** It could be sent again. */
export function endFailing(db: WritableDb, actId: number): void {
  db.prepare(`DELETE FROM act_trouble WHERE act_id = ? AND cause = 'failed'`).run(actId);
}

/** Of acts that are not over and had the same trouble so often. */
export const troublesFrom = (db: ReadableDb, times: number): readonly Trouble[] =>
  db
    .prepare(`SELECT t.act_id AS actId, act.encounter_id AS encounterId, t.cause, t.times, t.words, t.first_at AS firstAt
      FROM act_trouble AS t CROSS JOIN act ON act.id = t.act_id
      WHERE act.state IN ('waiting', 'unknown') AND t.times >= ? ORDER BY t.first_at LIMIT 100`)
    .all(times) as Trouble[];
