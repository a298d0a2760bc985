import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Split } from '../../../shared/model/settlement.ts';
import type { PersonClass, SettlementCase } from '../../../shared/model/settlement-case.ts';
import { Rate } from '../../../shared/money/rate.ts';
import { loadPack } from '../../../shared/policy/load-pack.ts';
import { estimateRange } from '../../../shared/rules/estimate-range.ts';
import { settle } from '../../../shared/rules/settle.ts';
import { aClaim, aLine, day, fresh, NO_ACCUMULATORS, NOTHING_USED, stale, sums, yuan } from '../../builders/a-claim.ts';
import { packsOf, packWith, sha256, withFile } from '../../builders/packs.ts';

const packs = packsOf('210200');
const figures = (split: Split, ...names: (keyof Split)[]) => names.map((name) => split[name].toString());
const refusal = (run: () => unknown): AppError => {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('not refused');
};

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
  const residentAt = (name: string, person: PersonClass) => ({ coverage: { region: '210200', scheme: 'resident', person }, provider: { region: '210200', name, level: 'tertiary' } }) as const;
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
    const other = { insured: packWith('210200', 'pack.json', (json) => void (json.choices['large-amount.base'].is = 'with-first-share')), care: null };
    const claim = aClaim({ charges: sums('1050.00', '0.00', '100.00'), accumulators: { ...NOTHING_USED, burden: fresh(yuan('11000.00')) } });
    expect([settle(claim, packs), settle(claim, other)].map(({ split }) => split.largeAmount.toString())).toEqual(['648.75', '723.75']);
  });

  it('Q-Z2 the other way counts the bands on the burden itself', () => {
    const other = { insured: packWith('210200', 'pack.json', (json) => void (json.choices['large-amount.band-origin'].is = 'absolute')), care: null };
    const claim = aClaim({ charges: sums('950.00'), accumulators: { ...NOTHING_USED, burden: fresh(yuan('60000.00')) } });
    expect([settle(claim, packs), settle(claim, other)].map(({ split }) => split.largeAmount.toString())).toEqual(['648.75', '692.00']);
  });
});

describe('lines', () => {
  const b = (share: string, priceCap: string | null = null) => ({ class: 'B', firstShare: Rate.parse(share), priceCap }) as const;
  const lines = [
    aLine('1', '1000.00'),
    aLine('2', '200.00', { grade: b('0.1000') }),
    aLine('3', '36.00', { grade: { class: 'C', firstShare: Rate.ZERO, priceCap: null } }),
    aLine('4', '300.00', { quantity: '2.0000', grade: b('0.2000', '120.000000') }), // 60.00 over the cap, 20 % of 240.00
    aLine('5', '-100.00', { quantity: '-1.0000', grade: b('0.1000') }),
  ];

  it('are sorted by class, cap and first share; take-backs take back their share', () => {
    const { split, steps } = settle(aClaim({ charges: { kind: 'lines', lines } }), packs);
    expect(figures(split, 'total', 'selfPaid', 'overCap', 'firstShare', 'inScope')).toEqual(['1436.00', '36.00', '60.00', '58.00', '1282.00']);
    expect(steps.find(({ layer }) => layer === 'first-share')?.formula).toBe('200.00 × 10 % + 240.00 × 20 % + -100.00 × 10 % = 58.00');
  });

  it('without a class ask the catalogue of the place of care', () => {
    const reference = packs.insured.credit[0]?.gates['start-day'];
    const value = (from: string, firstShare: string) => ({ from, class: 'B', firstShare, priceCap: '80.000000' });
    const items = [{ code: 'C9', values: [value('2023-01-01', '0.1500'), value('2023-07-01', '0.2000')] }];
    const listed = withFile('210200/pack.json', (json) => void json.catalogues.push('items'));
    const files = withFile('210200/catalogue/items.json', () => ({ $schema: 's', description: 'd', checkedOn: '2026-01-01', reference, items }), listed);
    const loaded = loadPack('210200', files, sha256);
    expect(loaded).toMatchObject({ ok: true });
    if (!loaded.ok) return;

    const charges = { kind: 'lines', lines: [aLine('9', '100.00', { code: 'C9', grade: null })] } as const;
    const { split, steps } = settle(aClaim({ charges }), { insured: packs.insured, care: loaded.pack });
    expect(figures(split, 'overCap', 'firstShare', 'inScope')).toEqual(['20.00', '12.00', '68.00']);
    expect(steps.find(({ layer }) => layer === 'first-share')).toMatchObject({ formula: '80.00 × 15 % = 12.00', reference, pack: loaded.pack.stamp });
  });

  it('that nobody classed make a range from in scope to self-paid', () => {
    const charges = { kind: 'lines', lines: [aLine('1', '1850.00'), aLine('9', '100.00', { grade: null })] } as const;
    const range = estimateRange(aClaim({ charges }), packs);
    expect(range.causes).toEqual([{ kind: 'unclassified', lines: 1 }]);
    expect([range.least, range.most].map(({ burden }) => burden.toString())).toEqual(['1015.00', '1100.00']);
    expect(range.marks).toContainEqual({ kind: 'unclassified', layer: 'self-paid', lines: ['9'], amount: yuan('100.00') });
  });
});

