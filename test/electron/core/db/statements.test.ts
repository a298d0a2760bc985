import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../electron/core/db/database.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'statements-'));
const db = openDatabase(path.join(folder, 'desk.sqlite'));
db.exec('CREATE TABLE one (n INTEGER NOT NULL) STRICT');
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

it('a text is compiled once, also across a rollback and a change of the schema', () => {
  const insert = () => db.prepare('INSERT INTO one (n) VALUES (?)');
  expect(insert()).toBe(insert());
  expect(() =>
    db.transaction(() => {
      insert().run(1);
      throw new Error('rolled back');
    })(),
  ).toThrow('rolled back');
  db.exec('ALTER TABLE one ADD COLUMN more TEXT');
  insert().run(2);
  expect(db.prepare('SELECT * FROM one').all()).toEqual([{ n: 2, more: null }]);
});
