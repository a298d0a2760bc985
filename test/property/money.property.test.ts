import { Decimal as GlobalDecimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { money } from '../../shared/money/money-schema.ts';
import { Money } from '../../shared/money/money.ts';
import { Rate } from '../../shared/money/rate.ts';

const Exact = GlobalDecimal.clone({ precision: 60 });
const MODES = [
  ['half-up', Exact.ROUND_HALF_UP],
  ['half-even', Exact.ROUND_HALF_EVEN],
  ['down', Exact.ROUND_DOWN],
] as const;

/** Shares of one with four to twelve decimals. */
const rateText = fc.integer({ min: 4, max: 12 }).chain((decimals) =>
  fc.bigInt(0n, 10n ** BigInt(decimals)).map((digits) => {
    const text = digits.toString().padStart(decimals + 1, '0');
    return `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
  }),
);
const anyFen = fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.integer({ min: -100_000, max: 100_000 }));

describe('Money', () => {
  it.each(MODES)('multiplies by a rate, %s, as decimal.js does', (rounding, mode) => {
    fc.assert(
      fc.property(anyFen, rateText, (fen, rate) => {
        const expected = new Exact(fen).times(rate).toDecimalPlaces(0, mode);
        expect(Money.fromFen(fen).times(Rate.parse(rate), rounding)).toEqual(Money.fromFen(expected.toNumber()));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(MODES)('rounds exact halves, %s, as decimal.js does', (rounding, mode) => {
    fc.assert(
      fc.property(fc.integer(), (half) => {
        const fen = 2 * half + 1; // × 0.5 is a half
        const expected = new Exact(fen).times('0.5').toDecimalPlaces(0, mode);
        expect(Money.fromFen(fen).times(Rate.parse('0.5000'), rounding)).toEqual(Money.fromFen(expected.toNumber()));
      }),
    );
  });

  it('comes back from its text unchanged', () => {
    fc.assert(
      fc.property(anyFen, (fen) => {
        const amount = Money.fromFen(fen);
        expect(Money.read(amount.toString())).toEqual(amount);
      }),
    );
  });

  it('checks a line as decimal.js does', () => {
    const decimals = (count: number, most: number) => fc.nat(most).map((digits) => new Exact(digits).div(10 ** count).toFixed(count));
    fc.assert(
      fc.property(decimals(6, 2_000_000_000), decimals(4, 20_000_000), (price, quantity) => {
        const expected = new Exact(price).times(quantity).toDecimalPlaces(2, Exact.ROUND_HALF_UP).toFixed(2);
        expect(Money.ofLine(price, quantity, 'half-up').toString()).toBe(expected);
      }),
    );
  });

  it('splits by a rate and its complement within one fen', () => {
    fc.assert(
      fc.property(fc.nat(), rateText, (fen, text) => {
        const [amount, rate] = [Money.fromFen(fen), Rate.parse(text)];
        const gap = amount.toFen() - amount.times(rate, 'half-up').toFen() - amount.times(rate.complement(), 'half-up').toFen();
        expect(Math.abs(gap)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('an amount as text', () => {
  it.each([
    '12.3',
    '1e2',
    '1,000.00',
    '-0.00',
    '012.00',
    '+1.00',
    ' 1.00',
    '1.00 ',
    '１.00',
    '',
    '99999999999999.99',
    '99999999999999999999.00',
  ])('reports %j as an issue', (text) => {
    expect(z.safeDecode(money, text).success).toBe(false);
  });
});
