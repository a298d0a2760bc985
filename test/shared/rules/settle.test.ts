import { describe, expect, it } from 'vitest';
import type { Split } from '../../../shared/model/settlement.ts';
import type { PersonClass, SettlementCase } from '../../../shared/model/settlement-case.ts';
import { settle } from '../../../shared/rules/settle.ts';
import { aClaim, day, fresh, NOTHING_USED, sums, yuan } from '../../builders/a-claim.ts';
import { packsOf, packWith, put } from '../../builders/packs.ts';

const packs = packsOf('210200');
const figures = (split: Split, ...names: (keyof Split)[]) => names.map((name) => split[name].toString());

describe('deductible', () => {
  it.each([
    ['849.99', '849.99', '0.00'],
    ['850.00', '850.00', '0.00'],
    ['850.01', '850.00', '0.01'], // 0.01 × 85 % = 0.0085, half up
    ['850.02', '850.00', '0.02'],
    ['0.00', '0.00', '0.00'],
  ])('of %s in scope the patient bears %s first, the fund pays %s', (total, deductible, fund) => {
    expect(figures(settle(aClaim({ charges: sums(total) }), packs).split, 'deductible', 'pooledFund')).toEqual([deductible, fund]);
  });

  const hospital = { region: '210200', name: '', level: 'tertiary' } as const;
  it.each<[string, Partial<SettlementCase>, number, string]>([
    ['T2-D01 third class', {}, 0, '850.00'],
    ['T2-D01 special third class by the list of T2-D05', { provider: { ...hospital, name: '大医附一' } }, 0, '1200.00'],
    ['T2-D01 second class', { provider: { ...hospital, level: 'secondary' } }, 0, '500.00'],
    ['T2-D01 first class', { provider: { ...hospital, level: 'primary' } }, 0, '300.00'],
    ['T2-D02 second stay', {}, 1, '680.00'],
    ['T2-D02 seventh stay', {}, 6, '680.00'],
    ['T2-D02 special, second stay', { provider: { ...hospital, name: '大连市中心医院' } }, 1, '960.00'],
    ['T2-D03 on the 70th birthday', { patient: { birthOn: day('1953-06-13') } }, 0, '425.00'],
    ['T2-D03 the day before', { patient: { birthOn: day('1953-06-14') } }, 0, '850.00'],
    ['T2-D03 special, any stay', { patient: { birthOn: day('1940-01-01') }, provider: { ...hospital, name: '大医附二' } }, 3, '600.00'],
    ['T2-D08 referred', { filing: 'referred', provider: { ...hospital, region: '110100' } }, 0, '1500.00'],
    ['T2-D08 temporary, second class', { filing: 'temporary', provider: { region: '110100', name: '', level: 'secondary' } }, 0, '1250.00'],
  ])('%s', (_, over, stays, expected) => {
    const claim = aClaim({ ...over, charges: sums('20000.00'), accumulators: { ...NOTHING_USED, stays: fresh(stays) } });
    expect(settle(claim, packs).split.deductible.toString()).toBe(expected);
  });

  it.each([
    ['0.00', '600.00'],
    ['599.99', '0.01'],
    ['600.00', '0.00'],
    ['700.00', '0.00'],
  ])('by the year: of what was borne (%s) only the rest (%s) is due', (borne, due) => {
    const claim = aClaim({
      coverage: { region: '321000', scheme: 'employee', person: 'in-service' },
      provider: { region: '321000', name: '', level: 'secondary' },
      care: { kind: 'outpatient', on: day('2023-03-01') },
      charges: { kind: 'in-scope', amount: yuan('1500.00') },
      accumulators: { ...NOTHING_USED, deductible: fresh(yuan(borne)) },
    });
    expect(settle(claim, packsOf('321000')).split.deductible.toString()).toBe(due);
  });
});

