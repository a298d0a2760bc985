import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SettlementCase } from '../../../shared/model/settlement-case.ts';
import { Money } from '../../../shared/money/money.ts';
import type { RulePacks } from '../../../shared/policy/pack.ts';
import { settle } from '../../../shared/rules/settle.ts';
import { aClaim, fresh, NO_ACCUMULATORS, NOTHING_USED, sums, yuan } from '../../builders/a-claim.ts';
import { packsOf, packWithAll, put } from '../../builders/packs.ts';

/** A ladder by cost as some places publish it (T2-Z06, third class, in service): 74 % to 10,000, 80 % to 50,000, 90 % above. */
const LADDER = [
  { above: '0.00', rate: '0.7400' },
  { above: '10000.00', rate: '0.8000' },
  { above: '50000.00', rate: '0.9000' },
];
const EVERYBODY = [{ when: {}, value: LADDER }];

function ladder(origin: string, counted: string, deductible = 'per-stay'): RulePacks {
  const insured = packWithAll('210200', [
    ['parameters/employee.inpatient.bands.json', put(EVERYBODY, 'values', 0, 'rows')],
    ['pack.json', put(origin, 'choices', 'pooled-fund.band-origin', 'is')],
    ['pack.json', put(counted, 'choices', 'pooled-fund.bands-counted', 'is')],
    ['pack.json', put(deductible, 'choices', 'deductible.counted', 'is')],
  ]);
  return { insured, care: null };
}
const fund = (packs: RulePacks, total: string, used: Partial<Record<'base' | 'deductible', string>> = {}) => {
  const year = Object.fromEntries(Object.entries(used).map(([name, text]) => [name, fresh(yuan(text))]));
  return settle(aClaim({ charges: sums(total), accumulators: { ...NOTHING_USED, ...year } }), packs).split.pooledFund.toString();
};

describe('a ladder of bands (T2-Z06)', () => {
  it('counted for each stay begins above its own deductible, whatever was borne earlier in the year', () => {
    const own = fund(ladder('absolute', 'per-stay'), '10850.00');
    expect(fund(ladder('absolute', 'per-stay'), '10850.00', { deductible: '3000.00', base: '5000.00' })).toBe(own);
    expect(fund(ladder('absolute', 'per-year'), '10850.00', { deductible: '3000.00', base: '5000.00' })).not.toBe(own);
  });

  it.each([
    ['above-deductible', '10850.00', '7400.00'],
    ['above-deductible', '10850.01', '7400.01'], // 0.01 × 80 % = 0.008, half up
    ['above-deductible', '50850.00', '39400.00'],
    ['above-deductible', '60850.00', '48400.00'],
    ['absolute', '10000.00', '6771.00'], // 9,150 × 74 %
    ['absolute', '10850.00', '7451.00'], // the deductible lies inside band 1
    ['absolute', '60000.00', '47771.00'],
  ])('%s: of %s it pays %s', (origin, total, paid) => {
    expect(fund(ladder(origin, 'per-stay'), total)).toBe(paid);
  });

  it.each([
    ['per-stay', '740.00'],
    ['per-year', '800.00'],
  ])('%s: after 10,000.00 went through it this year, the next 1,000.00 bring %s', (counted, paid) => {
    expect(fund(ladder('above-deductible', counted), '1850.00', { base: '10000.00' })).toBe(paid);
  });

  it('by the year and absolute, the deductibles already borne count too', () => {
    // 8,500 + 850 borne + 850 borne now: 200 are left at 74 %, 800 come at 80 %
    const packs = ladder('absolute', 'per-year');
    expect(fund(packs, '1850.00', { base: '8500.00', deductible: '450.00' })).toBe('788.00');
  });

  // The law counts by the year: two stays or one bring the same, beyond the rounding of each band.
  it.each(['absolute', 'above-deductible'])('pays for two stays what it pays for one, %s, by the year', (origin) => {
    const packs = ladder(origin, 'per-year', 'per-year');
    const stay = (total: Money, used: Partial<SettlementCase['accumulators']>) =>
      settle(aClaim({ charges: { kind: 'in-scope', amount: total }, accumulators: { ...NOTHING_USED, ...used } }), packs).split;
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.nat(10_000_000), (a, b) => {
        const whole = stay(Money.fromFen(a + b), {});
        const first = stay(Money.fromFen(a), {});
        const base = fresh(first.inScope.minus(first.deductible));
        const second = stay(Money.fromFen(b), { base, deductible: fresh(first.deductible), pooledFund: fresh(first.pooledFund) });
        expect(first.deductible.plus(second.deductible)).toEqual(whole.deductible);
        expect(Math.abs(whole.pooledFund.toFen() - first.pooledFund.toFen() - second.pooledFund.toFen())).toBeLessThanOrEqual(
          LADDER.length,
        );
      }),
    );
  });
});

describe('values that nobody gave', () => {
  it('count as nothing used', () => {
    const claim = aClaim({ charges: sums('100000.00') });
    const known = settle(claim, packsOf('210200')).split;
    expect(known.largeAmount.isZero()).toBe(false);
    expect(settle({ ...claim, accumulators: NO_ACCUMULATORS }, packsOf('210200')).split).toEqual(known);
  });
});