describe('gaps', () => {
  const resident = (total: string, burden = '0.00') =>
    aClaim({ coverage: { region: '210200', scheme: 'resident', person: 'adult' }, charges: sums(total), accumulators: { ...NOTHING_USED, burden: fresh(yuan(burden)) } });

  it('below the declared bound of serious illness the answer is exact', () => {
    expect(estimateRange(resident('9400.00', '6760.00'), packs)).toMatchObject({ exact: true, marks: [] }); // 6,760 + 3,240 = 10,000.00
  });

  it('a fen above it the layer is left to the centre', () => {
    const range = estimateRange(resident('9400.00', '6760.01'), packs);
    expect(range.exact).toBe(false);
    expect(range.causes).toEqual([
      { kind: 'gap', layer: 'serious-illness', parameter: 'resident.serious-illness.threshold' },
      { kind: 'gap', layer: 'serious-illness', parameter: 'resident.serious-illness.bands' },
    ]);
    expect([range.least, range.most].map(({ burden }) => burden.toString())).toEqual(['3239.99', '3240.00']);
    expect(settle(resident('9400.00', '6760.01'), packs).marks).toHaveLength(2);
  });

  it('layers before the gap stand', () => {
    const range = estimateRange(resident('100000.00'), packs);
    expect(figures(range.least, 'deductible', 'pooledFund')).toEqual(figures(range.most, 'deductible', 'pooledFund'));
    expect(range.least.seriousIllness.toString()).toBe('0.00');
  });

  it('of one row only: a second stay of a case whose table tells the first', () => {
    const claim = aClaim({
      coverage: { region: '330200', scheme: 'resident', person: 'adult' },
      charges: sums('22000.00', '1500.00', '500.00'),
      accumulators: { ...NOTHING_USED, stays: fresh(1) },
    });
    const range = estimateRange(claim, packsOf('330200', '210200'));
    expect(range.causes).toContainEqual({ kind: 'gap', layer: 'deductible', parameter: 'resident.inpatient.deductible' });
    expect([range.least.pooledFund, range.most.pooledFund].map(String)).toEqual(['0.00', '14000.00']);
  });
});

describe('ranges', () => {
  it('a stale amount with a bound opens the range, without one it is marked', () => {
    const claim = aClaim({ charges: sums('100850.00') });
    const bounded = { ...claim, accumulators: { ...NOTHING_USED, pooledFund: stale(yuan('0.00'), '2023-05-20T04:00:00.000Z', yuan('200000.00')) } };
    const range = estimateRange(bounded, packs);
    expect([range.least.pooledFund, range.most.pooledFund].map(String)).toEqual(['50000.00', '85000.00']);
    expect(range.causes).toEqual([{ kind: 'amount', accumulator: 'pooledFund', asOf: '2023-05-20T04:00:00.000Z' }]);

    const unbounded = { ...claim, accumulators: { ...NOTHING_USED, pooledFund: stale(yuan('0.00'), '2023-05-20T04:00:00.000Z') } };
    expect(estimateRange(unbounded, packs)).toMatchObject({ exact: true, marks: [{ kind: 'stale', layer: 'annual-cap', accumulator: 'pooledFund' }] });
  });

  it('a missing stay count means any number of stays', () => {
    const range = estimateRange(aClaim({ accumulators: { ...NOTHING_USED, stays: null } }), packs);
    expect(range.columns.map(({ assumptions }) => assumptions)).toEqual([[{ kind: 'stay-count', stayNo: 1 }], [{ kind: 'stay-count', stayNo: 2 }]]);
    expect(range.causes).toEqual([{ kind: 'stay-count', asOf: null }]);
  });

  it('a stale count that no table asks for leaves one answer', () => {
    const old = aClaim({ patient: { birthOn: day('1940-01-01') }, accumulators: { ...NOTHING_USED, stays: stale(0, '2023-05-20T04:00:00.000Z') } });
    expect(estimateRange(old, packs)).toMatchObject({ exact: true, causes: [] });
  });

  it('marks running amounts that nobody gave', () => {
    const { marks } = settle(aClaim({ accumulators: NO_ACCUMULATORS }), packs);
    expect(marks).toEqual([
      { kind: 'missing', layer: 'annual-cap', accumulator: 'pooledFund' },
      { kind: 'missing', layer: 'large-amount', accumulator: 'burden' },
    ]);
  });
});

