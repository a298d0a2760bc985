/** The series of numbers this centre gives out. */
export const SERIES = ['file', 'list', 'settlement', 'sign', 'stay'] as const;
export type Series = (typeof SERIES)[number];

/** What the two kinds of store call the same thing. */
export interface Dialect {
  /** A whole number of up to 53 bits. */
  readonly number: string;
  /** A key that the store counts up itself. */
  readonly counted: string;
  readonly bytes: string;
  /** Behind each table's columns. */
  readonly table: string;
}

/** The tables of this centre. */
export function schemaIn({ number, counted, bytes, table }: Dialect): string {
  return `
CREATE TABLE IF NOT EXISTS message (
  seq ${counted}, msgid TEXT NOT NULL, infno TEXT NOT NULL, path TEXT NOT NULL, received_at TEXT NOT NULL,
  delivery TEXT NOT NULL, outcome TEXT NOT NULL, effect TEXT, effect_id TEXT, err_msg TEXT NOT NULL, answer TEXT
) ${table};
CREATE INDEX IF NOT EXISTS message_by_msgid ON message (msgid, infno);
CREATE TABLE IF NOT EXISTS person (psn_no TEXT PRIMARY KEY, certno TEXT NOT NULL UNIQUE, card_no TEXT NOT NULL, doc TEXT NOT NULL) ${table};
CREATE INDEX IF NOT EXISTS person_by_card ON person (card_no);
CREATE TABLE IF NOT EXISTS sign_in (
  sign_no TEXT PRIMARY KEY, opter TEXT NOT NULL, day TEXT NOT NULL, sign_time TEXT NOT NULL, signed_out_at TEXT
) ${table};
CREATE TABLE IF NOT EXISTS stay (
  mdtrt_id TEXT PRIMARY KEY, psn_no TEXT NOT NULL, ipt_no TEXT NOT NULL, insutype TEXT NOT NULL, med_type TEXT NOT NULL,
  begntime TEXT NOT NULL, doc TEXT NOT NULL, msgid TEXT NOT NULL, created_ms ${number} NOT NULL, ended_ms ${number}, ended_by TEXT
) ${table};
CREATE INDEX IF NOT EXISTS stay_by_person ON stay (psn_no);
CREATE TABLE IF NOT EXISTS discharge (
  id ${counted}, mdtrt_id TEXT NOT NULL, endtime TEXT NOT NULL, doc TEXT NOT NULL, msgid TEXT NOT NULL,
  created_ms ${number} NOT NULL, ended_ms ${number}, ended_by TEXT
) ${table};
CREATE INDEX IF NOT EXISTS discharge_by_stay ON discharge (mdtrt_id);
CREATE TABLE IF NOT EXISTS fee_line (
  id ${counted}, mdtrt_id TEXT NOT NULL, feedetl_sn TEXT NOT NULL, init_feedetl_sn TEXT NOT NULL, fee_ocur_time TEXT NOT NULL,
  amount_fen ${number} NOT NULL, self_paid_fen ${number} NOT NULL, over_limit_fen ${number} NOT NULL,
  first_share_fen ${number} NOT NULL, in_scope_fen ${number} NOT NULL, doc TEXT NOT NULL, msgid TEXT NOT NULL,
  created_ms ${number} NOT NULL, ended_ms ${number}, ended_by TEXT, setl_id TEXT
) ${table};
CREATE INDEX IF NOT EXISTS fee_line_by_stay ON fee_line (mdtrt_id, feedetl_sn);
CREATE TABLE IF NOT EXISTS settlement (
  setl_id TEXT PRIMARY KEY, mdtrt_id TEXT NOT NULL, psn_no TEXT NOT NULL, insutype TEXT NOT NULL, clr_type TEXT NOT NULL,
  clr_optins TEXT NOT NULL, setl_time TEXT NOT NULL, interim ${number} NOT NULL, total_fen ${number} NOT NULL,
  fund_fen ${number} NOT NULL, account_fen ${number} NOT NULL, burden_fen ${number} NOT NULL, deductible_fen ${number} NOT NULL,
  doc TEXT NOT NULL, msgid TEXT NOT NULL, created_ms ${number} NOT NULL, ended_ms ${number}, ended_by TEXT, cancel_setl_id TEXT,
  cancel_msgid TEXT, cancel_time TEXT
) ${table};
CREATE INDEX IF NOT EXISTS settlement_by_person ON settlement (psn_no);
CREATE INDEX IF NOT EXISTS settlement_by_stay ON settlement (mdtrt_id);
CREATE INDEX IF NOT EXISTS settlement_by_cancellation ON settlement (cancel_setl_id);
CREATE TABLE IF NOT EXISTS settlement_list (
  setl_list_id TEXT PRIMARY KEY, setl_id TEXT NOT NULL, psn_no TEXT NOT NULL, state TEXT NOT NULL, doc TEXT NOT NULL, msgid TEXT NOT NULL,
  created_ms ${number} NOT NULL, ended_ms ${number}
) ${table};
CREATE INDEX IF NOT EXISTS list_by_settlement ON settlement_list (setl_id);
CREATE TABLE IF NOT EXISTS file (file_qury_no TEXT PRIMARY KEY, filename TEXT NOT NULL, content ${bytes} NOT NULL) ${table};
CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value ${number} NOT NULL) ${table};
`;
}
