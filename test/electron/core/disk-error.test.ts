import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type WritableDb } from '../../../electron/core/db/database.ts';
import { diskError } from '../../../shared/errors/disk-error.ts';
import { HisFolder } from '../../../electron/core/his/his-folder.ts';
import { type Answers, handle } from '../../../electron/core/ipc/register.ts';
import { sessionContract } from '../../../shared/contract/session-contract.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { writeBatch } from '../../his/writer.ts';

let folder: string;
let db: WritableDb;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'disk-'));
  db = openDatabase(path.join(folder, 'desk.sqlite'));
  db.exec('CREATE TABLE one (text TEXT NOT NULL) STRICT');
  return () => db.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

const long = 'x'.repeat(100_000);
const insert = () => db.prepare('INSERT INTO one (text) VALUES (?)').run(long);
/** No page more: to the database that is a full disk. */
const fill = () => db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
const clear = () => db.pragma('max_page_count = 1000000');
const count = () => db.prepare('SELECT count(*) FROM one').pluck().get();

describe('a full disk', () => {
  it('refuses the step with a code of its own, keeps nothing of it, and takes it when there is room again', async () => {
    const answers: Answers = new Map();
    const logged: unknown[] = [];
    const log = { event: () => undefined, failure: (_where: string, _id: string, error: unknown) => void logged.push(error) };
    handle(answers, { log, session: () => ({ clerkId: null, may: () => true }) }, sessionContract.clerks, () => {
      db.transaction(() => {
        db.prepare('INSERT INTO one (text) VALUES (?)').run('short');
        insert();
      }).immediate();
      return { clerks: [] };
    });
    fill();
    const save = () => answers.get('session.clerks')?.({}, 'c1');
    expect(await save()).toMatchObject({ ok: false, error: { kind: 'storage', code: 'disk.full' } });
    expect(logged).toMatchObject([{ code: 'disk.full' }]);
    expect(count()).toBe(0);
    clear();
    expect(await save()).toMatchObject({ ok: true });
    expect(count()).toBe(2);
  });

  it('refuses no file of the hospital: it stays where it lies and is taken later', () => {
    const his = new HisFolder(path.join(folder, 'his'));
    const [item] = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../his/catalogue.json'), 'utf8')) as object[];
    writeBatch(path.join(folder, 'his'), 'catalogue', [{ kind: 'catalogue-item', ...item }]);
    const refused: string[] = [];
    const intake = { take: () => void insert(), refuse: (name: string) => void refused.push(name) };
    fill();
    expect(() => his.drain(intake)).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
    clear();
    expect(his.drain(intake)).toBe(1);
    expect([refused, count(), his.drain(intake)]).toEqual([[], 1, 0]);
  });
});

describe('what a failure says of the disk', () => {
  const sqlite = (code: string): Error => new Sqlite.SqliteError('x', code);
  const errno = (code: string): Error => Object.assign(new Error(code), { code });

  it.each([
    [sqlite('SQLITE_FULL'), 'disk.full'],
    [errno('ENOSPC'), 'disk.full'],
    [sqlite('SQLITE_IOERR_FSYNC'), 'disk.failing'],
    [sqlite('SQLITE_IOERR_WRITE'), 'disk.failing'],
    [errno('EIO'), 'disk.failing'],
    [new AppError('bug', 'app.bug', 'x', {}, sqlite('SQLITE_FULL')), 'disk.full'],
    [sqlite('SQLITE_CONSTRAINT_UNIQUE'), undefined],
    [sqlite('SQLITE_CORRUPT'), undefined],
    [new AppError('storage', 'db.corrupt', 'x'), undefined],
    ['no error', undefined],
  ])('%s', (error, code) => {
    expect(diskError(error)?.code).toBe(code);
  });
});

describe('a file that a death left with its log', () => {
  it('has everything in the file itself before anybody builds on it', () => {
    insert();
    const copy = path.join(folder, 'copy.sqlite');
    for (const end of ['', '-wal']) copyFileSync(path.join(folder, `desk.sqlite${end}`), `${copy}${end}`);
    const opened = openDatabase(copy);
    expect(statSync(`${copy}-wal`).size).toBe(0);
    expect(opened.prepare('SELECT count(*) FROM one').pluck().get()).toBe(1);
    opened.close();
  });
});