describe('rates', () => {
  const residentAt = (name: string, person: PersonClass) =>
    ({ coverage: { region: '210200', scheme: 'resident', person }, provider: { region: '210200', name, level: 'tertiary' } }) as const;
  it.each<[string, Partial<SettlementCase>, string]>([
    ['T2-D04 in service', {}, '85 %'],
    ['T2-D04 retired', { coverage: { region: '210200', scheme: 'employee', person: 'retired' } }, '92.5 %'],
    ['T2-D04 second class', { provider: { region: '210200', name: '', level: 'secondary' } }, '88 %'],
    ['T2-D06 adult', residentAt('', 'adult'), '70 %'],
    ['T2-D06 minor', residentAt('', 'minor'), '75 %'],
    ['T2-D06 adult, special', residentAt('大医附一', 'adult'), '65 %'],
    ['T2-D07 adult, away', { ...residentAt('', 'adult'), filing: 'referred' }, '60 %'],
    ['T2-D08 in service, away', { filing: 'temporary' }, '75 %'],
    ['T2-D08 retired, away', { filing: 'temporary', coverage: { region: '210200', scheme: 'employee', person: 'retired' } }, '85 %'],
  ])('%s', (_, over, rate) => {
    const step = settle(aClaim(over), packs).steps.find(({ layer }) => layer === 'pooled-fund');
    expect(step?.formula).toContain(`× ${rate} =`);
  });
});

describe('annual cap (T2-D14)', () => {
  // 850 + 100,000 in scope: uncapped 85,000.00
  it.each([
    ['165000.00', '85000.00', 0],
    ['165000.01', '84999.99', 1],
    ['249999.99', '0.01', 1],
    ['250000.00', '0.00', 1],
    ['300000.00', '0.00', 1],
  ])('after %s already paid the fund pays %s', (paid, fund, cuts) => {
    const claim = aClaim({ charges: sums('100850.00'), accumulators: { ...NOTHING_USED, pooledFund: fresh(yuan(paid)) } });
    const { split, steps } = settle(claim, packs);
    expect(split.pooledFund.toString()).toBe(fund);
    expect(steps.filter(({ layer }) => layer === 'annual-cap')).toHaveLength(cuts);
  });
});

describe('large-amount aid (T2-D15)', () => {
  // a stay leaves 850 + 15 % of the rest; 950 in scope leave 865.00
  it.each([
    ['10135.00', '0.00'],
    ['10135.01', '0.01'], // 0.01 × 75 % = 0.0075, half up
    ['10136.00', '0.75'],
    ['11000.00', '648.75'],
    ['60135.00', '648.75'], // the last yuan before the second band
    ['61000.00', '692.00'],
    ['111000.00', '735.25'],
  ])('after a burden of %s this year it pays %s of 865.00', (burden, aid) => {
    const claim = aClaim({ charges: sums('950.00'), accumulators: { ...NOTHING_USED, burden: fresh(yuan(burden)) } });
    expect(figures(settle(claim, packs).split, 'largeAmount')).toEqual([aid]);
  });

  it('Q-Z5 the other way counts 乙类先行自付 too', () => {
    const other = {
      insured: packWith('210200', 'pack.json', put('with-first-share', 'choices', 'large-amount.base', 'is')),
      care: null,
    };
    const claim = aClaim({
      charges: sums('1050.00', '0.00', '100.00'),
      accumulators: { ...NOTHING_USED, burden: fresh(yuan('11000.00')) },
    });
    expect([settle(claim, packs), settle(claim, other)].map(({ split }) => split.largeAmount.toString())).toEqual(['648.75', '723.75']);
  });

  it('Q-Z2 the other way counts the bands on the burden itself', () => {
    const other = {
      insured: packWith('210200', 'pack.json', put('absolute', 'choices', 'large-amount.band-origin', 'is')),
      care: null,
    };
    const claim = aClaim({ charges: sums('950.00'), accumulators: { ...NOTHING_USED, burden: fresh(yuan('60000.00')) } });
    expect([settle(claim, packs), settle(claim, other)].map(({ split }) => split.largeAmount.toString())).toEqual(['648.75', '692.00']);
  });
});
