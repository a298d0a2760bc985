import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type WritableDb } from '../../../electron/core/db/database.ts';
import { migrate } from '../../../electron/core/db/migrate.ts';
import { migrations } from '../../../electron/core/db/migrations/index.ts';
import { addClerks, SessionService } from '../../../electron/core/services/desk/session-service.ts';
import { dayOf, instantOf } from '../../../shared/time/calendar-date.ts';
import { CLERKS } from '../../support/desk-folder.ts';

const START = Date.parse('2023-06-13T00:00:00.000Z');

let folder: string;
let db: WritableDb;
let minutes: number;
const open = () => {
  db = openDatabase(path.join(folder, 'desk.sqlite'));
  migrate(db, migrations);
};
/** The sessions of one start of the program; `run` is the same after the core alone died. */
const sessions = (run = 'run-1') => {
  const milliseconds = () => START + minutes * 60_000;
  const now = () => instantOf(milliseconds());
  return new SessionService({ db, runId: run, clock: { now, milliseconds, today: () => dayOf(now()) } });
};
const wrong = (times: number) => {
  for (let n = 0; n < times; n += 1) expect(() => sessions().signIn('A01', '0000')).toThrow();
};

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'session-'));
  minutes = 0;
  open();
  addClerks(db, CLERKS);
  return () => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  };
});

const code = (error: string, details: object) => expect.objectContaining({ kind: 'permission', code: error, details });

describe('signing in', () => {
  it('needs the own PIN', () => {
    expect(sessions().signIn('A01', '1234')).toMatchObject({ clerkId: 'A01' });
    expect(() => sessions().signIn('A01', '5678')).toThrow(code('session.wrong-pin', { triesLeft: 4 }));
    expect(() => sessions().signIn('NOBODY', '1234')).toThrow(code('session.wrong-pin', { triesLeft: 0 }));
  });

  it('counts wrong PINs down and locks after five, also against the right one, also after a new start', () => {
    wrong(4);
    expect(() => sessions().signIn('A01', '0000')).toThrow(code('session.locked-out', { minutes: 10 }));
    minutes = 3;
    expect(() => sessions().signIn('A01', '1234')).toThrow(code('session.locked-out', { minutes: 7 }));
    db.close();
    open();
    expect(() => sessions('run-2').signIn('A01', '1234')).toThrow(code('session.locked-out', { minutes: 7 }));
    expect(sessions('run-2').signIn('S01', '5678')).toMatchObject({ clerkId: 'S01' }); // locks nobody else
  });

  it('opens again after ten minutes, with five new tries', () => {
    wrong(5);
    minutes = 10;
    expect(() => sessions().signIn('A01', '0000')).toThrow(code('session.wrong-pin', { triesLeft: 4 }));
    expect(sessions().signIn('A01', '1234')).toMatchObject({ clerkId: 'A01' });
  });

  it('forgets the wrong PINs before a right one', () => {
    wrong(4);
    sessions().signIn('A01', '1234');
    expect(() => sessions().signIn('A01', '0000')).toThrow(code('session.wrong-pin', { triesLeft: 4 }));
  });

  it('keeps no PIN anywhere in the file', () => {
    const stored = db.prepare('SELECT group_concat(pin_hash) FROM clerk').pluck().get();
    for (const { pin } of CLERKS) expect(stored).not.toContain(`:${pin}`);
    expect(new Set(db.prepare('SELECT pin_hash FROM clerk').pluck().all()).size).toBe(CLERKS.length);
  });
});

describe('a session', () => {
  it('outlives the core, not the program', () => {
    sessions().signIn('A01', '1234');
    db.close();
    open();
    expect(sessions('run-1').current()).toMatchObject({ clerkId: 'A01' });
    expect(sessions('run-2').current()).toBeNull();
    expect([sessions('run-1').may('desk:read'), sessions('run-2').may('desk:read'), sessions('run-2').may('anyone')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('is one: the next clerk ends that of the one before, signing out ends it', () => {
    sessions().signIn('A01', '1234');
    sessions().signIn('S01', '5678');
    expect(sessions().current()).toMatchObject({ clerkId: 'S01' });
    sessions().signOut();
    expect(sessions().current()).toBeNull();
    expect(db.prepare('SELECT count(*) FROM session WHERE closed_at IS NULL').pluck().get()).toBe(0);
  });

  it('leaves its trace', () => {
    sessions().signIn('A01', '1234');
    sessions().signOut();
    expect(db.prepare('SELECT clerk_id, event FROM audit ORDER BY id').raw().all()).toEqual([
      ['A01', 'signed-in'],
      ['A01', 'signed-out'],
    ]);
  });
});
