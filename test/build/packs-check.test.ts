import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { checkFolder } from '../../build/packs-check/check-folder.ts';
import { allPacks, PACKS_FOLDER } from '../builders/packs.ts';
import { day } from '../builders/a-claim.ts';

const TODAY = day('2026-11-22');
const scratch = mkdtempSync(path.join(tmpdir(), 'packs-check-'));
afterAll(() => rmSync(scratch, { recursive: true }));

let folder: string;
let count = 0;
beforeEach(() => {
  count += 1;
  folder = path.join(scratch, `pack-${count}`);
  cpSync(path.join(PACKS_FOLDER, '330200'), folder, { recursive: true });
});

function edit(name: string, change: (json: any) => void): void {
  const file = path.join(folder, name);
  const json = JSON.parse(readFileSync(file, 'utf8'));
  change(json);
  writeFileSync(file, JSON.stringify(json));
}
const check = () => {
  const [found] = checkFolder(folder, TODAY, allPacks());
  if (found === undefined) throw new Error('no pack');
  return found;
};

const DEDUCTIBLE = 'parameters/resident.inpatient.deductible.json';
const BENEFIT = 'benefits/resident-inpatient.json';
const BANDS = 'parameters/resident.inpatient.bands.json';
/** The first value of a parameter, a plain one. */
const value = (entry: any) => (change: unknown) => {
  delete entry.rows;
  entry.value = change;
};

describe('a pack folder', () => {
  it('is sound as delivered, under any name', () => {
    expect(check()).toMatchObject({ errors: [], pack: { region: { code: '330200' } } });
  });

  it.each<[string, string, (json: any) => void, RegExp]>([
    ['a negative deductible', DEDUCTIBLE, (json) => value(json.values[0])('-1.00'), /not negative/],
    ['a ratio over one', BANDS, (json) => value(json.values[0])([{ above: '0.00', rate: '1.5000' }]), /between 0 and 1/],
    ['an amount beyond all money', DEDUCTIBLE, (json) => value(json.values[0])('99999999999999.99'), /beyond/],
    ['a ratio below zero', BANDS, (json) => value(json.values[0])([{ above: '0.00', rate: '-0.5000' }]), /./],
    [
      'bands out of order',
      BANDS,
      (json) =>
        value(json.values[0])([
          { above: '0.00', rate: '0.5000' },
          { above: '9000.00', rate: '0.6000' },
          { above: '5000.00', rate: '0.7000' },
        ]),
      /ascend/,
    ],
    ['an unknown key', DEDUCTIBLE, (json) => (json.values[0].reference.note = 'x'), /nrecognized/],
    ['a hole in the history', DEDUCTIBLE, (json) => (json.values[0].from = '2024-07-01'), /no value on/],
    ['a file that nobody names', 'pack.json', (json) => json.gaps.push({ parameter: 'x.y', reason: 'x', atLeast: null }), /uses/],
  ])('is refused for %s, with file, path and reason', (_, file, change, reason) => {
    edit(file, change);
    const { errors } = check();
    expect(errors.length).toBeGreaterThan(0);
    expect(errors[0]?.reason).toMatch(reason);
    expect(errors[0]?.file).toBe(path.join(folder, file));
    expect(errors[0]?.path).not.toBe('');
  });

  it('is refused for two rows that hold for one case', () => {
    edit(DEDUCTIBLE, (json) => {
      delete json.values[0].value;
      json.values[0].rows = [
        { when: { age: '0-70' }, value: '1.00' },
        { when: { age: '70+' }, value: '2.00' },
      ];
    });
    expect(check().errors[0]).toMatchObject({ path: 'values.0.rows.1', reason: expect.stringContaining('row 0') });
  });

  it('warns of a number compared with the law 181 days ago, not 180', () => {
    edit(DEDUCTIBLE, (json) => (json.checkedOn = '2026-05-26'));
    expect(check().warnings.filter(({ file }) => file.endsWith(DEDUCTIBLE))).toEqual([]);
    edit(DEDUCTIBLE, (json) => (json.checkedOn = '2026-05-25'));
    expect(check().warnings).toContainEqual(
      expect.objectContaining({ path: 'checkedOn', reason: 'compared with the law 181 days ago, on 2026-05-25' }),
    );
  });

  it('warns of a deductible that is higher at a lower hospital', () => {
    edit(BENEFIT, (json) => (json.levels = ['tertiary', 'secondary', 'primary']));
    edit(DEDUCTIBLE, (json) => {
      delete json.values[0].value;
      json.values[0].rows = [
        { when: { level: ['tertiary'] }, value: '500.00' },
        { when: { level: ['secondary'] }, value: '1200.00' },
        { when: { level: ['primary'] }, value: '600.00' },
      ];
    });
    expect(check().warnings.map(({ reason }) => reason)).toContain(
      'secondary 1200.00 is more than tertiary 500.00: are two cells exchanged?',
    );
  });
});

describe('worked cases that a pack carries', () => {
  const written = (expected: unknown, change: (json: any) => void = () => {}) => {
    const json = JSON.parse(readFileSync(path.join(import.meta.dirname, '../policy/cli-examples/W-08.json'), 'utf8'));
    change(json);
    mkdirSync(path.join(folder, 'cases'), { recursive: true });
    writeFileSync(path.join(folder, 'cases/one.json'), JSON.stringify({ title: 'one', case: json, expected }));
    return check();
  };

  it('are played', () => {
    expect(written({ outcome: 'estimate', reasons: [], split: { pooledFund: '13160.00' } })).toMatchObject({ errors: [], cases: 1 });
  });

  it('fail with the figure that comes out otherwise', () => {
    const { errors } = written({ split: { pooledFund: '13160.01', burden: '8840.00' } });
    expect(errors).toMatchObject([{ path: 'expected.split.pooledFund', reason: 'comes out as "13160.00", expected "13160.01"' }]);
  });

  it('fail when malformed', () => {
    expect(written({}, (json) => (json.sums.total = 1)).errors).toMatchObject([{ path: 'case.sums.total' }]);
  });
});
