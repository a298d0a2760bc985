import { put } from '../../builders/packs.ts';

/** A mistake in one file, and what must be said of it. */
export interface BadPack {
  readonly name: string;
  readonly region: string;
  readonly file: string;
  readonly edit: (json: any) => unknown;
  readonly path: string;
  readonly reason: RegExp;
}
type Row = readonly [name: string, file: string, edit: (json: any) => unknown, path: string, reason: RegExp];
const inRegion =
  (region: string) =>
  ([name, file, edit, path, reason]: Row): BadPack => ({ name, region, file, edit, path, reason });

const layerOf = (json: any, kind: string) => json.layers.find((layer: any) => layer.kind === kind);
/** Where the files of assistance have a gap. */
const gap = ['values', 0, 'rows', 2, 'gap'] as const;
const addGap = (parameter: string, atLeast: string | null) => (json: any) => void json.gaps.push({ parameter, reason: 'r', atLeast });

const catalogue = (...items: readonly object[]) => {
  const reference = { rule: null, title: 't', article: 'a', publishedOn: null, source: 'https://example.invalid/', grade: 'A' };
  return () => ({ $schema: 'x', description: 'd', checkedOn: '2026-01-05', reference, items });
};
const item = (value: object, code = 'X01') => ({
  code,
  values: [{ from: '2023-01-01', class: 'A', firstShare: '0.0000', priceCap: null, ...value }],
});

