import { describe, expect, it } from 'vitest';
import type { Pack } from '../../../shared/policy/pack.ts';
import { inForce, type Occasion, placeOf, rulesInForce } from '../../../shared/rules/gate-answers.ts';
import { day } from '../../builders/a-claim.ts';
import { packsOf } from '../../builders/packs.ts';

const reference = { rule: null, title: 't', article: 'a', publishedOn: null, source: 'https://example.invalid/', grade: 'B' } as const;
const networked = (from: string, more: object = {}) => ({ gate: 'networked', from: day(from), reference, ...more });
const packOf = (...gates: readonly object[]): Pack => ({ ...packsOf('210200').insured, gates: gates as unknown as Pack['gates'] });
const occasion = (over: Partial<Occasion> = {}): Occasion => ({
  on: day('2023-06-06'),
  place: 'cross-province',
  care: 'inpatient',
  scheme: 'employee',
  provider: '甲医院',
  purpose: null,
  ...over,
});
const daysOf = (pack: Pack, over: Partial<Occasion> = {}) => inForce(pack, 'networked', occasion(over)).map(({ from }) => from);

describe('rules of a gate in force', () => {
  it('the latest first, however the pack writes them', () => {
    const [old, now] = [networked('2020-01-01'), networked('2023-01-01')];
    for (const pack of [packOf(old, now), packOf(now, old)]) expect(daysOf(pack)).toEqual(['2023-01-01', '2020-01-01']);
  });

  it('of one day in the order of the pack', () => {
    const [one, other] = [networked('2023-01-01', { reasons: [] }), networked('2023-01-01')];
    expect(inForce(packOf(one, other), 'networked', occasion())[0]).toHaveProperty('reasons');
    expect(inForce(packOf(other, one), 'networked', occasion())[0]).not.toHaveProperty('reasons');
  });

  it('from its first to its last day, both included', () => {
    const pack = packOf(networked('2023-06-05', { until: '2023-06-07' }));
    const on = (text: string) => daysOf(pack, { on: day(text) }).length;
    expect([on('2023-06-04'), on('2023-06-05'), on('2023-06-07'), on('2023-06-08')]).toEqual([0, 1, 1, 0]);
  });

  it.each<[string, object, Partial<Occasion>, Partial<Occasion>]>([
    ['place', { place: ['local'] }, { place: 'local' }, { place: 'in-province' }],
    ['care', { care: ['outpatient'] }, { care: 'outpatient' }, { care: 'inpatient' }],
    ['care of nobody', { care: ['outpatient'] }, { care: 'outpatient' }, { care: null }],
    ['scheme', { schemes: ['resident'] }, { scheme: 'resident' }, { scheme: 'employee' }],
    ['hospital', { providers: ['乙医院'] }, { provider: '乙医院' }, { provider: '甲医院' }],
    ['no hospital', { providers: ['乙医院'] }, { provider: '乙医院' }, { provider: null }],
    ['purpose', { purposes: ['care'] }, { purpose: 'care' }, { purpose: 'pharmacy' }],
    ['no purpose', { purposes: ['care'] }, { purpose: 'care' }, { purpose: null }],
  ])('only where it applies: %s', (_, applies, holds, not) => {
    const pack = packOf(networked('2020-01-01', { applies }));
    expect([daysOf(pack, holds).length, daysOf(pack, not).length]).toEqual([1, 0]);
  });

  it('the insured place goes before the place of care, that before the law of the country', () => {
    const [insured, care, national] = ['2020-01-01', '2021-01-01', '2022-01-01'].map((from) => packOf(networked(from)));
    const first = (packs: Parameters<typeof rulesInForce>[0]) => rulesInForce(packs, 'networked', occasion())[0]?.from;
    const all = { insured: insured ?? null, care: care ?? null, national: national ?? null };
    expect([first(all), first({ ...all, insured: null }), first({ insured: packOf(), care: null, national: all.national })]).toEqual([
      '2020-01-01',
      '2021-01-01',
      '2022-01-01',
    ]);
  });
});

it.each([
  ['210200', '210211', 'local'],
  ['210200', '210100', 'in-province'],
  ['210200', '220100', 'cross-province'],
  ['310101', '310230', 'local'],
  ['310101', '320100', 'cross-province'],
])('from %s, %s is %s', (insured, care, place) => {
  expect(placeOf(insured, care)).toBe(place);
});
