import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readStory, writeAdmissionOrder, writeCharges, writeDischargeNotice } from './writer.ts';

type Line = Readonly<Record<string, string>>;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'his-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(file: string): readonly Line[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => JSON.parse(text) as Line);
}

/** Integer fen, written here again on purpose. */
function fen(text: string | undefined): number {
  return Math.round(Number(text) * 100);
}

describe('writer', () => {
  test('leaves only whole files, in ascending order', () => {
    const files = [writeAdmissionOrder(folder, 'S04'), writeCharges(folder, 'S04'), writeDischargeNotice(folder, 'S04')];
    expect(
      readdirSync(folder)
        .sort()
        .map((name) => join(folder, name)),
    ).toEqual(files);
    expect(files.every((file) => file.endsWith('.jsonl'))).toBe(true);
  });

  test('every line says its kind', () => {
    const kinds = [writeAdmissionOrder(folder, 'S01'), writeCharges(folder, 'S01'), writeDischargeNotice(folder, 'S01')].map(
      (file) => new Set(read(file).map((line) => line['kind'])),
    );
    expect(kinds).toEqual([new Set(['admission-order']), new Set(['charge']), new Set(['discharge-notice'])]);
  });

  test('parts together are all the charges', () => {
    const parts = [1, 2].flatMap((part) => read(writeCharges(folder, 'S04', { part })));
    expect(parts).toEqual(read(writeCharges(folder, 'S04')));
  });
});

const WITH_CHARGES = ['S01', 'S03', 'S04', 'S05', 'S06', 'S07', 'S08', 'S09', 'S10', 'S11', 'S12'];

describe('the figures of the stories', () => {
  const catalogue = JSON.parse(readFileSync(new URL('./catalogue.json', import.meta.url), 'utf8')) as readonly Line[];
  const itemOf = new Map(catalogue.map((item) => [item['itemCode'], item]));

  test.each([
    ['S01', { total: 1286040, selfPaid: 23600, firstShare: 62440 }],
    ['S03', { total: 2200000, selfPaid: 150000, firstShare: 50000 }],
    ['S04', { total: 1543050, selfPaid: 43050, firstShare: 50000 }],
    ['S05', { total: 987000, selfPaid: 32000, firstShare: 15000 }],
    ['S06', { total: 654000, selfPaid: 14000, firstShare: 6000 }],
    ['S07', { total: 431260, selfPaid: 11260, firstShare: 5000 }],
    ['S08', { total: 770000, selfPaid: 0, firstShare: 0 }],
    ['S09', { total: 500000, selfPaid: 10000, firstShare: 7500 }],
    ['S10', { total: 2108000, selfPaid: 0, firstShare: 0 }],
    ['S11', { total: 6000000, selfPaid: 200000, firstShare: 400000 }],
    ['S12', { total: 700000, selfPaid: 12000, firstShare: 20000 }],
  ])('%s adds up by its own catalogue', (name, expected) => {
    const sums = { total: 0, selfPaid: 0, firstShare: 0 };
    for (const line of readStory(name).chargeParts.flat() as readonly Line[]) {
      const item = itemOf.get(line['itemCode']);
      const amount = fen(line['amount']);
      sums.total += amount;
      if (item?.['class'] === 'C') sums.selfPaid += amount;
      else sums.firstShare += Math.round(amount * Number(item?.['firstShareRate']));
      expect(Math.round(Number(line['quantity']) * Number(line['unitPrice']) * 100)).toBe(amount);
    }
    expect(sums).toEqual(expected);
  });

  test.each(WITH_CHARGES)('%s: numbers are unique digits, refunds name their line, nothing lies after the discharge', (name) => {
    const { chargeParts, dischargeNotices, admissionOrders } = readStory(name);
    const lines = chargeParts.flat() as readonly Line[];
    const numbers = new Set(lines.map((line) => line['lineNo']));
    expect(numbers.size).toBe(lines.length);
    for (const line of lines) {
      expect(line['lineNo']).toMatch(/^[1-9]\d{0,14}$/);
      expect(String(line['quantity']).startsWith('-')).toBe(line['originalLineNo'] !== null);
      if (line['originalLineNo'] !== null) expect(numbers.has(line['originalLineNo'])).toBe(true);
      expect(String(line['occurredAt']) <= String(dischargeNotices[0]?.['leftAt'] ?? '9')).toBe(true);
      expect(String(line['occurredAt']) >= String(admissionOrders[0]?.['issuedAt'])).toBe(true);
    }
  });
});

test('the two catalogues were written apart and say the same', () => {
  const ours = JSON.parse(readFileSync(new URL('./catalogue.json', import.meta.url), 'utf8')) as readonly Line[];
  const theirs = JSON.parse(readFileSync(new URL('../centre/catalogue.json', import.meta.url), 'utf8')) as readonly Line[];
  expect(theirs.map(({ chargeType: _own, targeted: _also, ...item }) => item)).toEqual(ours);
});
