import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type ReadableDb, type WritableDb } from '../../../../electron/core/db/database.ts';
import { GroupCommit } from '../../../../electron/core/db/group-commit.ts';

let [db, other]: [WritableDb, ReadableDb] = [] as never;
let mayWait = false;
beforeEach(() => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'group-'));
  db = openDatabase(path.join(folder, 'desk.sqlite'));
  db.exec('CREATE TABLE row (n INTEGER PRIMARY KEY) STRICT');
  other = openDatabase(path.join(folder, 'desk.sqlite')); // sees only what is kept
  mayWait = false;
  return () => {
    db.close();
    other.close();
    rmSync(folder, { recursive: true });
  };
});

const group = (gatherMs = 1_000) => new GroupCommit(db, { mayWait: () => mayWait, gatherMs });
const insert = (n: number) => () => {
  db.prepare('INSERT INTO row VALUES (?)').run(n);
  return n;
};
const kept = () => other.prepare('SELECT n FROM row ORDER BY n').pluck().all();

/** How often a transaction was begun outside of any other. */
async function commitsWhile(work: () => Promise<unknown>): Promise<number> {
  let commits = 0;
  const transaction = db.transaction.bind(db);
  db.transaction = ((step: () => unknown) => {
    if (!db.inTransaction) commits += 1;
    return transaction(step);
  }) as never;
  await work();
  return commits;
}

describe('steps of one turn', () => {
  it('are kept by one commit, and each hears of it when it stands on the disk', async () => {
    const together = group();
    const seen: unknown[] = [];
    const commits = await commitsWhile(() => Promise.all([1, 2, 3].map(async (n) => seen.push([await together.keep(insert(n)), kept()]))));
    expect(commits).toBe(1);
    expect(seen).toEqual([1, 2, 3].map((n) => [n, [1, 2, 3]]));
  });

  it('fail alone: what one wrote before it threw is taken back, the others stay', async () => {
    const together = group();
    const results = await Promise.allSettled([
      together.keep(insert(1)),
      together.keep(() => {
        insert(2)();
        throw new Error('no');
      }),
      together.keep(insert(1)), // a row that stands already
      together.keep(insert(3)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(kept()).toEqual([1, 3]);
  });

  it('are none of them kept, and none is told so, when the disk is full in the middle', async () => {
    const together = group();
    db.exec('CREATE TABLE big (text TEXT) STRICT');
    db.pragma(`max_page_count = ${(db.pragma('page_count', { simple: true }) as number) + 2}`);
    const big = () => db.prepare('INSERT INTO big VALUES (?)').run('x'.repeat(100_000));
    const results = await Promise.allSettled([together.keep(insert(1)), together.keep(big), together.keep(insert(2))]);
    const told = results.map((result) => (result.status === 'rejected' ? (result.reason as { code: string }).code : 'kept'));
    // The full step alone, or all of them, as SQLite decides: never is one told "kept" that does not stand there.
    expect(told[1]).toBe('SQLITE_FULL');
    expect(kept()).toEqual([told[0] === 'kept' ? 1 : undefined, told[2] === 'kept' ? 2 : undefined].filter((n) => n !== undefined));
    db.pragma('max_page_count = 100000');
    await together.keep(insert(4)); // and it goes on
    expect(kept()).toContain(4);
  });

  it('are all told when their transaction was ended under them: nothing runs outside of it', async () => {
    const together = group();
    const results = await Promise.allSettled([
      together.keep(insert(1)),
      together.keep(() => {
        db.exec('ROLLBACK'); // as SQLite does by itself when the disk fails
        throw new Error('the disk failed');
      }),
      together.keep(insert(2)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect([kept(), db.inTransaction]).toEqual([[], false]);
  });
});

describe('a group', () => {
  it('waits for more while nobody is in a hurry, and then no longer', async () => {
    const together = group(60_000);
    mayWait = true;
    const first = together.keep(insert(1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(kept()).toEqual([]);
    mayWait = false;
    await Promise.all([first, together.keep(insert(2))]);
    expect(kept()).toEqual([1, 2]);
  });

  it('does not wait longer than it may', async () => {
    mayWait = true;
    await group(5).keep(insert(1));
    expect(kept()).toEqual([1]);
  });
});
