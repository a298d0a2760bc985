import { copyFileSync, existsSync } from 'node:fs';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { WritableDb } from './database.ts';

/** One step of the schema. Numbers ascend, with gaps; a step that has shipped is never edited. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

export interface MigrationResult {
  readonly from: number;
  readonly to: number;
  /** The copy made before the first step, when there was something to copy. */
  readonly backup: string | null;
}

/**
 * Brings the file to the newest version, each step in its own transaction, a copy of the file before the first.
 *
 * @throws AppError storage/db.version-from-future when a newer program wrote the file: it is left untouched.
 */
export function migrate(db: WritableDb, migrations: readonly Migration[]): MigrationResult {
  const from = db.pragma('user_version', { simple: true }) as number;
  const newest = migrations.at(-1)?.number ?? 0;
  if (from > newest) {
    throw new AppError('storage', 'db.version-from-future', 'a newer program wrote this data file', { found: from, known: newest });
  }
  const due = migrations.filter(({ number }) => number > from);
  const backup = due.length > 0 && from > 0 ? backUp(db, from) : null;
  for (const step of due) {
    db.transaction(() => {
      db.exec(step.sql);
      db.pragma(`user_version = ${step.number}`);
    }).exclusive();
  }
  return { from, to: newest, backup };
}

/** A plain copy next to the file, after everything in the write-ahead log went into it. */
function backUp(db: WritableDb, version: number): string {
  db.pragma('wal_checkpoint(TRUNCATE)');
  let copy = `${db.name}.before-${version}`;
  for (let n = 2; existsSync(copy); n += 1) copy = `${db.name}.before-${version}.${n}`;
  copyFileSync(db.name, copy);
  return copy;
}