describe('refusals', () => {
  it.each<[string, Partial<SettlementCase>]>([
    ['charges.sums.selfPaid', { charges: sums('10.00', '-1.00') }],
    ['charges.sums.total', { charges: sums('10000000.01') }],
    ['charges.sums', { charges: sums('10.00', '10.01') }],
    ['charges.amount', { charges: { kind: 'in-scope', amount: yuan('-0.01') } }],
    ['charges.lines', { charges: { kind: 'lines', lines: [aLine('1', '-5.00', { quantity: '-1.0000' })] } }],
    ['charges.lines.0.amount', { charges: { kind: 'lines', lines: [aLine('1', '-5.00')] } }],
    ['charges.lines.0.quantity', { charges: { kind: 'lines', lines: [aLine('1', '5.00', { quantity: '1' })] } }],
    ['patient.birthOn', { patient: { birthOn: day('2023-06-14') } }],
    ['patient.birthOn', { patient: { birthOn: day('1850-01-01') } }],
    ['accumulators.stays', { accumulators: { ...NOTHING_USED, stays: fresh(-1) } }],
    ['accumulators.stays', { accumulators: { ...NOTHING_USED, stays: fresh(0.5) } }],
    ['accumulators.burden.value', { accumulators: { ...NOTHING_USED, burden: fresh(yuan('-1.00')) } }],
    ['accumulators.base.atMost', { accumulators: { ...NOTHING_USED, base: stale(yuan('2.00'), '2023-05-20T04:00:00.000Z', yuan('1.00')) } }],
    ['account', { account: yuan('-1.00') }],
    ['credit', { credit: yuan('-1.00') }],
  ])('%s', (path, over) => {
    expect(refusal(() => settle(aClaim(over), packs))).toMatchObject({ kind: 'validation', code: 'case.invalid', details: { path } });
    expect(refusal(() => estimateRange(aClaim(over), packs))).toMatchObject({ code: 'case.invalid' });
  });

  it.each<[string, Partial<SettlementCase>]>([
    ['before the pack', { care: { kind: 'inpatient', on: day('2022-12-31') } }],
    ['care the pack does not know', { care: { kind: 'outpatient', on: day('2023-06-13') } }],
    ['a person class of another scheme', { coverage: { region: '210200', scheme: 'employee', person: 'minor' } }],
    ['a filing without rules', { filing: 'emergency' }],
  ])('no rules: %s', (_, over) => {
    expect(refusal(() => settle(aClaim(over), packs))).toMatchObject({ kind: 'rule', code: 'policy.no-pack' });
  });

  it('no pack of the insured place is a normal state', () => {
    expect(refusal(() => packsOf('220100', '210200'))).toMatchObject({ kind: 'rule', code: 'policy.no-pack', details: { region: '220100' } });
  });

  it('a benefit that begins after basic insurance does not take whole charges', () => {
    const claim = aClaim({ coverage: { region: '370100', scheme: 'employee', person: 'in-service' }, care: { kind: 'inpatient', on: day('2024-07-17') } });
    expect(refusal(() => settle(claim, packsOf('370100')))).toMatchObject({ code: 'policy.no-pack' });
  });
});
