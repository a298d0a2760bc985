import { describe, expect, it } from 'vitest';
import type { FinalSettlement, Split, SplitParts } from '../../../shared/model/settlement.ts';
import { splitOf } from '../../../shared/model/settlement.ts';
import type { SettlementCase } from '../../../shared/model/settlement-case.ts';
import type { MessageId } from '../../../shared/identity/ids.ts';
import { Money } from '../../../shared/money/money.ts';
import { compareSplits } from '../../../shared/rules/compare-splits.ts';
import { COMPARED_FIGURES } from '../../../shared/rules/compare-types.ts';
import { settle } from '../../../shared/rules/settle.ts';
import { aCity } from '../../builders/a-city.ts';
import { aClaim, aLine, day, fresh, NOTHING_USED, stale, sums, yuan } from '../../builders/a-claim.ts';
import { packsOf, packWith, put } from '../../builders/packs.ts';

const packs = packsOf('210200');
const final = (split: Split): FinalSettlement => ({
  standing: 'final',
  split,
  sourceMessageId: 'H21020000001202306131521000301' as MessageId,
});
const compare = (claim: SettlementCase, split: Split) => compareSplits(settle(claim, packs), final(split), claim, packs);
const centreOf = (claim: SettlementCase) => settle(claim, packs).split;
const partsOf = (split: Split): SplitParts => split;

const OLD = '2023-05-20T04:00:00.000Z';
const S04 = aClaim({ charges: sums('15430.50', '430.50', '500.00'), accumulators: { ...NOTHING_USED, stays: stale(0, OLD) } });

