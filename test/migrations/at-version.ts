import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase, type WritableDb } from '../../electron/core/db/database.ts';
import { migrate } from '../../electron/core/db/migrate.ts';
import { migrations } from '../../electron/core/db/migrations/index.ts';
import { ROWS } from './seed.ts';

export interface DataFile {
  readonly file: string;
  open(): WritableDb;
  remove(): void;
}

/** An empty place for a data file. */
export function newFile(): DataFile {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'migration-'));
  const file = path.join(folder, 'desk.sqlite');
  return { file, open: () => openDatabase(file), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Up to one version, with the rows that each version on the way wrote. */
export function bring(db: WritableDb, version: number): void {
  const from = db.pragma('user_version', { simple: true }) as number;
  for (const step of migrations.filter(({ number }) => number > from && number <= version)) {
    migrate(db, migrations.slice(0, migrations.indexOf(step) + 1));
    db.exec(ROWS[step.number] ?? '');
  }
}

/** What a file at a version holds: one at it, or above it, begins there instead of at nothing. */
const made = new Map<number, Buffer>();

/** A file of its own at one version, with the rows of the versions on the way. */
function fileAt(version: number): DataFile {
  const data = newFile();
  const nearest = Math.max(0, ...[...made.keys()].filter((number) => number <= version));
  writeFileSync(data.file, made.get(nearest) ?? Buffer.alloc(0));
  if (nearest < version) {
    const db = data.open();
    db.pragma('synchronous = OFF'); // nobody's rows yet
    bring(db, version);
    db.close(); // with it the log goes into the file
    made.set(version, readFileSync(data.file));
  }
  return data;
}

export const tablesOf = (db: WritableDb): readonly string[] =>
  db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`).pluck().all() as string[];

type Dump = Readonly<Record<string, readonly unknown[]>>;

const dumpOf = (rows: Dump, tables: readonly string[]): object => Object.fromEntries(tables.map((table) => [table, rows[table]]));

const dump = (db: WritableDb, tables: readonly string[]): Dump =>
  Object.fromEntries(tables.map((table) => [table, db.prepare(`SELECT * FROM ${table}`).all()]));

interface Promises {
  /** Tables of this step. */
  readonly tables: readonly string[];
  /** Those that promise to keep every row as it is. */
  readonly appendOnly: readonly string[];
  /** Statements that a check, a key or a type must refuse, by what they try. */
  readonly refused: Readonly<Record<string, string>>;
  /** Closed lists of before to which this step adds rows. */
  readonly extended?: readonly string[];
}

/** What holds for every migration, and what this one promises. */
export function itKeeps(version: number, { tables, appendOnly, refused, extended = [] }: Promises): void {
  const before = migrations.findLast(({ number }) => number < version)?.number ?? 0;
  const withFileAt = (at: number, run: (db: WritableDb) => void) => () => {
    const data = fileAt(at);
    const db = data.open();
    try {
      run(db);
    } finally {
      db.close();
      data.remove();
    }
  };

  it(
    'adds its tables, all STRICT, to a new file',
    withFileAt(before, (db) => {
      const old = tablesOf(db);
      bring(db, version);
      expect(tablesOf(db).filter((table) => !old.includes(table))).toEqual([...tables].sort());
      expect(db.pragma('user_version', { simple: true })).toBe(version);
      const strict = db.prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 1`).pluck().all();
      expect(strict).toEqual(expect.arrayContaining([...tables]));
      expect(db.pragma('foreign_key_check')).toEqual([]);
    }),
  );

  it(
    'carries the rows of the version before on, unchanged',
    withFileAt(before, (db) => {
      const old = tablesOf(db);
      const rows = dump(db, old);
      migrate(
        db,
        migrations.filter(({ number }) => number <= version),
      );
      const kept = old.filter((table) => !extended.includes(table));
      expect(dump(db, kept)).toMatchObject(dumpOf(rows, kept)); // a step may add columns
      for (const table of extended) expect(dump(db, [table])[table]).toEqual(expect.arrayContaining(rows[table] as unknown[]));
    }),
  );

  if (appendOnly.length > 0) {
    it.each(appendOnly)('%s: no row is changed, removed or replaced', (table) =>
      withFileAt(version, (db) => {
        const rows = dump(db, [table]);
        const [column] = db.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all() as string[];
        expect(() => db.exec(`UPDATE ${table} SET ${column} = ${column}`)).toThrow(`${table} is append-only`);
        expect(() => db.exec(`DELETE FROM ${table}`)).toThrow(`${table} is append-only`);
        expect(() => db.exec(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`)).toThrow(`${table} is append-only`);
        expect(dump(db, [table])).toEqual(rows);
      })(),
    );
  }

  it.each(Object.entries(refused))('refuses %s', (_what, sql) =>
    withFileAt(version, (db) => {
      expect(() => db.exec(sql)).toThrow(/constraint failed|cannot store/);
    })(),
  );
}
