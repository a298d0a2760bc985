import { describe, expect, it } from 'vitest';
import { loadPack, loadPacks, type PackFiles } from '../../../shared/policy/load-pack.ts';
import { allPacks, packFiles, put, sha256, withFile } from '../../builders/packs.ts';

const cap = '210200/parameters/employee.annual-cap.json';
const head = '210200/pack.json';

const problemsOf = (files: PackFiles) => {
  const loaded = loadPack('210200', files, sha256);
  return loaded.ok ? [] : loaded.problems;
};
const edited = (path: string, edit: (json: any) => unknown) => problemsOf(withFile(path, edit));
const without = (path: string) => new Map([...packFiles()].filter(([file]) => file !== path));

describe('a bad pack is refused with file, path and reason', () => {
  it.each([
    'rounding.mode',
    'deductible.counted',
    'pooled-fund.band-origin',
    'pooled-fund.bands-counted',
    'large-amount.base',
    'account.pays',
    'credit.covers',
    'credit.waiver',
    'credit.exclusion',
  ])('without the choice %s', (name) => {
    expect(edited(head, (json) => void delete json.choices[name])).toContainEqual(
      expect.objectContaining({ path: 'choices', reason: `${name} is not chosen` }),
    );
  });

  it('a file that is no JSON', () => {
    expect(problemsOf(new Map(packFiles()).set(cap, '{'))).toEqual([{ file: cap, path: '', reason: expect.stringContaining('not JSON') }]);
  });

  it('a key that stands twice in one object', () => {
    const text = (packFiles().get(cap) ?? '').replace('"unit": "money"', '"unit": "rate", "unit": "money"');
    expect(problemsOf(new Map(packFiles()).set(cap, text))).toEqual([{ file: cap, path: 'unit', reason: 'this key is given twice' }]);
  });

  it('a file that belongs nowhere', () => {
    expect(problemsOf(new Map(packFiles()).set('210200/parametres/x.json', '{}'))).toEqual([
      { file: '210200/parametres/x.json', path: '', reason: 'not a file of a pack' },
    ]);
  });

  it('a number that no benefit uses', () => {
    const file = '210200/parameters/forgotten.json';
    expect(problemsOf(new Map(packFiles()).set(file, packFiles().get(cap) ?? ''))).toEqual([
      { file, path: '', reason: 'no benefit uses it' },
    ]);
  });

  it('no pack.json', () => {
    expect(problemsOf(without(head))).toContainEqual({ file: head, path: '', reason: 'missing' });
  });

  it('every parameter taken away is missed', () => {
    for (const file of packFiles().keys()) {
      if (file.startsWith('210200/parameters/')) expect(problemsOf(without(file)).length, file).toBeGreaterThan(0);
    }
  });
});

describe('loadPacks', () => {
  it('reads every pack inside the program', () => {
    const { packs, problems } = loadPacks(packFiles(), sha256);
    expect(problems).toEqual([]);
    expect(packs.map(({ region }) => region.code)).toEqual(expect.arrayContaining(['100000', '210200', '210300', '310000', '370300']));
  });

  it('one bad pack does not hide the others', () => {
    const { packs, problems } = loadPacks(withFile('210200/pack.json', put('new', 'version')), sha256);
    expect(packs.map(({ region }) => region.code)).toEqual(allPacks().flatMap(({ region: { code } }) => (code === '210200' ? [] : [code])));
    expect(problems).toMatchObject([{ file: '210200/pack.json', path: 'version' }]);
  });
});
