import { insertInto, type Store } from './database.ts';

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
export async function addMessage(store: Store, row: Omit<MessageRow, 'seq' | 'answer'>): Promise<number> {
  const written = await store.get<{ seq: number }>(
    `${insertInto('message', Object.keys(row))} RETURNING seq`,
    ...(Object.values(row) as (string | null)[]),
  );
  return written?.seq ?? 0;
}

export function setAnswer(store: Store, seq: number, answer: string): Promise<void> {
  return store.run('UPDATE message SET answer = ? WHERE seq = ?', answer, seq);
}

/** The latest processed message with this id. */
export function findMessage(store: Store, msgid: string, infno: string): Promise<MessageRow | undefined> {
  const sql = `SELECT * FROM message WHERE msgid = ? AND infno = ? AND outcome = 'done' ORDER BY seq DESC LIMIT 1`;
  return store.get<MessageRow>(sql, msgid, infno);
}

export async function listMessages(store: Store, after: number): Promise<readonly object[]> {
  const rows = await store.all<MessageRow>('SELECT * FROM message WHERE seq > ? ORDER BY seq', after);
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
