import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../../../electron/core/clock.ts';
import { openDatabase, type WritableDb } from '../../../../electron/core/db/database.ts';
import { migrate } from '../../../../electron/core/db/migrate.ts';
import { migrations } from '../../../../electron/core/db/migrations/index.ts';
import { MessageNumbers } from '../../../../electron/core/db/repositories/message-numbers.ts';
import { buildLines, type Lines } from '../../../../electron/core/lines.ts';
import type { CentreContent } from '../../../../electron/core/ports/centre-gateway.ts';
import { LineWatch } from '../../../../electron/core/services/desk/line-watch.ts';
import { settingsSchema } from '../../../../electron/core/settings-schema.ts';
import { startCentre } from '../../../centre/centre.ts';
import { type Instant, instantFromHospitalText } from '../../../../shared/time/calendar-date.ts';
import { demoSettings } from '../../../support/desk-folder.ts';

const DAY_MS = 86_400_000;

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

/** Numbers of one program; its clock shows what the test says. */
function numbers(db: WritableDb, window = '03') {
  let shown = '';
  const given = new MessageNumbers(db, window, () => instantFromHospitalText(shown) as Instant);
  return (time: string) => {
    shown = time;
    return given.take();
  };
}

describe('a message number', () => {
  it('is second, window and counter', () => {
    const db = open();
    const take = numbers(db);
    const [one, two, three] = ['2023-06-13 10:05:00', '2023-06-13 10:05:00', '2023-06-13 10:05:01'].map(take);
    expect([one, two, three]).toEqual(['202306131005000300', '202306131005000301', '202306131005010300']);
    db.close();
  });

  it('is never given twice by a clock that stands still, more than a hundred times: a full second borrows the next', () => {
    const db = open();
    const take = numbers(db);
    const all = Array.from({ length: 210 }, () => take('2023-06-13 10:05:59'));
    expect(new Set(all).size).toBe(210);
    expect(all).toEqual(all.toSorted());
    expect(all.at(-1)).toBe('202306131006010309'); // over the minute
    db.close();
  });

  it('is never given twice by a clock that goes back, or forward and back, or by the next program on the file', () => {
    const all: string[] = [];
    for (const day of ['06-13', '05-14', '07-13', '06-13', '07-13']) {
      const db = open(); // each time a new start of the program
      const take = numbers(db);
      for (let n = 0; n < 25; n += 1) all.push(take(`2023-${day} 10:05:00`));
      db.close();
    }
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(all.toSorted()); // order comes from the counter, whatever the clock says
  });

  it('goes on within the same program when its clock goes back', () => {
    const db = open();
    const take = numbers(db);
    const all = ['10:05:00', '10:04:00', '10:05:00', '10:06:00', '10:05:30'].map((time) => take(`2023-06-13 ${time}`));
    expect([new Set(all).size, all]).toEqual([5, all.toSorted()]);
    db.close();
  });

  it('of two windows differ, also in the same instant', () => {
    const [one, two] = [open('window-03'), open('window-04')];
    const [first, second] = [numbers(one, '03'), numbers(two, '04')];
    const all = Array.from({ length: 60 }, () => [first('2023-06-13 10:05:00'), second('2023-06-13 10:05:00')]).flat();
    expect(new Set(all).size).toBe(120);
    one.close();
    two.close();
  });

  it('is kept before it is used: two openings of one file never give the same', () => {
    const [one, two] = [open(), open()];
    const [first, second] = [numbers(one), numbers(two)];
    const all = Array.from({ length: 160 }, () => [first('2023-06-13 10:05:00'), second('2023-06-13 10:05:00')]).flat();
    expect(new Set(all).size).toBe(320);
    one.close();
    two.close();
  });

  it('costs one write for a hundred of a second', () => {
    const db = open();
    const take = numbers(db);
    const before = db.prepare('SELECT total_changes()').pluck().get() as number;
    for (let n = 0; n < 100; n += 1) take('2023-06-13 10:05:00');
    expect((db.prepare('SELECT total_changes()').pluck().get() as number) - before).toBe(1);
    db.close();
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
