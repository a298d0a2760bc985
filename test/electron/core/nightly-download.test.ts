import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type WritableDb } from '../../../electron/core/db/database.ts';
import { migrate } from '../../../electron/core/db/migrate.ts';
import { migrations } from '../../../electron/core/db/migrations/index.ts';
import { allDownloads, countItems, downloadOf } from '../../../electron/core/db/repositories/download-repository.ts';
import { toCoverageView } from '../../../electron/core/services/admission/admission-view.ts';
import { downloadLists } from '../../../electron/core/jobs/nightly-download.ts';
import { countLimits } from '../../../electron/core/db/repositories/limit-price-repository.ts';
import type { InsuranceItem, LimitPrice, ReadingGateway } from '../../../electron/core/ports/reading-gateway.ts';
import { dayOf, type Instant, instantFromHospitalText, millisecondsOf } from '../../../shared/time/calendar-date.ts';

const item = (itemCode: string, changedAt = '2023-06-01 00:00:00'): InsuranceItem => ({
  ...{ itemCode, name: itemCode, grade: '01', listType: '201', from: null, to: null, valid: true, changedAt },
});

const LIMIT: LimitPrice = {
  ...{ itemCode: 'A', kind: '101', unitPrice: '1200.000000', from: dayOf('2020-01-01T00:00:00.000Z' as Instant) },
  ...{ to: null, valid: true, changedAt: '2023-06-01 00:00:00' },
};

let folder: string;
let db: WritableDb;
let now: Instant;
let asked: string[];
/** What the platform has; a page of two. */
let items: InsuranceItem[];
let breaksAtPage = 0;

const at = (text: string) => {
  now = instantFromHospitalText(text) as Instant;
};
const clock = { now: () => now, today: () => dayOf(now), milliseconds: () => millisecondsOf(now) };
const reading = {
  dictionary: async (dictionary: string) => {
    asked.push(dictionary);
    return [{ dictionary, code: '310', name: '职工', parentCode: '', valid: true }];
  },
  catalogue: async (since: string, page: number, rows: number) => {
    asked.push(`${since} ${page}`);
    if (page === breaksAtPage) throw new Error('line');
    const wanted = items.filter(({ changedAt }) => changedAt > since);
    return { items: wanted.slice((page - 1) * rows, page * rows), more: page * rows < wanted.length };
  },
  limitPrices: async (since: string, page: number) => {
    asked.push(`limits ${since} ${page}`);
    return { items: since < LIMIT.changedAt ? [LIMIT] : [], more: false };
  },
} as unknown as ReadingGateway;
const lists = { dictionaries: ['insutype'], catalogue: true, limitPrices: false };
const run = (wanted = lists) => downloadLists({ db, clock, reading, atHour: 2, ...wanted, pageRows: 2 });

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'download-'));
  db = openDatabase(path.join(folder, 'desk.sqlite'));
  migrate(db, migrations);
  at('2023-06-13 10:00:00');
  asked = [];
  items = ['A', 'B', 'C', 'D', 'E'].map((code) => item(code));
  breaksAtPage = 0;
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('lists of the platform', () => {
  it('are fetched at once when there are none, then once a night, and only what changed', async () => {
    expect(await run()).toEqual(['dictionary insutype', 'catalogue']);
    expect(await run()).toEqual([]);
    expect([countItems(db), downloadOf(db, 'catalogue')?.watermark]).toEqual([5, '2023-06-01 00:00:00']);
    at('2023-06-14 01:59:00');
    expect(await run()).toEqual([]);
    items.push(item('F', '2023-06-13 12:00:00'), item('A', '2023-06-13 12:00:00'));
    asked = [];
    at('2023-06-14 02:00:00');
    expect(await run()).toEqual(['dictionary insutype', 'catalogue']);
    expect(asked).toEqual(['insutype', '2023-06-01 00:00:00 1']);
    expect([countItems(db), downloadOf(db, 'catalogue')?.watermark]).toEqual([6, '2023-06-13 12:00:00']);
    expect(allDownloads(db).map(({ list, rowCount }) => [list, rowCount])).toEqual([
      ['catalogue', 6],
      ['dictionary insutype', 1],
    ]);
  });

  it('limit prices come like the catalogue, with a mark of their own', async () => {
    const limits = { dictionaries: [], catalogue: false, limitPrices: true };
    expect([await run(limits), await run(limits)]).toEqual([['limit-prices'], []]);
    at('2023-06-14 02:00:00');
    await run(limits);
    expect(asked).toEqual(['limits 1900-01-01 00:00:00 1', 'limits 2023-06-01 00:00:00 1']);
    expect([countLimits(db), downloadOf(db, 'limit-prices')?.rowCount, downloadOf(db, 'catalogue')]).toEqual([1, 1, undefined]);
  });

  it('a line that breaks in the middle keeps what came, and the next night begins where the last whole one ended', async () => {
    breaksAtPage = 2;
    await expect(run()).rejects.toThrow('line');
    expect([countItems(db), downloadOf(db, 'catalogue')]).toEqual([2, undefined]);
    breaksAtPage = 0;
    await run();
    expect(countItems(db)).toBe(5);
  });

  it('names codes on the page by the centre’s own dictionary, with its age; without one by the national tables, else by the code', async () => {
    const coverage = (schemeCode: string) =>
      ({
        id: 'c',
        schemeCode,
        personClassCode: '11',
        insuredPlaceCode: '210200',
        active: true,
        statusCode: '9',
        from: null,
        asOf: now,
      }) as never;
    const named = (schemeCode: string) => {
      const { schemeName, personClassName, statusName, namedAsOf } = toCoverageView(db, coverage(schemeCode), new Map());
      return [schemeName, personClassName, statusName, namedAsOf];
    };
    expect(named('310')).toEqual(['310 职工基本医疗保险', '在职', '状态 9', null]);
    await run();
    expect(named('310')).toEqual(['310 职工', '在职', '状态 9', now]);
    expect(named('777')).toEqual(['777 险种 777', '在职', '状态 9', null]);
  });
});
