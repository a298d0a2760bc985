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

  it('says who loses direct settlement and who gains it, with the reasons; the money is told beside', async () => {
    const shut = packWith('100000', 'gates.json', (json) => {
      const reference = json.gates[0].reference;
      json.gates.push({ gate: 'schemes', from: '2020-01-01', reference, schemes: ['employee'] });
    });
    const closed = allPacks().map((pack) => (pack.region.code === '100000' ? shut : pack));
    const resident = stored('S05', example('S05'));
    const change = { id: 'S05', reasons: ['scheme.not-covered'] };
    expect(await replay([...cases, resident], allPacks(), closed)).toMatchObject({
      direct: { won: [] },
      unchanged: 4,
      noLongerComputed: [],
    });
    expect((await replay([...cases, resident], allPacks(), closed)).direct.lost).toContainEqual(change);
    expect((await replay([resident], closed, allPacks())).direct).toEqual({ lost: [], won: [change] });
  });

  it('says who loses bank credit', async () => {
    const later = packWith('210200', 'credit.json', (json) => {
      for (const product of json.products) for (const care of product.care) care.from = '2026-01-01';
    });
    const after = allPacks().map((pack) => (pack.region.code === '210200' ? later : pack));
    const result = await replay(cases, allPacks(), after);
    expect(result.credit).toEqual({ lost: [{ id: 'S01', reasons: ['credit.before-start-day'] }], won: [] });
    expect(result).toMatchObject({ unchanged: 3, direct: { lost: [], won: [] } });
  });

  it("says who loses a relative's account", async () => {
    const json = {
      ...example('W-02'),
      coverage: { region: '210300', scheme: 'employee', person: 'in-service' },
      provider: { region: '210300', name: '某二级医院', level: 'secondary' },
      care: { kind: 'outpatient', on: '2025-03-01' },
      accounts: { family: { balance: '5000.00', relative: 'spouse', ownerRegion: '210200' } },
    };
    const narrow = allPacks().map((pack) => ({
      ...pack,
      gates: pack.gates.map((rule) => (rule.gate === 'relatives' ? { ...rule, relatives: ['child' as const] } : rule)),
    }));
    expect((await replay([stored('x', json)], allPacks(), narrow)).familyAccount.lost).toEqual([
      { id: 'x', reasons: ['account.relative-not-allowed'] },
    ]);
  });

  it("counts a line that a gate refuses as the patient's own", async () => {
    const json = example('lines');
    json.lines[0].targetedDrug = true;
    json.coverage.targetedDrugsAreSpecial = true;
    const gate = { gate: 'targeted-drugs', from: '2020-01-01' };
    const withGate = packWith('100000', 'gates.json', (one) => void one.gates.push({ ...gate, reference: one.gates[0].reference }));
    const after = allPacks().map((pack) => (pack.region.code === '100000' ? withGate : pack));
    const result = texts(await replay([stored('drug', json)], allPacks(), after));
    expect(result).toMatchObject({ lose: { count: 1 }, direct: { lost: [] } });
    expect(result.lose.largest[0]).toEqual({
      id: 'drug',
      before: expect.any(String),
      after: expect.any(String),
      change: expect.any(String),
    });
  });

  it('says of a stored text what is wrong with it, not of its first field', async () => {
    writeFileSync(path.join(folder, 'wrong.jsonl'), '{"a":\n{"id":"twice","case":{"a":1,"a":2}}\n');
    const { malformed } = await replay(storedCases(path.join(folder, 'wrong.jsonl')), allPacks(), allPacks());
    expect(malformed).toEqual([
      { id: 'line 1', path: '', reason: expect.stringMatching(/^Not JSON: .*\.$/) },
      { id: 'line 2', path: 'case.a', reason: 'This key is given twice.' },
    ]);
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
      { id: 'line 4', faults: [{ path: '', reason: expect.stringContaining('JSON') }] },
    ]);
  });
});
