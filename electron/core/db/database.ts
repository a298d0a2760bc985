import Sqlite from 'better-sqlite3';
import { AppError } from '../../../shared/errors/app-error.ts';
import { diskError } from '../../../shared/errors/disk-error.ts';

/** Reading needs either; writing needs the second. A read function cannot write by accident. */
export type ReadableDb = Sqlite.Database & { readonly __readable: never };
export type WritableDb = ReadableDb & { readonly __writable: never };

/**
 * Opens the data file. What was acknowledged to the clerk survives a power cut: FULL, said at every open.
 *
 * @throws AppError storage/db.corrupt when the file is not a database, storage/disk.full and storage/disk.failing.
 */
export function openDatabase(file: string): WritableDb {
  try {
    const db = new Sqlite(file);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL'); // this build's default under WAL is NORMAL, which loses acknowledged rows
    db.pragma('busy_timeout = 5000');
    db.pragma('foreign_keys = ON');
    db.pragma('recursive_triggers = ON'); // else INSERT OR REPLACE removes a row past the triggers of append-only tables
    settleLog(db);
    return rememberStatements(db) as WritableDb;
  } catch (error) {
    throw diskError(error) ?? new AppError('storage', 'db.corrupt', 'the data file cannot be opened', { file }, error);
  }
}

/**
 * What a process that died left in the log may have been read back from memory only, after a flush that failed: it goes to the disk
 * before anybody builds on it. On a full disk it stays in the log.
 */
function settleLog(db: Sqlite.Database): void {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (diskError(error)?.code !== 'disk.full') throw error;
  }
}

/** The same text is the same statement: compiling it anew at each call costs more than most of them take. A text keeps its mode (pluck). */
function rememberStatements(db: Sqlite.Database): Sqlite.Database {
  const known = new Map<string, Sqlite.Statement>();
  const prepare = db.prepare.bind(db) as (text: string) => Sqlite.Statement;
  const remembered = (text: string): Sqlite.Statement => {
    const statement = known.get(text) ?? prepare(text);
    known.set(text, statement);
    return statement;
  };
  db.prepare = remembered as typeof db.prepare;
  return db;
}
