import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { replay, type StoredCase } from '../../electron/core/cli/replay.ts';
import { storedCases } from '../../electron/core/cli/stored-cases.ts';
import { allPacks, packWith } from '../builders/packs.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'dry-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

const example = (name: string): any => JSON.parse(readFileSync(path.join(import.meta.dirname, `cli-examples/${name}.json`), 'utf8'));
const stored = (id: string, json: unknown): StoredCase => ({ id, json });
/** The program's packs with the first stay's deductible of third-class hospitals changed. */
const withDeductible = (amount: string) => {
  const changed = packWith('210200', 'parameters/employee.inpatient.deductible.json', (json) => {
    for (const row of json.values[0].rows) if (row.value === '850.00') row.value = amount;
  });
  return allPacks().map((pack) => (pack.region.code === '210200' ? changed : pack));
};
const texts = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('a dry run', () => {
  const cases = [stored('S01', example('S01')), stored('W-08', example('W-08')), stored('lines', example('lines'))];

  it('changes nothing under the same packs', async () => {
    expect(await replay(cases, allPacks(), allPacks())).toMatchObject({ cases: 3, unchanged: 3, gain: { count: 0 }, lose: { count: 0 } });
  });

  it('says who loses when a deductible rises by 150.00: 15 % of it is theirs anyway', async () => {
    const result = texts(await replay(cases, allPacks(), withDeductible('1000.00')));
    expect(result.lose).toMatchObject({ count: 2, sum: '255.00' });
    expect(result.lose.largest).toContainEqual({ id: 'S01', before: '3382.90', after: '3510.40', change: '127.50' });
    expect(result).toMatchObject({ unchanged: 1, gain: { count: 0, sum: '0.00' } });
    expect(Number(result.funds.before) - Number(result.funds.after)).toBeCloseTo(255);
  });

  it('says who gains when it falls', async () => {
    expect(texts(await replay(cases, allPacks(), withDeductible('700.00'))).gain).toMatchObject({ count: 2, sum: '-255.00' });
  });

  it('names cases that only one side computes, and those of neither', async () => {
    const without = allPacks().filter(({ region }) => region.code !== '330200');
    expect(await replay(cases, without, allPacks())).toMatchObject({ newlyComputed: ['W-08'], unchanged: 2 });
    expect(await replay(cases, allPacks(), without)).toMatchObject({ noLongerComputed: ['W-08'] });
    expect(await replay([stored('x', example('no-pack'))], allPacks(), allPacks())).toMatchObject({ notComputed: 1 });
  });

  it('goes on over a malformed case and names its field', async () => {
    const bad = { ...example('W-08'), sums: { total: 1 } };
    const result = await replay([stored('bad', bad), ...cases], allPacks(), allPacks());
    expect(result).toMatchObject({ cases: 4, unchanged: 3, malformed: [{ id: 'bad', path: 'sums.total' }] });
  });
});

describe('the command', () => {
  it("names both sides, with paths from the caller's folder", async () => {
    const root = path.join(import.meta.dirname, '../..');
    cpSync(path.join(root, 'shared/policy/packs/210200'), path.join(folder, 'new'), { recursive: true });
    const file = path.join(folder, 'new/parameters/employee.inpatient.deductible.json');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"850.00"', '"1000.00"'));
    writeFileSync(path.join(folder, 'stays.jsonl'), `${JSON.stringify({ id: 'S01', case: example('S01') })}\n`);
    const { INIT_CWD: _, ELECTRON_RUN_AS_NODE: __, ...env } = process.env;
    const child = spawn('node', [path.join(root, 'build/run.mjs'), 'dry-run', '--cases', 'stays.jsonl', '--pack', 'new', '--json'], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ cases: 1, lose: { count: 1, sum: '127.50' }, casesPerSecond: expect.any(Number) });
  }, 60_000);
});

describe('stored cases', () => {
  const read = async (place: string) => {
    const all: StoredCase[] = [];
    for await (const one of storedCases(place)) all.push(one);
    return all;
  };

  it('come from a folder, one file each', async () => {
    mkdirSync(path.join(folder, 'past/2023'), { recursive: true });
    writeFileSync(path.join(folder, 'past/2023/b.json'), JSON.stringify({ id: 'stay 7', case: { a: 1 } }));
    writeFileSync(path.join(folder, 'past/a.json'), `\uFEFF${JSON.stringify({ b: 2 })}`);
    expect(await read(path.join(folder, 'past'))).toEqual([
      { id: 'stay 7', json: { a: 1 } },
      { id: 'a.json', json: { b: 2 } },
    ]);
  });

  it('come from a file, one on each line', async () => {
    writeFileSync(path.join(folder, 'past.jsonl'), '{"a":1}\r\n\n{"id":"x","case":{"a":2}}\nnot json');
    expect(await read(path.join(folder, 'past.jsonl'))).toEqual([
      { id: 'line 1', json: { a: 1 } },
      { id: 'x', json: { a: 2 } },
      { id: 'line 4', json: undefined },
    ]);
  });
});
