import { describe, expect, it } from 'vitest';
import { filingOn } from '../../../shared/model/filing.ts';
import { type FiledStay, filingKindOf } from '../../../shared/rules/filing-kind.ts';
import type { Pack } from '../../../shared/policy/pack.ts';
import { day } from '../../builders/a-claim.ts';
import { aFiling, gatePacks } from '../../builders/an-application.ts';

/** A resident of Ningbo in a hospital of Dalian. */
const stay = (over: Partial<FiledStay> = {}, on = '2023-06-06', emergency = false): FiledStay => ({
  region: '330200',
  scheme: 'resident',
  provider: { region: '210200', name: '大连市友谊医院' },
  care: { kind: 'inpatient', on: day(on), emergency },
  filing: null,
  ...over,
});
const packs = gatePacks('330200', '210200');
const kind = (over: Partial<FiledStay> = {}, on?: string, emergency?: boolean) => filingKindOf(stay(over, on, emergency), packs);

describe('how a stay counts by its filing', () => {
  it('is local in the insured place itself, whatever was filed', () => {
    expect(kind({ region: '210202' })).toBe('local');
    expect(kind({ region: '110105', provider: { region: '110000', name: '' } })).toBe('local'); // a municipality is one pooling area
    expect(kind({ region: '310115', provider: { region: '320500', name: '' } })).toBe('temporary');
  });

  it.each([
    ['settled-retired', true, 'long-term'],
    ['settled-retired', false, 'long-term'],
    ['long-term-resident', false, 'long-term'],
    ['posted', false, 'long-term'],
    ['referred', false, 'referred'],
    ['emergency', false, 'emergency'],
  ] as const)('filed as %s (register moved: %s) is %s', (category, householdMoved, expected) => {
    expect(kind({ filing: aFiling({ category, householdMoved }) })).toBe(expected);
  });

  it('where no law speaks of filing, it is what was filed, else an emergency or temporary care', () => {
    const lawless = { insured: null, care: null, national: null };
    const of = (over: Partial<FiledStay>, emergency: boolean) => filingKindOf(stay(over, '2023-06-06', emergency), lawless);
    expect([of({}, false), of({}, true), of({ filing: aFiling() }, true)]).toEqual(['temporary', 'emergency', 'long-term']);
  });

  it('without a filing is temporary, as an emergency it counts as filed since 2023 only', () => {
    expect(kind()).toBe('temporary');
    expect(kind({}, '2023-06-06', true)).toBe('emergency');
    expect(kind({}, '2022-06-06', true)).toBe('temporary');
  });

  it('an emergency does not count worse for a filing: as an emergency where the place has benefits for them, but never less than long-term', () => {
    const temporary = aFiling({ category: 'temporary' });
    const pack = packs.insured as Pack;
    const benefits = pack.benefits.map((one) => ({ ...one, filings: [...new Set([...one.filings, 'emergency' as const])] }));
    const tells = { ...packs, insured: { ...pack, benefits } };
    const without = { ...packs, insured: { ...pack, benefits: pack.benefits.map((one) => ({ ...one, filings: ['temporary' as const] })) } };
    const counted = (given: typeof packs, filing = temporary) => filingKindOf(stay({ filing }, '2023-06-06', true), given);
    expect(counted(tells)).toBe('emergency');
    expect(counted(tells, aFiling({ category: 'referred' }))).toBe('emergency');
    expect(counted(tells, aFiling({ category: 'posted' }))).toBe('long-term');
    expect(counted(without)).toBe('temporary');
  });

  it('nobody filed: as unfiled where the place tells the two apart, and filing is needed', () => {
    const pack = packs.insured as Pack;
    const benefits = pack.benefits.map((one) => ({ ...one, filings: [...one.filings, 'unfiled' as const] }));
    const tells = { ...packs, insured: { ...pack, benefits } };
    expect(filingKindOf(stay(), tells)).toBe('unfiled');
    expect(filingKindOf(stay({ filing: aFiling({ until: day('2023-06-05') }) }), tells)).toBe('unfiled');
    expect(filingKindOf(stay({ filing: aFiling({ category: 'temporary' }) }), tells)).toBe('temporary');
  });

  it('after the settlement no filing helps', () => {
    const late = aFiling({ filedOn: day('2023-06-14'), from: day('2023-06-14') });
    expect(kind({ filing: late, settledOn: day('2023-06-14') })).toBe('long-term');
    expect(kind({ filing: late, settledOn: day('2023-06-13') })).toBe('temporary');
  });

  it('filed after the admission counts since 2023 (until the settlement), and before that did not', () => {
    const late = aFiling({ filedOn: day('2023-06-09'), from: day('2023-06-09') });
    expect(kind({ filing: late }, '2023-06-06')).toBe('long-term');
    const late2022 = aFiling({ filedOn: day('2022-06-09'), from: day('2022-06-09') });
    expect(kind({ filing: late2022 }, '2022-06-06')).toBe('temporary');
  });

  it('a filing that ended before the stay is none', () => {
    expect(kind({ filing: aFiling({ until: day('2023-06-05') }) })).toBe('temporary');
    expect(kind({ filing: aFiling({ until: day('2023-06-06') }) })).toBe('long-term');
  });
});

describe('the filing that counts', () => {
  const old = aFiling({ from: day('2022-01-01'), until: day('2022-12-31') });
  const now = aFiling({ from: day('2023-05-01'), category: 'posted' });
  const next = aFiling({ from: day('2024-01-01'), category: 'referred' });

  it.each([
    ['2023-06-06', now],
    ['2022-06-06', old],
    ['2023-02-01', old],
    ['2021-01-01', old],
    ['2024-02-01', next],
  ] as const)('on %s', (on, expected) => {
    expect(filingOn([next, old, now], day(on))).toBe(expected);
  });

  it('of nobody is none', () => {
    expect(filingOn([], day('2023-06-06'))).toBeUndefined();
  });
});