const DALIAN = {
  deductible: 'parameters/employee.inpatient.deductible.json',
  rates: 'parameters/employee.inpatient.bands.json',
  cap: 'parameters/employee.annual-cap.json',
  aid: 'parameters/employee.large-amount.bands.json',
  benefit: 'benefits/employee-inpatient.json',
  credit: 'credit.json',
  hospitals: 'hospitals.json',
  head: 'pack.json',
};
const dalian: readonly Row[] = [
  ['an amount as a number', DALIAN.cap, put(250000, 'values', 0, 'value'), 'values.0.value', /string/],
  ['an amount with one decimal', DALIAN.cap, put('250000.0', 'values', 0, 'value'), 'values.0.value', /no amount: write/],
  ['a negative amount', DALIAN.deductible, put('-1200.00', 'values', 0, 'rows', 0, 'value'), 'values.0.rows.0.value', /negative/],
  [
    'a rate over one',
    DALIAN.rates,
    put('8.5000', 'values', 0, 'rows', 0, 'value', 0, 'rate'),
    'values.0.rows.0.value.0.rate',
    /no rate: write/,
  ],
  ['bands that do not begin at zero', DALIAN.aid, (json) => void json.values[0].value.shift(), 'values.0.value', /begins above 0.00/],
  ['bands that do not ascend', DALIAN.aid, put('50000.00', 'values', 0, 'value', 2, 'above'), 'values.0.value', /ascend/],
  ['a history that does not ascend', DALIAN.cap, (json) => void json.values.push(json.values[0]), 'values', /ascend/],
  ['an unknown unit', DALIAN.cap, put('yuan', 'unit'), 'unit', /unit|discriminator|Invalid/],
  ['an unknown field', DALIAN.cap, put('x', 'note'), '', /note/],
  ['a missing day of checking', DALIAN.cap, (json) => void delete json.checkedOn, 'checkedOn', /./],
  ['a day that does not exist', DALIAN.cap, put('2023-02-29', 'values', 0, 'from'), 'values.0.from', /date/],
  ['a source without an address', DALIAN.cap, put('a book', 'values', 0, 'reference', 'source'), 'values.0.reference.source', /URL/],
  ['a source of grade C', DALIAN.cap, put('C', 'values', 0, 'reference', 'grade'), 'values.0.reference.grade', /./],
  [
    'an unknown hospital level',
    DALIAN.deductible,
    put(['big'], 'values', 0, 'rows', 0, 'when', 'level'),
    'values.0.rows.0.when.level.0',
    /./,
  ],
  [
    'a level named twice',
    DALIAN.deductible,
    put(['tertiary', 'tertiary'], 'values', 0, 'rows', 0, 'when', 'level'),
    'values.0.rows.0.when.level',
    /twice/,
  ],
  [
    'an interval that ends before it begins',
    DALIAN.deductible,
    put('69-0', 'values', 0, 'rows', 0, 'when', 'age'),
    'values.0.rows.0.when',
    /ends before/,
  ],
  [
    'an interval in words',
    DALIAN.deductible,
    put('first', 'values', 0, 'rows', 0, 'when', 'stay'),
    'values.0.rows.0.when.stay',
    /no interval: write/,
  ],
  ['two rows for one case', DALIAN.deductible, put('1+', 'values', 0, 'rows', 1, 'when', 'stay'), 'values.0.rows.1', /row 0/],
  ['a choice nobody implements', DALIAN.head, put('everything', 'choices', 'credit.covers', 'is'), 'choices.credit.covers.is', /./],
  ['a choice without a reason', DALIAN.head, put('', 'choices', 'credit.covers', 'reason'), 'choices.credit.covers.reason', /./],
  ['an unknown choice', DALIAN.head, put({ is: 'blue', reason: 'r', question: null }, 'choices', 'colour'), 'choices', /colour/],
  ['a folder of another region', DALIAN.head, put('210300', 'region', 'code'), 'region.code', /210200/],
  ['a declared gap that has a file', DALIAN.head, put('employee.annual-cap', 'gaps', 0, 'parameter'), 'gaps', /has a file/],
  ['a catalogue that is not there', DALIAN.head, (json) => void json.catalogues.push('drugs'), 'catalogues', /drugs/],
  ['layers out of order', DALIAN.benefit, (json) => void json.layers.reverse(), 'layers', /order/],
  ['a layer twice', DALIAN.benefit, (json) => void json.layers.unshift(json.layers[0]), 'layers', /order/],
  ['an entry that does not fit the layers', DALIAN.benefit, put('burden-after-basic', 'entry'), 'entry', /charges/],
  ['a parameter of the wrong unit', DALIAN.benefit, put('employee.inpatient.bands', 'layers', 0, 'amount'), 'layers.0.amount', /unit/],
  ['a parameter without a file', DALIAN.benefit, put('nobody', 'layers', 0, 'amount'), 'layers.0.amount', /missing/],
  ['two benefits for one case', DALIAN.benefit, put(['local', 'referred'], 'filings'), '', /holds for cases/],
  ['a credit limit without a file', DALIAN.credit, put('nobody', 'products', 0, 'limitMost'), 'products.0.limitMost', /missing/],
  [
    'a credit gate without an article',
    DALIAN.credit,
    (json) => void delete json.products[0].gates['start-day'],
    'products.0.gates.start-day',
    /./,
  ],
  ['products that do not ascend', DALIAN.credit, (json) => void json.products.reverse(), 'products', /ascend/],
  ['a hospital without a name', DALIAN.hospitals, put([], 'hospitals', 0, 'names'), 'hospitals.0.names', /./],
];

