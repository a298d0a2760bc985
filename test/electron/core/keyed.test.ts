import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type WritableDb } from '../../../electron/core/db/database.ts';
import { migrate } from '../../../electron/core/db/migrate.ts';
import { migrations } from '../../../electron/core/db/migrations/index.ts';
import { once, sha256 } from '../../../electron/core/services/desk/keyed.ts';
import type { IdempotencyKey } from '../../../shared/identity/ids.ts';
import { Money } from '../../../shared/money/money.ts';
import { instantOf } from '../../../shared/time/calendar-date.ts';

const AT = instantOf(0);
const key = randomUUID() as IdempotencyKey;

let folder: string;
let db: WritableDb;
const open = () => {
  db = openDatabase(path.join(folder, 'desk.sqlite'));
  migrate(db, migrations);
};
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'keyed-'));
  open();
  return () => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  };
});

/** An act that leaves a trace each time it is really carried out. */
const act = () => {
  db.prepare(`INSERT INTO audit (at, event, facts_text) VALUES (?, 'done', '{}')`).run(AT);
  return randomUUID();
};
const traces = () => db.prepare('SELECT count(*) FROM audit').pluck().get();

describe('a keyed request', () => {
  it('is carried out once, however often it comes, and always has the first result', () => {
    const first = once(db, key, { amount: Money.parse('1.00') }, AT, act);
    expect(once(db, key, { amount: Money.parse('1.00') }, AT, act)).toBe(first);
    db.close();
    open(); // also for the next core
    expect(once(db, key, { amount: Money.parse('1.00') }, AT, act)).toBe(first);
    expect(traces()).toBe(1);
  });

  it('with the key of another one is refused and changes nothing', () => {
    once(db, key, { amount: Money.parse('1.00') }, AT, act);
    expect(() => once(db, key, { amount: Money.parse('1.01') }, AT, act)).toThrow(
      expect.objectContaining({ kind: 'conflict', code: 'request.key-reused' }),
    );
    expect(traces()).toBe(1);
  });

  it('that fails leaves nothing, and its key may be used again', () => {
    const fails = () => {
      act();
      throw new Error('in the middle');
    };
    expect(() => once(db, key, { a: 1 }, AT, fails)).toThrow('in the middle');
    expect(traces()).toBe(0);
    once(db, key, { a: 2 }, AT, act);
    expect(traces()).toBe(1);
  });

  it('is known by what it asks, an amount by its text', () => {
    expect(sha256({ amount: Money.parse('1.00') })).toBe(sha256({ amount: '1.00' }));
    expect(sha256({ amount: Money.parse('1.00') })).not.toBe(sha256({ amount: Money.parse('0.99') }));
  });
});
