import { describe, expect, it } from 'vitest';
import { Money } from '../../../shared/money/money.ts';
import { Rate } from '../../../shared/money/rate.ts';

const yuan = (text: string) => Money.parse(text);

describe('Money', () => {
  it.each(['0.00', '0.01', '-0.01', '12.30', '90071992547409.91', '-90071992547409.91'])('reads and writes %s', (text) => {
    expect(yuan(text).toString()).toBe(text);
    expect(JSON.stringify({ amount: yuan(text) })).toBe(`{"amount":"${text}"}`);
  });

  it('is nothing beyond the safe integers', () => {
    expect(Money.read('90071992547409.92')).toBeUndefined();
    expect(() => Money.fromFen(2 ** 53)).toThrow(RangeError);
    expect(() => Money.fromFen(0.5)).toThrow(RangeError);
    expect(() => yuan('90071992547409.91').plus(yuan('0.01'))).toThrow(RangeError);
    expect(() => Money.sum([yuan('90071992547409.91'), yuan('0.01'), yuan('-0.01')])).toThrow(RangeError);
  });

  it('knows no negative zero', () => {
    expect(yuan('0.00').negated()).toEqual(Money.ZERO);
    expect(Object.is(Money.fromFen(-0).toFen(), 0)).toBe(true);
    expect(yuan('-0.01').times(Rate.parse('0.1000'), 'half-up')).toEqual(Money.ZERO);
  });

  it('adds, takes away, compares', () => {
    expect(yuan('1.10').plus(yuan('2.20'))).toEqual(yuan('3.30'));
    expect(yuan('1.10').minus(yuan('2.20'))).toEqual(yuan('-1.10'));
    expect([yuan('1.00').compare(yuan('2.00')), yuan('2.00').compare(yuan('2.00')), yuan('3.00').compare(yuan('2.00'))]).toEqual([
      -1, 0, 1,
    ]);
    expect([Money.min(yuan('1.00'), yuan('2.00')), Money.max(yuan('1.00'), yuan('2.00'))]).toEqual([yuan('1.00'), yuan('2.00')]);
    expect(Money.sum([])).toEqual(Money.ZERO);
  });

  it.each([
    ['0.01', '0.5000', 'half-up', '0.01'],
    ['0.01', '0.5000', 'half-even', '0.00'],
    ['0.03', '0.5000', 'half-even', '0.02'],
    ['0.03', '0.5000', 'down', '0.01'],
    ['-0.01', '0.5000', 'half-up', '-0.01'],
    ['-0.03', '0.5000', 'down', '-0.01'],
    ['16500.00', '0.9250', 'half-up', '15262.50'],
    ['90071992547409.91', '1.0000', 'half-up', '90071992547409.91'],
    ['90071992547409.91', '0.333333333333', 'half-up', '30023997515773.28'],
  ] as const)('%s × %s, %s, is %s', (amount, rate, rounding, product) => {
    expect(yuan(amount).times(Rate.parse(rate), rounding).toString()).toBe(product);
  });

  it('throws where an operator would lie', () => {
    expect(() => `${(yuan('1.00') as unknown as number) + 1}`).toThrow(TypeError);
    expect(() => (yuan('1.00') as unknown as number) < 2).toThrow(TypeError);
  });
});

describe('Rate', () => {
  it.each(['0.0000', '0.8500', '1.0000', '0.333333333333'])('reads and writes %s', (text) => {
    expect(Rate.parse(text).toString()).toBe(text);
  });

  it.each(['0.85', '1.0001', '.8500', '-0.8500', '85', '2.0000', '0.1234567890123', ''])('is not %j', (text) => {
    expect(Rate.read(text)).toBeUndefined();
    expect(() => Rate.parse(text)).toThrow(RangeError);
  });

  it.each([
    ['0.8500', '0.1500'],
    ['0.0000', '1.0000'],
    ['1.0000', '0.0000'],
    ['0.925000', '0.075000'],
  ])('of %s what is left is %s', (rate, left) => {
    expect(Rate.parse(rate).complement().toString()).toBe(left);
    expect(Rate.parse(rate).complement()).toEqual(Rate.parse(left));
  });
});
