import Database from 'better-sqlite3';

export type Store = Database.Database;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS message (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, msgid TEXT NOT NULL, infno TEXT NOT NULL, path TEXT NOT NULL, received_at TEXT NOT NULL,
  delivery TEXT NOT NULL, outcome TEXT NOT NULL, effect TEXT, effect_id TEXT, err_msg TEXT NOT NULL, answer TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS message_by_msgid ON message (msgid, infno);
CREATE TABLE IF NOT EXISTS person (psn_no TEXT PRIMARY KEY, certno TEXT NOT NULL UNIQUE, card_no TEXT NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS sign_in (
  sign_no TEXT PRIMARY KEY, opter TEXT NOT NULL, day TEXT NOT NULL, sign_time TEXT NOT NULL, signed_out_at TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS stay (
  mdtrt_id TEXT PRIMARY KEY, psn_no TEXT NOT NULL, ipt_no TEXT NOT NULL, insutype TEXT NOT NULL, med_type TEXT NOT NULL,
  begntime TEXT NOT NULL, doc TEXT NOT NULL, msgid TEXT NOT NULL, created_ms INTEGER NOT NULL, ended_ms INTEGER, ended_by TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS discharge (
  id INTEGER PRIMARY KEY, mdtrt_id TEXT NOT NULL, endtime TEXT NOT NULL, doc TEXT NOT NULL, msgid TEXT NOT NULL,
  created_ms INTEGER NOT NULL, ended_ms INTEGER, ended_by TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS fee_line (
  id INTEGER PRIMARY KEY, mdtrt_id TEXT NOT NULL, feedetl_sn TEXT NOT NULL, init_feedetl_sn TEXT NOT NULL, fee_ocur_time TEXT NOT NULL,
  amount_fen INTEGER NOT NULL, self_paid_fen INTEGER NOT NULL, over_limit_fen INTEGER NOT NULL, first_share_fen INTEGER NOT NULL,
  in_scope_fen INTEGER NOT NULL, doc TEXT NOT NULL, msgid TEXT NOT NULL, created_ms INTEGER NOT NULL, ended_ms INTEGER, ended_by TEXT,
  setl_id TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS fee_line_by_stay ON fee_line (mdtrt_id, feedetl_sn);
CREATE TABLE IF NOT EXISTS settlement (
  setl_id TEXT PRIMARY KEY, mdtrt_id TEXT NOT NULL, psn_no TEXT NOT NULL, insutype TEXT NOT NULL, clr_type TEXT NOT NULL,
  clr_optins TEXT NOT NULL, setl_time TEXT NOT NULL, interim INTEGER NOT NULL, total_fen INTEGER NOT NULL, fund_fen INTEGER NOT NULL,
  account_fen INTEGER NOT NULL, burden_fen INTEGER NOT NULL, deductible_fen INTEGER NOT NULL, doc TEXT NOT NULL, msgid TEXT NOT NULL,
  created_ms INTEGER NOT NULL, ended_ms INTEGER, ended_by TEXT, cancel_setl_id TEXT, cancel_msgid TEXT, cancel_time TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS settlement_by_person ON settlement (psn_no);
CREATE TABLE IF NOT EXISTS file (file_qury_no TEXT PRIMARY KEY, filename TEXT NOT NULL, content BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
`;

/** Opens the store; ":memory:" for a passing one. What is committed survives a kill: the answer is sent only afterwards. */
export function openStore(file: string): Store {
  const store = new Database(file);
  store.pragma('journal_mode = WAL');
  store.pragma('synchronous = FULL');
  store.pragma('busy_timeout = 5000');
  store.exec(SCHEMA);
  return store;
}

/** The next number of a series, from 1. */
export function nextNumber(store: Store, name: string): number {
  const row = store
    .prepare('INSERT INTO counter (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value')
    .get(name) as { value: number };
  return row.value;
}