const zibo: readonly Row[] = [
  [
    'a cap of the year over stays that each begin anew',
    'benefits/resident-inpatient.json',
    (json) => {
      json.choices['assistance.counted'] = { is: 'per-stay', reason: 'r', question: null };
      json.choices['assistance.cap-limits'] = { is: 'cost', reason: 'r', question: null };
    },
    'layers.4',
    /is a cap of the year and needs/,
  ],
  ['a share of class A', 'catalogue/drugs.json', catalogue(item({ firstShare: '0.1000' })), 'items.0.values', /only class B/],
  ['an item listed twice', 'catalogue/drugs.json', catalogue(item({}), item({})), 'items.1.code', /item X01 is listed twice/],
  ['a price cap with two decimals', 'catalogue/drugs.json', catalogue(item({ priceCap: '1.00' })), 'items.0.values.0.priceCap', /./],
  [
    'a tariff beyond all prices',
    'catalogue/drugs.json',
    catalogue(item({ tariff: '10000000.000000' })),
    'items.0.values.0.tariff',
    /beyond any unit price/,
  ],
  ['a fee of another kind', 'catalogue/drugs.json', catalogue(item({ fee: 'food' })), 'items.0.values.0.fee', /./],
  [
    'an item whose history does not ascend',
    'catalogue/drugs.json',
    catalogue({ ...item({}), values: [...item({}).values, ...item({}).values] }),
    'items.0.values',
    /ascend/,
  ],
  [
    'a first share with an amount',
    'benefits/resident-inpatient.json',
    put('resident.annual-cap', 'layers', 0, 'rate'),
    'layers.0.rate',
    /unit money, wanted rate/,
  ],
  [
    'a monthly cap that nobody wrote',
    'benefits/resident-inpatient.json',
    (json) => put('nobody', 'monthlyCap')(layerOf(json, 'pooled-fund')),
    'layers.2.monthlyCap',
    /missing/,
  ],
  [
    'a ceiling that nobody wrote',
    'benefits/resident-inpatient.json',
    (json) => put('nobody', 'annualCeiling')(layerOf(json, 'deductible')),
    'layers.1.annualCeiling',
    /missing/,
  ],
  [
    'a hardship class that does not exist',
    'benefits/resident-inpatient.json',
    (json) => put(['poor'], 'classes')(layerOf(json, 'assistance')),
    'layers.4.classes.0',
    /./,
  ],
  [
    'a class named twice',
    'benefits/resident-inpatient.json',
    (json) => put(['monitored', 'monitored'], 'classes')(layerOf(json, 'assistance')),
    'layers.4.classes',
    /twice/,
  ],
  [
    'assistance without classes',
    'benefits/resident-inpatient.json',
    (json) => void delete layerOf(json, 'assistance').classes,
    'layers.4.classes',
    /./,
  ],
  [
    'a duty twice',
    'benefits/resident-inpatient.json',
    (json) => void layerOf(json, 'commercial').duties.push(layerOf(json, 'commercial').duties[0]),
    'layers.6.duties',
    /twice/,
  ],
  [
    'a duty over nothing known',
    'benefits/resident-inpatient.json',
    (json) => put('drugs', 'of')(layerOf(json, 'commercial').duties[0]),
    'layers.6.duties.0.of',
    /./,
  ],
  [
    'a product without a word',
    'benefits/resident-inpatient.json',
    (json) => put('齐惠保', 'product')(layerOf(json, 'commercial')),
    'layers.6.product',
    /no word of a pack/,
  ],
  [
    'assistance before insurance',
    'benefits/resident-inpatient.json',
    (json) => void json.layers.splice(1, 0, ...json.layers.splice(4, 1)),
    'layers',
    /order/,
  ],
  [
    'large-amount aid over a cap that is not there',
    'benefits/employee-inpatient.json',
    (json) => put(null, 'annualCap')(layerOf(json, 'pooled-fund')),
    'layers',
    /needs an annualCap/,
  ],
  ['two benefits for one care', 'benefits/resident-outpatient.json', put(['outpatient', 'inpatient'], 'care'), '', /holds for cases/],
  ['care of an unknown kind', 'benefits/resident-inpatient.json', put(['night-care'], 'care'), 'care.0', /./],
  ['a gate that nobody implements', 'gates.json', put('weather', 'gates', 0, 'gate'), 'gates.0.gate', /./],
  ['a gate without an article', 'gates.json', (json) => void delete json.gates[0].reference, 'gates.0.reference', /./],
  ['a gate without its list', 'gates.json', (json) => void delete json.gates[0].names, 'gates.0.names', /./],
  ['a share as percent', 'gates.json', put('30%', 'gates', 2, 'share'), 'gates.2.share', /no rate: write/],
  [
    'a relative that is none',
    'gates.json',
    (json) => put(['cousin'], 'relatives')(json.gates.find((rule: any) => rule.gate === 'relatives')),
    'gates.7.relatives.0',
    /./,
  ],
  ['a fact without its reason', 'facts.json', put('', 'facts', 0, 'because'), 'facts.0.because', /./],
  [
    'a frame that is no number',
    'parameters/resident.annual-cap.json',
    put({ rule: null, least: 'much', most: null }, 'frame'),
    'frame.least',
    /pattern/,
  ],
  [
    'a person of the other scheme',
    'benefits/employee-inpatient.json',
    put('adult', 'persons', 0),
    'persons.0',
    /no person class of the scheme: in-service, retired/,
  ],
  [
    'a gap below nothing',
    'parameters/assistance.threshold.json',
    put('-500.00', ...gap, 'atLeast'),
    `${gap.join('.')}.atLeast`,
    /negative/,
  ],
  [
    'a gap beyond all money',
    'parameters/assistance.threshold.json',
    put('99999999999999.00', ...gap, 'atLeast'),
    `${gap.join('.')}.atLeast`,
    /beyond/,
  ],
  [
    'bands of at least an amount',
    'parameters/assistance.bands.json',
    put('1.00', ...gap, 'atLeast'),
    `${gap.join('.')}.atLeast`,
    /only a gap of/,
  ],
  ['a declared gap below nothing', 'pack.json', put('-1.00', 'gaps', 0, 'atLeast'), 'gaps.0.atLeast', /negative/],
  ['a declared gap of a rate with an amount', 'pack.json', addGap('away.first-share', '1.00'), 'gaps.2.atLeast', /only a gap of/],
  ['a gap declared twice', 'pack.json', (json) => void json.gaps.push(json.gaps[0]), 'gaps', /declared twice/],
  ['a gap that no benefit has', 'pack.json', addGap('nobody', null), 'gaps', /no benefit uses nobody/],
  [
    'an amount beyond all money',
    'parameters/resident.annual-cap.json',
    put('99999999999999.00', 'values', 0, 'value'),
    'values.0.value',
    /beyond/,
  ],
  ['a share over one', 'gates.json', put('1.5000', 'gates', 2, 'share'), 'gates.2.share', /between 0 and 1/],
  [
    'a stay before the first',
    'parameters/resident.inpatient.deductible.json',
    put('0', 'values', 0, 'rows', 0, 'when', 'stay'),
    'values.0.rows.0.when.stay',
    /first stay/,
  ],
  [
    'a row for a level of no benefit',
    'parameters/resident.inpatient.deductible.json',
    put(['special-tertiary'], 'values', 0, 'rows', 0, 'when', 'level'),
    'values.0.rows.0.when',
    /no benefit that uses the number/,
  ],
  [
    'a value below its frame',
    'parameters/resident.annual-cap.json',
    put({ rule: null, least: '999999999.00', most: null }, 'frame'),
    'values.0',
    /below the 999999999/,
  ],
  [
    'a value above its frame',
    'parameters/resident.annual-cap.json',
    put({ rule: null, least: null, most: '1.00' }, 'frame'),
    'values.0',
    /above the 1\.00/,
  ],
];

const anshan: readonly Row[] = [
  [
    'a level rule for a specialty that is none',
    'hospitals.json',
    put(['eyes'], 'levelRules', 0, 'when', 'specialty'),
    'levelRules.0.when.specialty.0',
    /./,
  ],
];

const national: readonly Row[] = [
  ['an insured place without a benefit', 'pack.json', put(['national', 'insured'], 'places'), 'places', /has benefits/],
];

/** One mistake each, made in a sound pack. */
export const BAD_PACKS: readonly BadPack[] = [
  ...dalian.map(inRegion('210200')),
  ...zibo.map(inRegion('370300')),
  ...anshan.map(inRegion('210300')),
  ...national.map(inRegion('100000')),
];
