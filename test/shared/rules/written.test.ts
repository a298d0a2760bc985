import { describe, expect, it } from 'vitest';
import { Money } from '../../../shared/money/money.ts';
import { Rate } from '../../../shared/money/rate.ts';
import { percent, written } from '../../../shared/rules/written.ts';

describe('numbers inside a formula', () => {
  it.each([
    ['0.00', '0.00'],
    ['999.09', '999.09'],
    ['1000.00', '1,000.00'],
    ['13650.00', '13,650.00'],
    ['1010.10', '1,010.10'],
    ['1100.11', '1,100.11'],
    ['1100010.09', '1,100,010.09'],
    ['1234567.89', '1,234,567.89'],
    ['1001002.03', '1,001,002.03'],
    ['2010030040.50', '2,010,030,040.50'],
    ['-1234567.89', '-1,234,567.89'],
  ])('%s is written %s', (amount, text) => {
    expect(written(Money.parse(amount))).toBe(text);
  });

  it.each([
    ['0.9250', '92.5 %'],
    ['1.0000', '100 %'],
    ['0.0000', '0 %'],
    ['0.0050', '0.5 %'],
  ])('%s is written %s', (rate, text) => {
    expect(percent(Rate.parse(rate))).toBe(text);
  });
});
