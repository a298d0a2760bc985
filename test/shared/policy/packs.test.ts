import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import { findPacks } from '../../../shared/policy/find-packs.ts';
import { lookUp } from '../../../shared/policy/look-up.ts';
import { isTrusted, readManifest, writeManifest } from '../../../shared/policy/pack-trust.ts';
import { parameterAt } from '../../../shared/policy/parameter-at.ts';
import { sweepPack } from '../../../shared/policy/sweep-pack.ts';
import { packJsonSchemas } from '../../../shared/policy/json-schemas.ts';
import { loadPack } from '../../../shared/policy/load-pack.ts';
import { day, yuan } from '../../builders/a-claim.ts';
import { allPacks, packFiles, PACKS_FOLDER, packsOf, packWith, put, sha256 } from '../../builders/packs.ts';

const END_OF_NEXT_YEAR = day('2027-12-31');
const facts = { level: 'tertiary', person: 'in-service', filing: 'local', stay: 1, age: 46 } as const;
const dalian = () => packWith('210200', 'pack.json', (json) => json);

describe('packs inside the program', () => {
  it('are those of the manifest: run `build/run.mjs node build/packs-manifest.ts` after a change', () => {
    expect(readFileSync(join(PACKS_FOLDER, 'manifest.json'), 'utf8').replaceAll('\r\n', '\n')).toBe(writeManifest(allPacks()));
  });

  it.each(allPacks().map((pack) => [pack.region.code, pack] as const))(
    '%s covers every case and day from its first day',
    (region, pack) => {
      expect(sweepPack(region, pack, END_OF_NEXT_YEAR)).toEqual([]);
    },
  );

  it('stand beside the JSON Schemas of their format: same command', () => {
    for (const [name, text] of packJsonSchemas()) {
      expect(JSON.parse(readFileSync(join(PACKS_FOLDER, '../schemas', name), 'utf8')), name).toEqual(JSON.parse(text));
    }
  });

  it('use no number of a grade below B', () => {
    for (const [file, text] of packFiles()) expect(text, file).not.toMatch(/"grade": "C"/);
  });
});

describe('trust', () => {
  const manifest = readManifest(writeManifest(allPacks()));
  it('is in the manifest and unchanged', () => {
    expect(allPacks().filter((pack) => !isTrusted(pack, manifest))).toEqual([]);
    expect(isTrusted(packWith('210200', 'parameters/employee.annual-cap.json', put('250001.00', 'values', 0, 'value')), manifest)).toBe(
      false,
    );
    expect(isTrusted(dalian(), {})).toBe(false);
  });

  it('does not depend on line ends', () => {
    const files = new Map([...packFiles()].map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]));
    const loaded = loadPack('210200', files, sha256);
    expect(loaded.ok && isTrusted(loaded.pack, manifest)).toBe(true);
  });

  it('refuses a manifest that is none', () => {
    expect(() => readManifest('[]')).toThrow(expect.objectContaining({ code: 'policy.pack-invalid' }));
  });
});

describe('sweepPack', () => {
  const deductible = 'parameters/employee.inpatient.deductible.json';
  it.each<[string, (json: any) => unknown, string]>([
    [
      'a missing row',
      (json) => void json.values[0].rows.splice(3, 1),
      'no value on 2023-01-01 for level tertiary, person in-service, filing local, stay 1, age 0',
    ],
    ['a missing age', put('0-68', 'values', 0, 'rows', 3, 'when', 'age'), 'stay 1, age 69, nor for 3 other cases'],
    ['a missing stay', put('3+', 'values', 0, 'rows', 4, 'when', 'stay'), 'stay 2, age 0'],
    ['a late first day', put('2023-02-01', 'values', 0, 'from'), 'no value on 2023-01-01'],
    [
      'a repeal',
      (json) => void json.values.push({ from: '2027-01-01', value: null, reference: json.values[0].reference }),
      'no value on 2027-01-01',
    ],
  ])('finds %s', (_, edit, reason) => {
    const holes = sweepPack('210200', packWith('210200', deductible, edit), END_OF_NEXT_YEAR);
    expect(
      holes.some((hole) => hole.reason.includes(reason)),
      JSON.stringify(holes[0]),
    ).toBe(true);
    expect(holes[0]).toMatchObject({ file: `210200/${deductible}`, path: 'values' });
  });

  it('does not look beyond its last day', () => {
    const edit = (json: any) => void json.values.push({ from: '2028-01-01', value: null, reference: json.values[0].reference });
    expect(sweepPack('210200', packWith('210200', deductible, edit), END_OF_NEXT_YEAR)).toEqual([]);
  });
});

describe('a value of a day', () => {
  const cap = () => {
    const parameter = packWith('210200', 'parameters/employee.annual-cap.json', (json) => {
      const { reference } = json.values[0];
      json.values.push({ from: '2024-01-01', value: '300000.00', reference }, { from: '2025-01-01', value: null, reference });
    }).parameters.get('employee.annual-cap');
    if (parameter?.unit !== 'money') throw new Error('no money');
    return parameter;
  };

  it.each([
    ['2023-01-01', '250000.00'],
    ['2023-12-31', '250000.00'],
    ['2024-01-01', '300000.00'],
    ['2024-12-31', '300000.00'],
  ])('on %s is %s', (on, value) => {
    expect(parameterAt(cap(), day(on), facts)).toMatchObject({ kind: 'value', value: yuan(value), reference: { rule: 'T2-D14' } });
  });

  it.each(['2022-12-31', '2025-01-01'])('on %s there is none', (on) => {
    expect(() => parameterAt(cap(), day(on), facts)).toThrow(
      expect.objectContaining({ kind: 'rule', code: 'policy.no-value-on-date', details: expect.objectContaining({ on }) }),
    );
  });

  it('may be a declared gap', () => {
    expect(lookUp(dalian(), 'resident.serious-illness.threshold', 'money', day('2023-06-13'), facts)).toMatchObject({
      kind: 'gap',
      atLeast: yuan('5950.00'),
    });
    expect(lookUp(packsOf('330200').insured, 'resident.serious-illness.threshold', 'money', day('2023-06-13'), facts)).toMatchObject({
      kind: 'gap',
      atLeast: yuan('6840.00'),
    });
    expect(lookUp(dalian(), 'resident.serious-illness.threshold', 'money', day('2025-06-13'), facts)).toMatchObject({
      kind: 'value',
      value: yuan('23800.00'),
    });
    expect(lookUp(dalian(), 'resident.serious-illness.bands', 'bands', day('2023-06-13'), facts)).toEqual({
      kind: 'gap',
      atLeast: null,
      reference: null,
    });
  });
});

describe('findPacks', () => {
  it('takes the amounts from the insured place and the classes from the place of care', () => {
    const { insured, care } = findPacks(allPacks(), { insured: '330200', care: '210202' });
    expect([insured.region.name, care?.region.name]).toEqual(['宁波市', '大连市']);
  });

  it('has no classes where no pack of the place of care is installed', () => {
    expect(findPacks(allPacks(), { insured: '210211', care: '110100' }).care).toBeNull();
  });

  it('refuses an insured place without a pack', () => {
    expect(() => findPacks(allPacks(), { insured: '220100', care: '210200' })).toThrow(AppError);
  });
});
