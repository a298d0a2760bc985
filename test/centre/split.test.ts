import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitLine } from './catalogue.ts';
import { fenText, lineFen, readFen, shareOf } from './money.ts';
import { ageOn, type Insured, policyFor } from './policy.ts';
import { splitStay } from './split.ts';

const item = fc.record({
  itemCode: fc.constant('x'),
  name: fc.constant('x'),
  class: fc.constantFrom('A' as const, 'B' as const, 'C' as const),
  firstShareRate: fc.constantFrom('0.0000', '0.1000', '0.2000', '0.3333'),
  priceCap: fc.constantFrom(null, '12.34', '0.00'),
  chargeType: fc.constant('14'),
});
const price = fc.integer({ min: 0, max: 9_999_999 }).map((value) => (value / 1000).toFixed(6));
const quantity = fc.integer({ min: -500_000, max: 500_000 }).map((value) => (value / 1000).toFixed(4));
const insured: fc.Arbitrary<Insured> = fc.record({
  admdvs: fc.constantFrom('210200', '330200', '220100'),
  insutype: fc.constantFrom('310', '390'),
  psnType: fc.constantFrom('11', '12', '15'),
  age: fc.integer({ min: 0, max: 110 }),
  earlierStays: fc.integer({ min: 0, max: 5 }),
});
const fen = fc.integer({ min: 0, max: 100_000_000 });

describe('identities hold for whatever is charged', () => {
  test('a line is divided without a rest', () => {
    fc.assert(
      fc.property(item, price, quantity, fc.boolean(), (entry, pric, cnt, refusedByHospital) => {
        const amount = lineFen(pric, cnt);
        const { selfPaid, overLimit, firstShare, inScope } = splitLine(entry, { amount, price: pric, quantity: cnt, refusedByHospital });
        expect(selfPaid + overLimit + firstShare + inScope).toBe(amount);
      }),
    );
  });

  test('a stay is divided without a rest, and no fund pays more than is in scope', () => {
    fc.assert(
      fc.property(fen, fen, fen, fen, insured, fen, fc.boolean(), (selfPaid, overLimit, firstShare, inScope, who, burden, aid) => {
        const total = selfPaid + overLimit + firstShare + inScope;
        const sums = { total, selfPaid, overLimit, firstShare, inScope };
        const split = splitStay(sums, policyFor(who), { deductible: 0, burden }, aid);
        expect(split.fundSum + split.part).toBe(total);
        expect(split.pooledFund + split.largeAid).toBe(split.fundSum);
        expect(split.pooledFund).toBeGreaterThanOrEqual(0);
        expect(split.fundSum).toBeLessThanOrEqual(inScope);
      }),
    );
  });

  test('amount text reads back', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(readFen(fenText(value)) === value).toBe(true);
      }),
    );
  });
});

describe('single figures', () => {
  test('S11: the large-amount aid counts from the burden before', () => {
    const who = { admdvs: '210200', insutype: '310', psnType: '11', age: 52, earlierStays: 1 };
    const sums = { total: 6_000_000, selfPaid: 200_000, overLimit: 0, firstShare: 400_000, inScope: 5_400_000 };
    const split = splitStay(sums, policyFor(who), { deductible: 0, burden: 300_000 }, true);
    expect([split.pooledFund, split.largeAid]).toEqual([4_532_200, 50_850]);
  });

  test.each([
    [{ age: 46, earlierStays: 0, psnType: '11', insutype: '310' }, 85_000, '0.8500'],
    [{ age: 46, earlierStays: 1, psnType: '11', insutype: '310' }, 68_000, '0.8500'],
    [{ age: 71, earlierStays: 1, psnType: '12', insutype: '310' }, 42_500, '0.9250'],
    [{ age: 55, earlierStays: 3, psnType: '15', insutype: '390' }, 60_000, '0.7000'],
  ])('%o', (who, deductibleFen, rate) => {
    expect(policyFor({ admdvs: '210200', ...who })).toMatchObject({ deductibleFen, rate });
  });

  test('halves go away from zero; birthdays count on the day', () => {
    expect([shareOf(10, '0.2500'), shareOf(-10, '0.2500'), lineFen('0.005', '1')]).toEqual([3, -3, 1]);
    expect([ageOn('1953-06-13', '2023-06-13'), ageOn('1953-06-14', '2023-06-13')]).toEqual([70, 69]);
  });
});
