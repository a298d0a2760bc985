import { describe, expect, it } from 'vitest';
import type { SettlementCase } from '../../../shared/model/settlement-case.ts';
import type { Split } from '../../../shared/model/settlement.ts';
import { estimateRange } from '../../../shared/rules/estimate-range.ts';
import { settle } from '../../../shared/rules/settle.ts';
import { aClaim, day, fresh, NO_ACCUMULATORS, NOTHING_USED, stale, sums, yuan } from '../../builders/a-claim.ts';
import { packsOf, packWith, put } from '../../builders/packs.ts';

const packs = packsOf('210200');
const figures = (split: Split, ...names: (keyof Split)[]) => names.map((name) => split[name].toString());

describe('gaps', () => {
  const resident = (total: string, burden = '0.00') =>
    aClaim({
      coverage: { region: '210200', scheme: 'resident', person: 'adult' },
      charges: sums(total),
      accumulators: { ...NOTHING_USED, burden: fresh(yuan(burden)) },
    });

  const bounded = {
    insured: packWith('210200', 'parameters/resident.serious-illness.threshold.json', put('10000.00', 'values', 0, 'gap', 'atLeast')),
    care: null,
  };

  it('below a declared bound of serious illness the answer is exact', () => {
    expect(estimateRange(resident('9400.00', '6760.00'), bounded)).toMatchObject({ exact: true, marks: [] }); // 6,760 + 3,240 = 10,000.00
  });

  it('a fen above it the layer is left to the centre', () => {
    const range = estimateRange(resident('9400.00', '6760.01'), bounded);
    expect(range.exact).toBe(false);
    expect(range.causes).toEqual([
      { kind: 'gap', layer: 'serious-illness', parameter: 'resident.serious-illness.threshold' },
      { kind: 'gap', layer: 'serious-illness', parameter: 'resident.serious-illness.bands' },
    ]);
    expect([range.least, range.most].map(({ burden }) => burden.toString())).toEqual(['3239.99', '3240.00']);
    expect(settle(resident('9400.00', '6760.01'), bounded).marks).toHaveLength(2);
  });

  it('without a bound every burden is left to the centre', () => {
    const unbounded = packWith('210200', 'parameters/resident.serious-illness.threshold.json', put(null, 'values', 0, 'gap', 'atLeast'));
    const range = estimateRange(resident('9400.00'), { insured: unbounded, care: null });
    expect([range.least, range.most].map(({ burden }) => burden.toString())).toEqual(['0.00', '3240.00']);
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
    const bounded = {
      ...claim,
      accumulators: { ...NOTHING_USED, pooledFund: stale(yuan('0.00'), '2023-05-20T04:00:00.000Z', yuan('200000.00')) },
    };
    const range = estimateRange(bounded, packs);
    expect([range.least.pooledFund, range.most.pooledFund].map(String)).toEqual(['50000.00', '85000.00']);
    expect(range.causes).toEqual([{ kind: 'amount', accumulator: 'pooledFund', asOf: '2023-05-20T04:00:00.000Z' }]);

    const unbounded = { ...claim, accumulators: { ...NOTHING_USED, pooledFund: stale(yuan('0.00'), '2023-05-20T04:00:00.000Z') } };
    expect(estimateRange(unbounded, packs)).toMatchObject({
      exact: true,
      marks: [{ kind: 'stale', layer: 'annual-cap', accumulator: 'pooledFund' }],
    });
  });

  it('a missing stay count means any number of stays', () => {
    const range = estimateRange(aClaim({ accumulators: { ...NOTHING_USED, stays: null } }), packs);
    expect(range.columns.map(({ assumptions }) => assumptions)).toEqual([
      [{ kind: 'stay-count', stayNo: 1 }],
      [{ kind: 'stay-count', stayNo: 2 }],
    ]);
    expect(range.causes).toEqual([{ kind: 'stay-count', asOf: null }]);
  });

  describe('a stale count of stays', () => {
    /** Tertiary hospitals: first stay, second and third, later ones. */
    const inThrees = packWith('210200', 'parameters/employee.inpatient.deductible.json', (json) => {
      json.values[0].rows = json.values[0].rows.flatMap((row: any) =>
        row.when.level?.[0] === 'tertiary' && row.when.stay === '2+'
          ? [
              { ...row, when: { ...row.when, stay: '2-3' } },
              { when: { ...row.when, stay: '4+' }, value: '500.00' },
            ]
          : [row],
      );
    });
    const deductibles = (stays: SettlementCase['accumulators']['stays']) =>
      estimateRange(aClaim({ accumulators: { ...NOTHING_USED, stays } }), { insured: inThrees, care: null }).columns.map(
        ({ assumptions, estimate }) => [assumptions.map((one) => ('stayNo' in one ? one.stayNo : 0)), String(estimate.split.deductible)],
      );
    const OLD = '2023-05-20T04:00:00.000Z';

    it('means any number from the known one up, as far as the table tells them apart', () => {
      expect(deductibles(stale(0, OLD))).toEqual([
        [[1], '850.00'],
        [[2], '680.00'],
        [[4], '500.00'],
      ]);
      expect(deductibles(stale(1, OLD))).toEqual([
        [[2], '680.00'],
        [[4], '500.00'],
      ]);
      expect(deductibles(stale(3, OLD))).toEqual([[[], '500.00']]);
    });

    it('ends at its bound: at most so many were before this one', () => {
      expect(deductibles(stale(0, OLD, 0))).toEqual([[[], '850.00']]);
      expect(deductibles(stale(0, OLD, 1))).toEqual([
        [[1], '850.00'],
        [[2], '680.00'],
      ]);
      expect(deductibles(stale(0, OLD, 2))).toHaveLength(2);
      expect(deductibles(stale(0, OLD, 3))).toHaveLength(3);
    });
  });

  it('a stale count that no table asks for leaves one answer', () => {
    const old = aClaim({
      patient: { birthOn: day('1940-01-01') },
      accumulators: { ...NOTHING_USED, stays: stale(0, '2023-05-20T04:00:00.000Z') },
    });
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
