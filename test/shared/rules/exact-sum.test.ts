import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Money } from '../../../shared/money/money.ts';
import { Rate } from '../../../shared/money/rate.ts';
import type { Rounding } from '../../../shared/money/rounding.ts';
import { ExactSum } from '../../../shared/rules/exact-sum.ts';

const MODES: readonly Rounding[] = ['half-up', 'half-even', 'down'];
const given = (mode: Rounding, ...parts: readonly (readonly [fen: number, rate: string])[]) => {
  const sum = new ExactSum(mode);
  return parts.map(([fen, rate]) => sum.add(Money.fromFen(fen), Rate.parse(rate)).toFen());
};

describe('a sum of products that is rounded once', () => {
  it.each<[Rounding, readonly number[]]>([
    ['half-up', [1, 2, 3, -1, -2, 1, 0, 1]],
    ['half-even', [0, 2, 2, 0, -2, 1, 0, 1]],
    ['down', [0, 1, 2, 0, -1, 0, 0, 0]],
  ])('half a fen, above and below it: %s', (mode, expected) => {
    const halves = [1, 3, 5, -1, -3].map((fen) => given(mode, [fen, '0.5000'])[0]);
    const near = ['0.5001', '0.4999', '0.9999'].map((rate) => given(mode, [1, rate])[0]);
    expect([...halves, ...near].map((fen) => (fen === 0 ? 0 : fen))).toEqual(expected);
  });

  it('gives each product what it adds to the rounded whole', () => {
    expect(given('half-up', [1, '0.3000'], [1, '0.3000'], [1, '0.3000'], [1, '0.1000'])).toEqual([0, 1, 0, 0]);
    expect(given('half-up', [10, '0.5000'], [-10, '0.5000'])).toEqual([5, -5]);
  });

  it('of one product it is what money alone would give; of many, never a fen from the exact sum', () => {
    const fen = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    const rate = fc.integer({ min: 0, max: 10_000 }).map((digits) => (digits / 10_000).toFixed(4));
    fc.assert(
      fc.property(fc.array(fc.tuple(fen, rate), { minLength: 1, maxLength: 8 }), fc.constantFrom(...MODES), (parts, mode) => {
        const [[first, firstRate] = [0, '0.0000']] = parts;
        expect(given(mode, [first, firstRate])[0]).toBe(Money.fromFen(first).times(Rate.parse(firstRate), mode).toFen());
        const whole = given(mode, ...parts).reduce((sum, part) => sum + part, 0);
        const exact = parts.reduce((sum, [of, at]) => sum + BigInt(of) * BigInt(Math.round(Number(at) * 10_000)), 0n);
        const away = BigInt(whole) * 10_000n - exact;
        expect(away < 10_000n && away > -10_000n).toBe(true);
      }),
    );
  });
});
