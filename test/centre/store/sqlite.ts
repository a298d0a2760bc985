import Sqlite from 'better-sqlite3';
import { type Database, insertInto, type Store, type Value } from './database.ts';
import { schemaIn } from './schema.ts';

const SCHEMA = schemaIn({ number: 'INTEGER', counted: 'INTEGER PRIMARY KEY AUTOINCREMENT', bytes: 'BLOB', table: 'STRICT' });

/** The embedded store; ":memory:" for a passing one. What is committed survives a kill and a power cut. */
export function openSqlite(file: string): Database {
  const sqlite = new Sqlite(file);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('busy_timeout = 5000');
  sqlite.exec(SCHEMA);
  const store = storeOf(sqlite);
  // There is one connection, so there is one transaction at a time: the next one waits for its turn.
  let turn: Promise<unknown> = Promise.resolve();
  return {
    transaction: (work) => {
      const done = turn.then(() => inTransaction(sqlite, () => work(store)));
      turn = done.catch(() => undefined);
      return done;
    },
    close: async () => {
      await turn;
      sqlite.close();
    },
  };
}

async function inTransaction<T>(sqlite: Sqlite.Database, work: () => Promise<T>): Promise<T> {
  sqlite.exec('BEGIN IMMEDIATE');
  try {
    const result = await work();
    sqlite.exec('COMMIT');
    return result;
  } catch (error) {
    // A disk error may have rolled back already.
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
    throw error;
  }
}

function storeOf(sqlite: Sqlite.Database): Store {
  const prepared = new Map<string, Sqlite.Statement>();
  const statement = (sql: string): Sqlite.Statement => {
    const known = prepared.get(sql) ?? sqlite.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const run = async (sql: string, ...parameters: readonly Value[]): Promise<void> => {
    statement(sql).run(...parameters);
  };
  return {
    all: async <T>(sql: string, ...parameters: readonly Value[]) => statement(sql).all(...parameters) as readonly T[],
    get: async <T>(sql: string, ...parameters: readonly Value[]) => statement(sql).get(...parameters) as T | undefined,
    run,
    insert: (table, row) => run(insertInto(table, Object.keys(row)), ...Object.values(row)),
    next: async (series) => {
      const sql = 'INSERT INTO counter (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value';
      return (statement(sql).get(series) as { value: number }).value;
    },
  };
}
