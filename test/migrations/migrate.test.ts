import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/core/db/database.ts';
import { migrate } from '../../electron/core/db/migrate.ts';
import { migrations } from '../../electron/core/db/migrations/index.ts';
import { bring, type DataFile, newFile, tablesOf } from './at-version.ts';
import { ROWS } from './seed.ts';

const HERE = path.dirname(new URL(import.meta.url).pathname);
const SOURCES = path.join(HERE, '../../electron/core/db/migrations');

let data: DataFile;
beforeEach(() => {
  data = newFile();
  return () => data.remove();
});

describe('the list of migrations', () => {
  const files = readdirSync(SOURCES).filter((name) => /^\d{4}-/.test(name));

  it('ascends, none twice, and has every file', () => {
    expect(migrations.map(({ number, name }) => `${String(number).padStart(4, '0')}-${name}.ts`)).toEqual(files.toSorted());
    const numbers = migrations.map(({ number }) => number);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  });

  it('has a test and old rows for every step', () => {
    expect(files.filter((name) => !existsSync(path.join(HERE, name.replace('.ts', '.test.ts'))))).toEqual([]);
    expect(Object.keys(ROWS).map(Number)).toEqual(migrations.map(({ number }) => number));
  });
});

const NEWEST = migrations.at(-1)?.number ?? 0;

describe('migrate', () => {
  it('changes nothing in a file that is up to date, and copies nothing', () => {
    const db = data.open();
    migrate(db, migrations);
    expect(migrate(db, migrations)).toEqual({ from: NEWEST, to: NEWEST, backup: null });
    db.close();
    expect(readdirSync(path.dirname(data.file))).toEqual(['desk.sqlite']);
  });

  it('makes no copy of a new file, and a whole one of an older file before its first step', () => {
    const db = data.open();
    expect(migrate(db, migrations.slice(0, 3)).backup).toBeNull();
    db.exec(ROWS[10] ?? '');
    const { from, to, backup } = migrate(db, migrations);
    expect([from, to, backup]).toEqual([30, NEWEST, `${data.file}.before-30`]);
    db.close();

    const copy = openDatabase(backup ?? '');
    expect(copy.pragma('user_version', { simple: true })).toBe(30);
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(tablesOf(copy)).not.toContain('act');
    expect(copy.prepare('SELECT id FROM clerk').pluck().all()).toEqual(['A01']); // also what lay in the write-ahead log only
    copy.close();
  });

  it('never writes over the copy of an earlier time', () => {
    const db = data.open();
    migrate(db, migrations.slice(0, 1));
    writeFileSync(`${data.file}.before-10`, 'the copy of an earlier time');
    expect(migrate(db, migrations).backup).toBe(`${data.file}.before-10.2`);
    db.close();
    expect(readFileSync(`${data.file}.before-10`, 'utf8')).toBe('the copy of an earlier time');
  });

  it('refuses a file of a newer program and leaves every byte of it', () => {
    const db = data.open();
    bring(db, NEWEST);
    db.pragma(`user_version = ${NEWEST + 10}`);
    db.close();
    const before = readFileSync(data.file);
    const names = readdirSync(path.dirname(data.file));

    const again = data.open();
    expect(() => migrate(again, migrations)).toThrow(
      expect.objectContaining({ kind: 'storage', code: 'db.version-from-future', details: { found: NEWEST + 10, known: NEWEST } }),
    );
    again.close();
    expect(readFileSync(data.file).equals(before)).toBe(true);
    expect(readdirSync(path.dirname(data.file))).toEqual(names);
  });

  it('leaves a file at the last whole step when a step fails, and goes on from there', () => {
    const db = data.open();
    migrate(db, migrations.slice(0, 2));
    const broken = { number: 30, name: 'broken', sql: 'CREATE TABLE half (id TEXT) STRICT; CREATE TABLE nonsense (' };
    expect(() => migrate(db, [...migrations.slice(0, 2), broken])).toThrow();
    expect(db.pragma('user_version', { simple: true })).toBe(20);
    expect(tablesOf(db)).not.toContain('half');
    migrate(db, migrations);
    expect(db.pragma('user_version', { simple: true })).toBe(NEWEST);
    db.close();
  });
});

describe('every opening', () => {
  it('says FULL, also of a file that exists, after a read', () => {
    const first = data.open();
    migrate(first, migrations);
    first.close();
    const second = data.open(); // a new file reports 2 even when nobody asked
    second.prepare('SELECT count(*) FROM settlement').get();
    expect(second.pragma('synchronous', { simple: true })).toBe(2);
    expect(second.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(second.pragma('foreign_keys', { simple: true })).toBe(1);
    second.close();
  });

  it('calls a file that is no database damaged, and leaves it', () => {
    writeFileSync(data.file, 'this was never a database, whatever its name says '.repeat(100));
    copyFileSync(data.file, `${data.file}.copy`);
    expect(() => data.open()).toThrow(expect.objectContaining({ kind: 'storage', code: 'db.corrupt' }));
    expect(readFileSync(data.file).equals(readFileSync(`${data.file}.copy`))).toBe(true);
  });
});
