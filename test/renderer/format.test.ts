import { describe, expect, test } from 'vitest';
import { formatMoney, formatRange, readableFacts } from '../../renderer/ui/format.ts';
import { Money } from '../../shared/money/money.ts';

const yuan = (text: string) => Money.parse(text);

describe('amounts as people read them', () => {
  test.each([
    ['0.00', '0.00'],
    ['999.99', '999.99'],
    ['1000.00', '1,000.00'],
    ['12860.40', '12,860.40'],
    ['1234567.89', '1,234,567.89'],
    ['-182.90', '−182.90'],
    ['-12860.40', '−12,860.40'],
  ])('%s', (text, shown) => expect(formatMoney(yuan(text))).toBe(shown));

  test('a range has a dash, an exact one is one figure, negative ends have a word between', () => {
    expect(formatRange({ least: yuan('3253.00'), most: yuan('3397.50') })).toBe('3,253.00–3,397.50');
    expect(formatRange({ least: yuan('3253.00'), most: yuan('3253.00') })).toBe('3,253.00');
    expect(formatRange({ least: yuan('-228.00'), most: yuan('-83.50') })).toBe('−228.00 ～ −83.50');
  });
});

test('facts of a rule: instants in the hospital’s zone, amounts with thousands, the rest untouched', () => {
  expect(readableFacts({ at: '2023-06-10T02:00:00.000Z', limit: '15000.00', day: '2023-05-20', count: '18' })).toEqual({
    at: '2023-06-10 10:00',
    limit: '15,000.00',
    day: '2023-05-20',
    count: '18',
  });
});
