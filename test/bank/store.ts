import Database from 'better-sqlite3';

export type Store = Database.Database;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS account (
  cert_no TEXT PRIMARY KEY, person_no TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('opened', 'not-opened', 'not-eligible')),
  opened_at TEXT, agreement_signed INTEGER NOT NULL, limit_fen INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS request (
  request_key TEXT PRIMARY KEY, operation TEXT NOT NULL, body TEXT NOT NULL, answer TEXT NOT NULL, created_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS credit_lock (
  bank_number TEXT PRIMARY KEY, cert_no TEXT NOT NULL, stay_no TEXT NOT NULL, hospital TEXT NOT NULL, amount_fen INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS movement (
  bank_number TEXT PRIMARY KEY, lock_number TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('raise', 'draw', 'release', 'reversal')),
  amount_fen INTEGER NOT NULL, settlement_number TEXT, draw_number TEXT, at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, operation TEXT NOT NULL, request_key TEXT NOT NULL, received_at TEXT NOT NULL,
  delivery TEXT NOT NULL, outcome TEXT NOT NULL, cause TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
`;

export interface Account {
  readonly cert_no: string;
  readonly person_no: string;
  readonly name: string;
  readonly state: 'opened' | 'not-opened' | 'not-eligible';
  readonly opened_at: string | null;
  readonly agreement_signed: number;
  readonly limit_fen: number;
}

export interface Lock {
  readonly bank_number: string;
  readonly cert_no: string;
  readonly stay_no: string;
  readonly hospital: string;
  readonly amount_fen: number;
}

export interface Movement {
  readonly bank_number: string;
  readonly lock_number: string;
  readonly kind: 'raise' | 'draw' | 'release' | 'reversal';
  readonly amount_fen: number;
  readonly settlement_number: string | null;
  readonly draw_number: string | null;
  readonly at: string;
}

/** Opens the store; what is committed survives a kill, the answer is sent only afterwards. */
export function openStore(file: string): Store {
  const store = new Database(file);
  store.pragma('journal_mode = WAL');
  store.pragma('synchronous = FULL');
  store.pragma('busy_timeout = 5000');
  store.exec(SCHEMA);
  return store;
}

/** A number of the bank's own: "KY00000001" for a lock, "YK…" for a draw. */
export function nextNumber(store: Store, prefix: string): string {
  const row = store
    .prepare('INSERT INTO counter (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value')
    .get(prefix) as { value: number };
  return `${prefix}${String(row.value).padStart(8, '0')}`;
}

export function saveAccount(store: Store, account: Account): void {
  store
    .prepare(
      `INSERT OR REPLACE INTO account (cert_no, person_no, name, state, opened_at, agreement_signed, limit_fen)
       VALUES (@cert_no, @person_no, @name, @state, @opened_at, @agreement_signed, @limit_fen)`,
    )
    .run(account);
}

export function accountOf(store: Store, certNo: string): Account | undefined {
  return store.prepare('SELECT * FROM account WHERE cert_no = ?').get(certNo) as Account | undefined;
}

export function lockByNumber(store: Store, number: string): Lock | undefined {
  return store.prepare('SELECT * FROM credit_lock WHERE bank_number = ?').get(number) as Lock | undefined;
}

export function allLocks(store: Store): readonly Lock[] {
  return store.prepare('SELECT * FROM credit_lock ORDER BY rowid').all() as Lock[];
}

export function addLock(store: Store, lock: Lock): void {
  store
    .prepare(
      `INSERT INTO credit_lock (bank_number, cert_no, stay_no, hospital, amount_fen)
       VALUES (@bank_number, @cert_no, @stay_no, @hospital, @amount_fen)`,
    )
    .run(lock);
}

export function movementsOf(store: Store, lockNumber: string): readonly Movement[] {
  return store.prepare('SELECT * FROM movement WHERE lock_number = ? ORDER BY rowid').all(lockNumber) as Movement[];
}

export function addMovement(store: Store, movement: Movement): void {
  store
    .prepare(
      `INSERT INTO movement (bank_number, lock_number, kind, amount_fen, settlement_number, draw_number, at)
       VALUES (@bank_number, @lock_number, @kind, @amount_fen, @settlement_number, @draw_number, @at)`,
    )
    .run(movement);
}

export interface LockSums {
  readonly raised: number;
  readonly drawn: number;
  readonly released: number;
  readonly open: number;
}

/** Sums of one lock. open = locked + raised - drawn (reversals given back) - released. */
export function sumsOf(store: Store, lock: Lock): LockSums {
  const total = (kind: Movement['kind']): number =>
    movementsOf(store, lock.bank_number).reduce((sum, one) => sum + (one.kind === kind ? one.amount_fen : 0), 0);
  const drawn = total('draw') - total('reversal');
  const released = total('release');
  const raised = total('raise');
  return { raised, drawn, released, open: lock.amount_fen + raised - drawn - released };
}
