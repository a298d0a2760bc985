import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpReading } from '../../../../electron/core/centre/http-reading.ts';
import { readCatalogue, readLimitPrices } from '../../../../electron/core/centre/reading-codec.ts';
import type { CentreSettings } from '../../../../electron/core/centre/centre-settings.ts';
import { type DeskAtCentre, deskAtCentre } from './desk-at-centre.ts';

let folder: string;
let desk: DeskAtCentre;
let reading: HttpReading;
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'reading-'));
  mkdirSync(path.join(folder, 'reader'));
  desk = await deskAtCentre(folder, { lateVisibilityMs: 0 });
  const settings = { region: '210200', hospitalCode: 'H21020200001', operatorNumber: 'A001', operatorName: '示例' } as CentreSettings;
  reading = new HttpReading(desk.gateway, settings);
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what is only read of the centre', () => {
  it('dictionaries (1901); one that is not there is refused in its words', async () => {
    const entries = await reading.dictionary('insutype', '2023-06-13');
    expect(entries.map(({ code, name }) => `${code} ${name}`)).toContain('390 城乡居民基本医疗保险');
    await expect(reading.dictionary('nothing', '2023-06-13')).rejects.toMatchObject({ details: { words: '字典类型[nothing]不存在' } });
  });

  it('the catalogue (1312) page by page, and only what changed', async () => {
    const all = [];
    for (let page = 1, more = true; more; page += 1) {
      const answer = await reading.catalogue('1900-01-01 00:00:00', page, 20);
      all.push(...answer.items);
      more = answer.more;
    }
    expect(all.length).toBeGreaterThan(20);
    expect(new Set(all.map(({ itemCode }) => itemCode)).size).toBe(all.length);
    expect(all[0]).toMatchObject({ name: '三人间床位费', grade: '01', valid: true, to: null });
    expect(await reading.catalogue('2023-06-01 00:00:00', 1, 20)).toEqual({ items: [], more: false });
  });

  it('limit prices (1318), of what has one, and only what changed', async () => {
    const { items, more } = await reading.limitPrices('1900-01-01 00:00:00', 1, 20);
    expect([items, more]).toEqual([
      [
        {
          itemCode: 'C02050100100001000000321',
          kind: '101',
          unitPrice: '1200.000000',
          from: '2020-01-01',
          to: null,
          valid: true,
          changedAt: '2023-06-01 00:00:00',
        },
      ],
      false,
    ]);
    expect(await reading.limitPrices('2023-06-01 00:00:00', 1, 20)).toEqual({ items: [], more: false });
  });

  it('registrations of chronic diseases (5301)', async () => {
    expect(await reading.chronicRegistrations(desk.admission.insured)).toEqual([]);
  });

  it('signs out (9002) only what was signed in, and once', async () => {
    await reading.signOut();
    await reading.signOut();
    const outs = (await desk.centre.log()).filter((row) => (row as { infno: string }).infno === '9002');
    expect(outs).toMatchObject([{ outcome: 'done', effect: 'sign-out' }]);
  });
});

describe('defensive reading', () => {
  it.each([
    ['as text with decimals', { hilist_pric_uplmt_amt: '0.35' }, '0.350000'],
    ['as a number', { hilist_pric_uplmt_amt: 12 }, '12.000000'],
  ])('a limit price %s', (_how, fields, unitPrice) => {
    const row = { hilist_code: 'A', begndate: '2023-01-01 00:00:00', ...fields };
    expect(readLimitPrices({ data: row }, 1, 20).items).toMatchObject([{ unitPrice, from: '2023-01-01', kind: '', to: null }]);
  });

  it.each([
    ['without a price', { begndate: '2023-01-01' }],
    ['with a price below zero', { begndate: '2023-01-01', hilist_pric_uplmt_amt: '-1' }],
    ['with more decimals than a unit price has', { begndate: '2023-01-01', hilist_pric_uplmt_amt: '0.1234567' }],
    ['without a first day', { hilist_pric_uplmt_amt: '1' }],
  ])('a limit %s is not guessed', (_what, fields) => {
    expect(() => readLimitPrices({ data: [{ hilist_code: 'A', ...fields }] }, 1, 20)).toThrow(
      expect.objectContaining({ code: 'centre.unreadable-answer' }),
    );
  });

  it('knows whether a page follows by the pages, by the count, or by a page that was full', () => {
    const row = { hilist_code: 'A' };
    const more = (output: object, page = 1, rows = 2) => readCatalogue({ data: [row, row], ...output }, page, rows).more;
    expect([more({ pages: '2' }), more({ pages: 2 }, 2), more({ recordCounts: '5' }), more({ recordCounts: 4 }, 2), more({})]).toEqual([
      ...[true, false, true, false, true],
    ]);
    expect(readCatalogue({ data: row }, 1, 2)).toMatchObject({ items: [{ itemCode: 'A' }], more: false });
    expect(readCatalogue({ pages: 9, data: [] }, 1, 2).more).toBe(false); // never for ever
    expect(() => readCatalogue({ data: [{ hilist_name: 'x' }] }, 1, 2)).toThrow();
  });
});