describe('compareSplits', () => {
  it('names the second stay of S04 and its 144.50', () => {
    const comparison = compare(S04, centreOf({ ...S04, accumulators: { ...NOTHING_USED, stays: fresh(1) } }));

    expect(comparison.causes).toHaveLength(1);
    expect(comparison.causes[0]).toMatchObject({
      kind: 'stay-count',
      formula: '170.00 × 85 % = 144.50',
      facts: {
        stayNoBefore: '1',
        stayNoAfter: '2',
        deductibleBefore: '850.00',
        deductibleAfter: '680.00',
        asOf: '2023-05-20T04:00:00.000Z',
      },
    });
    expect([comparison.difference, comparison.explained, comparison.unexplained].map(String)).toEqual(['-144.50', '-144.50', '0.00']);
    expect(comparison.causes[0]?.effects.pooledFund.toString()).toBe('144.50');
  });

  it('names the stay also when the centre knows of fewer than we, or nobody told us of any', () => {
    const counted = (stays: SettlementCase['accumulators']['stays']) => ({
      ...S04,
      accumulators: { ...NOTHING_USED, stays },
    });
    const [fewer] = compare(counted(stale(1, OLD)), centreOf(counted(fresh(0)))).causes;
    expect(fewer).toMatchObject({ kind: 'stay-count', facts: { stayNoBefore: '2', stayNoAfter: '1', asOf: OLD } });
    const [unheard] = compare(counted(null), centreOf(counted(fresh(1)))).causes;
    expect(unheard).toMatchObject({ kind: 'stay-count', facts: { stayNoBefore: '1', stayNoAfter: '2' } });
    expect(unheard?.facts).not.toHaveProperty('asOf');
  });

  it('finds nothing between a settlement and itself', () => {
    expect(compare(S04, centreOf(S04))).toMatchObject({ equal: true, causes: [] });
  });

  it('counts as the centre does: 异地先行自付 within 先行自付, without another payer and before commercial insurance', () => {
    const city = aCity({
      deductible: '100.00',
      away: '0.1000',
      commercial: [
        { id: 'one', of: 'in-scope', threshold: '0.00', bands: [{ above: '0.00', rate: '0.5000' }], cap: null },
        { id: 'two', of: 'self-paid', threshold: '0.00', bands: [{ above: '0.00', rate: '0.5000' }], cap: null },
      ],
    });
    const claim = aClaim({
      coverage: { region: '999900', scheme: 'employee', person: 'in-service', commercial: ['plus'] },
      filing: 'temporary',
      provider: { region: '210200', name: '', level: 'tertiary' },
      care: { kind: 'inpatient', on: day('2025-03-01') },
      charges: {
        kind: 'sums',
        sums: {
          total: yuan('2000.00'),
          selfPaid: yuan('200.00'),
          overCap: yuan('0.00'),
          firstShare: yuan('100.00'),
          otherPayer: yuan('300.00'),
        },
      },
      accumulators: NOTHING_USED,
    });
    const ours = settle(claim, city);
    expect([ours.split.awayShare, ours.split.commercial, ours.split.commercialSelfPaid].map(String)).toEqual([
      '140.00',
      '410.00',
      '100.00',
    ]);
    const split = splitOf({
      total: yuan('1700.00'),
      selfPaid: yuan('200.00'),
      overCap: yuan('0.00'),
      firstShare: yuan('240.00'), // 100.00 of class B and 140.00 out of area
      deductible: yuan('100.00'),
      pooledFund: yuan('580.00'),
    });
    expect(compareSplits(ours, final(split), claim, city)).toMatchObject({ equal: true, causes: [] });
  });

  it('reads other class sums at one total as the catalogue', () => {
    const other = { ...S04, charges: sums('15430.50', '530.50', '500.00') };
    const { causes, unexplained } = compare(S04, centreOf(other));
    expect(causes).toMatchObject([{ kind: 'catalogue', facts: { selfPaidBefore: '430.50', selfPaidAfter: '530.50' } }]);
    expect(unexplained).toEqual(Money.ZERO);
  });

  describe('in a city with a share out of area and assistance', () => {
    const city = aCity({
      deductible: '100.00',
      away: '0.1000',
      assistance: { threshold: '0.00', bands: [{ above: '0.00', rate: '0.5000' }], cap: null },
    });
    const stay = (firstShare: string, over: Partial<SettlementCase> = {}) =>
      aClaim({
        coverage: { region: '999900', scheme: 'employee', person: 'in-service' },
        filing: 'temporary',
        provider: { region: '210200', name: '', level: 'tertiary' },
        care: { kind: 'inpatient', on: day('2025-03-01') },
        charges: sums('2000.00', '200.00', firstShare),
        accumulators: NOTHING_USED,
        ...over,
      });
    const told = (claim: SettlementCase, split: Split) => compareSplits(settle(claim, city), final(split), claim, city);

    it('takes the share out of area from the centre’s 先行自付 before it reads the classes', () => {
      const theirs = settle(stay('300.00'), city).split; // 300.00 and 10 % of 1,500.00
      const comparison = told(stay('100.00'), theirs);
      expect(comparison.causes.map(({ kind }) => kind)).toEqual(['catalogue']);
      expect(comparison.causes[0]?.facts).toMatchObject({ firstShareBefore: '270.00', firstShareAfter: '450.00' });
      expect(comparison.unexplained.toString()).toBe('0.00');
    });

    it('reads another price cap at one total as a price', () => {
      const charges = (overCap: string) => ({
        kind: 'sums' as const,
        sums: { total: yuan('2000.00'), selfPaid: yuan('200.00'), overCap: yuan(overCap), firstShare: yuan('100.00') },
      });
      const theirs = settle(stay('0.00', { charges: charges('50.00') }), city).split;
      expect(told(stay('0.00', { charges: charges('0.00') }), theirs).causes.map(({ kind }) => kind)).toEqual(['price']);
    });

    it('another hardship class explains an assistance that this chain computes; of others it is another fund’s', () => {
      const poor = stay('100.00', { coverage: { region: '999900', scheme: 'employee', person: 'in-service', aid: 'destitute' } });
      const computed = settle(poor, city).split;
      expect(computed.assistance.isZero()).toBe(false);
      expect(told(poor, computed)).toMatchObject({ equal: true });
      expect(told(stay('100.00'), computed).causes.map(({ kind }) => kind)).toContain('other-payer');
    });
  });

  it('names the line that the centre does not have', () => {
    const lines = aClaim({ charges: { kind: 'lines', lines: [aLine('1', '9000.00'), aLine('2', '40.00')] } });
    const { causes } = compare(lines, centreOf({ ...lines, charges: { kind: 'lines', lines: [aLine('1', '9000.00')] } }));
    expect(causes).toMatchObject([{ kind: 'missing-line', facts: { line: '2', totalBefore: '9040.00', totalAfter: '9000.00' } }]);
  });

  it('finds the running burden of large-amount aid', () => {
    const claim = aClaim({
      charges: sums('60000.00', '2000.00', '4000.00'),
      accumulators: { ...NOTHING_USED, stays: fresh(1), burden: stale(Money.ZERO, OLD) },
    });
    const really = { ...claim, accumulators: { ...claim.accumulators, burden: fresh(yuan('3000.00')) } };
    const { causes } = compare(claim, centreOf(really));
    expect(causes).toMatchObject([{ kind: 'year-amount', facts: { accumulator: 'burden', before: '0.00', after: '3000.00' } }]);
  });

  it('finds a cap that was nearly used up', () => {
    const claim = aClaim({ ...S04, accumulators: { ...NOTHING_USED, pooledFund: null } });
    const really = { ...claim, accumulators: { ...NOTHING_USED, pooledFund: fresh(yuan('245000.00')) } };
    const { causes } = compare(claim, centreOf(really));
    expect(causes[0]?.facts).not.toHaveProperty('asOf'); // nobody told it
    expect(causes).toMatchObject([{ kind: 'year-amount', facts: { accumulator: 'pooledFund', before: '0.00', after: '245000.00' } }]);
  });

  it.each([
    ['person', { coverage: { ...S04.coverage, person: 'retired' as const } }, 'retired'],
    ['filing', { filing: 'temporary' as const }, 'referred'], // one benefit for both
    ['level', { provider: { ...S04.provider, level: 'secondary' as const } }, 'secondary'],
  ])('finds another %s', (fact, other, after) => {
    expect(compare(S04, centreOf({ ...S04, ...other })).causes).toMatchObject([{ kind: 'eligibility', facts: { fact, after } }]);
  });

  it('finds a pair: second stay and other classes and a retired person', () => {
    const really = aClaim({
      ...S04,
      charges: sums('15430.50', '430.50', '600.00'),
      coverage: { ...S04.coverage, person: 'retired' },
      accumulators: { ...NOTHING_USED, stays: fresh(1) },
    });
    const { causes, unexplained } = compare(S04, centreOf(really));
    expect(causes.map(({ kind }) => kind)).toEqual(['catalogue', 'stay-count', 'eligibility']);
    expect(unexplained).toEqual(Money.ZERO);
  });

  it('finds another rounding', () => {
    const claim = aClaim({ charges: sums('1000.07') }); // 150.07 × 85 % = 127.5595
    const down = { insured: packWith('210200', 'pack.json', put('down', 'choices', 'rounding.mode', 'is')), care: null };
    expect(compare(claim, settle(claim, down).split).causes).toMatchObject([
      { kind: 'rounding', facts: { before: 'half-up', after: 'down' } },
    ]);
  });

  it('finds another version of the pack among those given', () => {
    const older = {
      insured: packWith('210200', 'parameters/employee.inpatient.deductible.json', put('800.00', 'values', 0, 'rows', 3, 'value')),
      care: null,
    };
    const split = settle(S04, older).split;
    expect(compareSplits(settle(S04, packs), final(split), S04, packs, [older]).causes).toMatchObject([{ kind: 'pack-version' }]);
  });

  it('shows another fund as such', () => {
    const { causes, unexplained } = compare(S04, splitOf({ ...partsOf(centreOf(S04)), otherFunds: yuan('100.00') }));
    expect(causes).toMatchObject([{ kind: 'other-payer', facts: { otherFunds: '100.00' } }]);
    expect(unexplained).toEqual(Money.ZERO);
  });

  it('says unexplained rather than guess', () => {
    const ours = centreOf(S04);
    // A cap nearly used up would fit any lower fund; but what was used of it is known and fresh.
    const lower = compare(S04, splitOf({ ...partsOf(ours), pooledFund: ours.pooledFund.minus(yuan('12.34')) }));
    expect(lower.causes.map(({ kind }) => kind)).toEqual(['unexplained']);
    expect([lower.difference, lower.explained, lower.unexplained].map(String)).toEqual(['12.34', '0.00', '12.34']);
  });

  it('adds up by figure whatever the centre says', () => {
    const really = splitOf({ ...partsOf(centreOf(S04)), deductible: yuan('700.00'), assistance: yuan('50.00') });
    const { causes, differences } = compare(S04, really);
    for (const figure of COMPARED_FIGURES) expect(Money.sum(causes.map(({ effects }) => effects[figure]))).toEqual(differences[figure]);
  });
});
