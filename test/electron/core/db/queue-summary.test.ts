import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase, type WritableDb } from '../../../../electron/core/db/database.ts';
import { migrate } from '../../../../electron/core/db/migrate.ts';
import { migrations } from '../../../../electron/core/db/migrations/index.ts';
import { dueActs, insertAnswer, insertAttempt } from '../../../../electron/core/db/repositories/act-repository.ts';
import { queueSummary, unknownLines } from '../../../../electron/core/db/repositories/queue-repository.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import { seedStay } from '../../../migrations/seed.ts';

const at = (hour: number) => `2023-06-13T${String(hour).padStart(2, '0')}:00:00.000Z` as Instant;

let folder: string;
let db: WritableDb;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'queue-'));
  db = openDatabase(path.join(folder, 'desk.sqlite'));
  migrate(db, migrations);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

function insert(stay: string, state: string, createdHour: number, deadlineHour: number | null, dueHour = createdHour): void {
  db.prepare(
    `INSERT INTO act (kind, line, encounter_id, key, created_at, due_at, deadline_at, state) VALUES ('charges', 'centre', ?, ?, ?, ?, ?, ?)`,
  ).run(stay, `${stay} ${createdHour}`, at(createdHour), at(dueHour), deadlineHour === null ? null : at(deadlineHour), state);
}

it('counts what is open; ages and deadlines are those of what the line is to do, not of what a person must', () => {
  expect(queueSummary(db)).toEqual({ waiting: 0, unknown: 0, rejected: 0, oldestAt: null, nearestDeadlineAt: null });
  const stay = seedStay(db, 1);
  insert(stay, 'rejected', 1, 2);
  insert(stay, 'waiting', 4, 9);
  insert(stay, 'waiting', 5, null);
  insert(stay, 'unknown', 3, null);
  insert(stay, 'acknowledged', 0, 1);
  expect(queueSummary(db)).toEqual({ waiting: 2, unknown: 1, rejected: 1, oldestAt: at(3), nearestDeadlineAt: at(9) });
});

it('asks only about what was not answered for a while, and locks money only for what moves it', () => {
  const [one, two] = [1, 2].map((n) => seedStay(db, n)) as [string, string];
  insert(one, 'waiting', 3, null);
  const act = db.prepare('SELECT id FROM act').pluck().get() as number;
  insertAttempt(db, act, { messageId: 'm1', sentAt: at(4) }, '{}');
  expect(unknownLines(db, at(3)).size).toBe(0); // on its way
  expect(unknownLines(db, at(4)).get('centre')).toEqual({ moneyLocked: false });
  insertAnswer(db, 'm1', { kind: 'unknown', words: 'time-out' }, at(4));
  expect(unknownLines(db, at(3)).get('centre')).toEqual({ moneyLocked: false });
  insert(two, 'unknown', 5, null);
  db.prepare(`UPDATE act SET kind = 'settlement' WHERE encounter_id = ?`).run(two);
  expect(unknownLines(db, at(3)).get('centre')).toEqual({ moneyLocked: true });
});

it('the longest due comes first, as many as were asked for, and a stay shows only its head', () => {
  const [one, two, three] = [1, 2, 3].map((n) => seedStay(db, n)) as [string, string, string];
  insert(one, 'waiting', 1, null, 5);
  insert(one, 'waiting', 2, null, 2); // waits for the one before it
  insert(two, 'waiting', 3, null, 4);
  insert(three, 'waiting', 4, null, 20); // not yet
  const due = (limit: number) => dueActs(db, { now: at(6), latest: at(21), limit }).map(({ encounterId }) => encounterId);
  expect(due(10)).toEqual([two, one]);
  expect(due(1)).toEqual([two]);
});

it('a look into a long queue reads an index, not the table', () => {
  const plan = (sql: string) => JSON.stringify(db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all());
  expect(
    plan(
      `SELECT id FROM act WHERE state IN ('waiting', 'unknown') AND state = 'waiting' AND due_at > '' AND due_at <= '9' ORDER BY due_at, id LIMIT 5`,
    ),
  ).toMatch(/USING (COVERING )?INDEX act_open/);
  expect(
    plan(
      `SELECT state, count(*), min(created_at), min(deadline_at) FROM act WHERE state IN ('waiting', 'unknown', 'rejected') GROUP BY state`,
    ),
  ).toContain('COVERING INDEX act_unsettled');
});
