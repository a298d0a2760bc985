import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../../../electron/core/clock.ts';
import { openDatabase, type WritableDb } from '../../../../electron/core/db/database.ts';
import { migrate } from '../../../../electron/core/db/migrate.ts';
import { migrations } from '../../../../electron/core/db/migrations/index.ts';
import { takeMessageNumber } from '../../../../electron/core/db/repositories/desk-repository.ts';
import { buildLines, type Lines } from '../../../../electron/core/lines.ts';
import type { CentreContent } from '../../../../electron/core/ports/centre-gateway.ts';
import { LineWatch } from '../../../../electron/core/services/desk/line-watch.ts';
import { settingsSchema } from '../../../../electron/core/settings.ts';
import { startCentre } from '../../../centre/centre.ts';
import { demoSettings } from '../../../support/desk-folder.ts';

const DAY_MS = 86_400_000;
const plusOne = (text: string) => String(BigInt(text) + 1n); // good enough inside one minute

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'numbers-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

function open(name = 'desk'): WritableDb {
  const db = openDatabase(path.join(folder, `${name}.sqlite`));
  migrate(db, migrations);
  return db;
}

const take = (db: WritableDb, second: string, window = '03') => takeMessageNumber(db, window, second, plusOne);

describe('a message number', () => {
  it('is second, window and counter', () => {
    const db = open();
    expect([take(db, '20230613100500'), take(db, '20230613100500'), take(db, '20230613100501')]).toEqual([
      '202306131005000300',
      '202306131005000301',
      '202306131005010300',
    ]);
    db.close();
  });

  it('is never given twice by a clock that stands still, more than a hundred times: a full second borrows the next', () => {
    const db = open();
    const all = Array.from({ length: 210 }, () => take(db, '20230613100500'));
    expect(new Set(all).size).toBe(210);
    expect(all).toEqual(all.toSorted());
    expect(all.at(-1)).toBe('202306131005020309');
    db.close();
  });

  it('is never given twice by a clock that goes back, or forward and back, or by the next program on the file', () => {
    const all: string[] = [];
    for (const second of ['20230613100500', '20230514100500', '20230713100500', '20230613100500', '20230713100500']) {
      const db = open(); // each time a new start of the program
      for (let n = 0; n < 25; n += 1) all.push(take(db, second));
      db.close();
    }
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(all.toSorted()); // order comes from the counter, whatever the clock says
  });

  it('of two windows differ, also in the same instant', () => {
    const [one, two] = [open('window-03'), open('window-04')];
    const all = Array.from({ length: 60 }, () => [take(one, '20230613100500', '03'), take(two, '20230613100500', '04')]).flat();
    expect(new Set(all).size).toBe(120);
    one.close();
    two.close();
  });

  it('is kept before it is used: two openings of one file never give the same', () => {
    const [one, two] = [open(), open()];
    const all = Array.from({ length: 60 }, () => [take(one, '20230613100500'), take(two, '20230613100500')]).flat();
    expect(new Set(all).size).toBe(120);
    one.close();
    two.close();
  });
});

describe('the line built from settings', () => {
  let lines: Lines;
  const offset = { ms: 0 };

  async function messages(count: number): Promise<readonly string[]> {
    const content = { kind: 'charges', insured: { personNumber: 'P1', insuredPlaceCode: '210200' }, visitNumber: 'M1', lines: [] };
    const all = await Promise.all(Array.from({ length: count }, () => lines.centre.build(content as unknown as CentreContent, null)));
    return all.map(({ messageId }) => messageId);
  }

  it('numbers every message with thirty characters, once, through jumps of thirty days both ways', async () => {
    const centre = await startCentre({ behaviour: { clockWindowSeconds: 90 * 86_400 } });
    const db = open();
    const clock: Clock = systemClock(() => offset.ms);
    const settings = settingsSchema.parse(demoSettings({ centre: centre.url, bank: centre.url }, 0));
    lines = buildLines(settings, {
      db,
      clock,
      watch: new LineWatch({ clock, monotonicMs: () => 0, absent: [], onChange: () => undefined }),
    });
    const all: string[] = [];
    for (const days of [0, -30, 30, 0]) {
      offset.ms = days * DAY_MS;
      all.push(...(await messages(60)));
    }
    expect(new Set(all).size).toBe(240);
    expect(all.filter((id) => !/^H21020200001\d{14}03\d{2}$/.test(id))).toEqual([]);
    expect(all).toEqual(all.toSorted());
    await lines.close();
    db.close();
    await centre.close();
  });
});
