import { describe, expect, it } from 'vitest';
import { loadPack, loadPacks, type PackFiles } from '../../../shared/policy/load-pack.ts';
import { allPacks, packFiles, put, sha256, withFile } from '../../builders/packs.ts';

const deductible = '210200/parameters/employee.inpatient.deductible.json';
const rates = '210200/parameters/employee.inpatient.bands.json';
const cap = '210200/parameters/employee.annual-cap.json';
const aid = '210200/parameters/employee.large-amount.bands.json';
const benefit = '210200/benefits/employee-inpatient.json';
const credit = '210200/credit.json';
const hospitals = '210200/hospitals.json';
const head = '210200/pack.json';

const problemsOf = (files: PackFiles) => {
  const loaded = loadPack('210200', files, sha256);
  return loaded.ok ? [] : loaded.problems;
};
const edited = (path: string, edit: (json: any) => unknown) => problemsOf(withFile(path, edit));
const without = (path: string) => new Map([...packFiles()].filter(([file]) => file !== path));

describe('a bad pack is refused with file, path and reason', () => {
  it.each<[string, string, (json: any) => unknown, string, RegExp]>([
    ['an amount as a number', cap, put(250000, 'values', 0, 'value'), 'values.0.value', /string/],
    ['an amount with one decimal', cap, put('250000.0', 'values', 0, 'value'), 'values.0.value', /pattern/],
    ['a negative amount', deductible, put('-1200.00', 'values', 0, 'rows', 0, 'value'), 'values.0.rows.0.value', /negative/],
    ['a rate over one', rates, put('8.5000', 'values', 0, 'rows', 0, 'value', 0, 'rate'), 'values.0.rows.0.value.0.rate', /pattern/],
    ['bands that do not begin at zero', aid, (json) => void json.values[0].value.shift(), 'values.0.value', /begins above 0.00/],
    ['bands that do not ascend', aid, put('50000.00', 'values', 0, 'value', 2, 'above'), 'values.0.value', /ascend/],
    ['a history that does not ascend', cap, (json) => void json.values.push(json.values[0]), 'values', /ascend/],
    ['an unknown unit', cap, put('yuan', 'unit'), 'unit', /unit|discriminator|Invalid/],
    ['an unknown field', cap, put('x', 'note'), '', /note/],
    ['a missing day of checking', cap, (json) => void delete json.checkedOn, 'checkedOn', /./],
    ['a day that does not exist', cap, put('2023-02-29', 'values', 0, 'from'), 'values.0.from', /date/],
    ['a source without an address', cap, put('a book', 'values', 0, 'reference', 'source'), 'values.0.reference.source', /URL/],
    ['a source of grade C', cap, put('C', 'values', 0, 'reference', 'grade'), 'values.0.reference.grade', /./],
    ['an unknown hospital level', deductible, put(['big'], 'values', 0, 'rows', 0, 'when', 'level'), 'values.0.rows.0.when.level.0', /./],
    [
      'a level named twice',
      deductible,
      put(['tertiary', 'tertiary'], 'values', 0, 'rows', 0, 'when', 'level'),
      'values.0.rows.0.when.level',
      /twice/,
    ],
    [
      'an interval that ends before it begins',
      deductible,
      put('69-0', 'values', 0, 'rows', 0, 'when', 'age'),
      'values.0.rows.0.when',
      /ends before/,
    ],
    ['an interval in words', deductible, put('first', 'values', 0, 'rows', 0, 'when', 'stay'), 'values.0.rows.0.when.stay', /pattern/],
    ['two rows for one case', deductible, put('1+', 'values', 0, 'rows', 1, 'when', 'stay'), 'values.0.rows.1', /row 0/],
    ['a choice nobody implements', head, put('everything', 'choices', 'credit.covers', 'is'), 'choices.credit.covers.is', /./],
    ['a choice without a reason', head, put('', 'choices', 'credit.covers', 'reason'), 'choices.credit.covers.reason', /./],
    ['an unknown choice', head, put({ is: 'blue', reason: 'r', question: null }, 'choices', 'colour'), 'choices', /colour/],
    ['a folder of another region', head, put('210300', 'region', 'code'), 'region.code', /210200/],
    ['a declared gap that has a file', head, put('employee.annual-cap', 'gaps', 0, 'parameter'), 'gaps', /has a file/],
    ['a catalogue that is not there', head, (json) => void json.catalogues.push('drugs'), 'catalogues', /drugs/],
    ['layers out of order', benefit, (json) => void json.layers.reverse(), 'layers', /order/],
    ['a layer twice', benefit, (json) => void json.layers.unshift(json.layers[0]), 'layers', /order/],
    ['an entry that does not fit the layers', benefit, put('burden-after-basic', 'entry'), 'entry', /charges/],
    ['a parameter of the wrong unit', benefit, put('employee.inpatient.bands', 'layers', 0, 'amount'), 'layers.0.amount', /unit/],
    ['a parameter without a file', benefit, put('nobody', 'layers', 0, 'amount'), 'layers.0.amount', /missing/],
    ['two benefits for one case', benefit, put(['local', 'referred'], 'filings'), '', /holds for cases/],
    ['a credit limit without a file', credit, put('nobody', 'products', 0, 'limitMost'), 'products.0.limitMost', /missing/],
    [
      'a credit gate without an article',
      credit,
      (json) => void delete json.products[0].gates['start-day'],
      'products.0.gates.start-day',
      /./,
    ],
    ['products that do not ascend', credit, (json) => void json.products.reverse(), 'products', /ascend/],
    ['a hospital without a name', hospitals, put([], 'hospitals', 0, 'names'), 'hospitals.0.names', /./],
  ])('%s', (_, path, edit, field, reason) => {
    const wanted = edited(path, edit).filter((problem) => problem.path === field && reason.test(problem.reason));
    expect(wanted, JSON.stringify(edited(path, edit))).not.toEqual([]);
    expect(wanted.some(({ file }) => file === path || field === '')).toBe(true); // a clash is told of either file
  });

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
