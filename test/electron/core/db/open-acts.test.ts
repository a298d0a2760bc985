import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { openDatabase, type WritableDb } from '../../../../electron/core/db/database.ts';
import { migrate } from '../../../../electron/core/db/migrate.ts';
import { migrations } from '../../../../electron/core/db/migrations/index.ts';
import { openActs } from '../../../../electron/core/db/repositories/act-repository.ts';
import { openActStates } from '../../../../electron/core/db/repositories/queue-repository.ts';
import { seedStay } from '../../../migrations/seed.ts';

let db: WritableDb;
beforeEach(() => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'open-acts-'));
  db = openDatabase(path.join(folder, 'desk.sqlite'));
  migrate(db, migrations);
  return () => {
    db.close();
    rmSync(folder, { recursive: true });
  };
});

/** The nth of a long queue; the older the smaller its number. */
function queue(stay: string, n: number, { state = 'waiting', deadlineAt = null as string | null } = {}): void {
  const at = `2023-06-13T00:00:00.${String(n).padStart(3, '0')}Z`;
  db.prepare(`INSERT INTO act (id, kind, line, encounter_id, key, created_at, due_at, state, deadline_at)
    VALUES (?, 'discharge', 'centre', ?, ?, ?, ?, ?, ?)`).run(n, stay, `key-${n}`, at, at, state, deadlineAt);
}

it('of a queue of hundreds the nearest deadlines and the oldest are listed, and the others counted', () => {
  const stay = seedStay(db, 1);
  db.transaction(() => Array.from({ length: 300 }, (_, n) => queue(stay, n + 1)))();
  queue(stay, 301, { deadlineAt: '2023-06-14T00:00:00.000Z' });
  queue(stay, 302, { deadlineAt: '2023-06-13T12:00:00.000Z' });
  queue(stay, 303, { state: 'rejected' });
  queue(stay, 304, { state: 'acknowledged' });
  const listed = openActs(db).map(({ id }) => id);
  expect(listed.slice(0, 5)).toEqual([303, 302, 301, 1, 2]);
  expect([listed.length, new Set(listed).size]).toEqual([101, 101]);
  expect(Object.fromEntries(openActStates(db).map(({ state, count }) => [state, count]))).toEqual({ waiting: 302, rejected: 1 });
});
