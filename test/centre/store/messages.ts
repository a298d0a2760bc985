import type { Store } from './database.ts';

/** One received request: what was asked, how the answer travelled, what it changed. */
export interface MessageRow {
  readonly seq: number;
  readonly msgid: string;
  readonly infno: string;
  readonly path: string;
  readonly received_at: string;
  /** "sent" or the kind of fault on the way. */
  readonly delivery: string;
  readonly outcome: 'done' | 'refused' | 'gateway' | 'not-processed' | 'broken';
  readonly effect: string | null;
  readonly effect_id: string | null;
  readonly err_msg: string;
  readonly answer: string | null;
}

/** Writes the log row and gives its number. */
export function addMessage(store: Store, row: Omit<MessageRow, 'seq' | 'answer'>): number {
  const result = store
    .prepare(
      `INSERT INTO message (msgid, infno, path, received_at, delivery, outcome, effect, effect_id, err_msg)
       VALUES (@msgid, @infno, @path, @received_at, @delivery, @outcome, @effect, @effect_id, @err_msg)`,
    )
    .run(row);
  return Number(result.lastInsertRowid);
}

export function setAnswer(store: Store, seq: number, answer: string): void {
  store.prepare('UPDATE message SET answer = ? WHERE seq = ?').run(answer, seq);
}

/** The latest processed message with this id. */
export function findMessage(store: Store, msgid: string, infno: string): MessageRow | undefined {
  return store
    .prepare(`SELECT * FROM message WHERE msgid = ? AND infno = ? AND outcome = 'done' ORDER BY seq DESC LIMIT 1`)
    .get(msgid, infno) as MessageRow | undefined;
}

export function listMessages(store: Store, after: number): readonly object[] {
  const rows = store.prepare('SELECT * FROM message WHERE seq > ? ORDER BY seq').all(after) as MessageRow[];
  return rows.map((row) => ({
    seq: row.seq,
    msgid: row.msgid,
    infno: row.infno,
    path: row.path,
    receivedAt: row.received_at,
    delivery: row.delivery,
    outcome: row.outcome,
    effect: row.effect,
    effectId: row.effect_id,
    errMsg: row.err_msg,
  }));
}
