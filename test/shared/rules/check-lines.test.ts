import { describe, expect, it } from 'vitest';
import type { CheckedLine, ItemLimits } from '../../../shared/model/line-check.ts';
import { lineFindings } from '../../../shared/rules/check-lines.ts';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';

const NONE: ItemLimits = { sex: null, ageFrom: null, ageTo: null, schemes: null, mostPerDay: null, mostPerStay: null };
const person = { sex: 'female', birthOn: '2010-06-12' as CalendarDate, scheme: 'resident' } as const;

const aLine = (line: string, change: Partial<CheckedLine> = {}): CheckedLine => ({
  line,
  original: null,
  item: 'A',
  on: '2023-06-12' as CalendarDate,
  quantity: '1.0000',
  unitPrice: '10.000000',
  limits: NONE,
  tariff: null,
  ...change,
});
const told = (lines: readonly CheckedLine[], whose: Parameters<typeof lineFindings>[1] = person) =>
  lineFindings(lines, whose).map(({ line, finding }) => `${line} ${finding}`);

describe('a line against the limits of its item', () => {
  it('is not for the other sex, nor for another scheme; nobody is judged by what is not known of him', () => {
    const lines = [aLine('1', { limits: { ...NONE, sex: 'male' } }), aLine('2', { limits: { ...NONE, schemes: ['employee'] } })];
    expect(told(lines)).toEqual(['1 sex', '2 scheme']);
    expect(told(lines, { sex: 'unknown', birthOn: null, scheme: null })).toEqual([]);
    expect(told(lines, { ...person, sex: 'male', scheme: 'employee' })).toEqual([]);
  });

  it('counts completed years on the day of the line, both ends included', () => {
    const limits = { ...NONE, ageFrom: 13, ageTo: 13 };
    expect(told([aLine('1', { limits }), aLine('2', { limits, on: '2023-06-11' as CalendarDate })])).toEqual(['2 age']);
    expect(told([aLine('1', { limits: { ...NONE, ageTo: 12 } }), aLine('2', { limits: { ...NONE, ageFrom: 14 } })])).toEqual([
      '1 age',
      '2 age',
    ]);
  });

  it('is told on the first line beyond the quantity of a day and of the stay; what was taken back is not counted', () => {
    const limits = { ...NONE, mostPerDay: '2.0000', mostPerStay: '3.0000' };
    const next = '2023-06-13' as CalendarDate;
    const lines = [
      aLine('1', { limits, quantity: '1.5000' }),
      aLine('2', { limits, quantity: '0.5000' }),
      aLine('3', { limits, quantity: '0.0001' }),
      aLine('4', { limits, quantity: '1.0000' }),
      aLine('5', { limits, quantity: '1.0000', on: next }),
      aLine('6', { limits, quantity: '-1.0000', original: '4' }),
    ];
    expect(told(lines)).toEqual(['3 per-day', '5 per-stay']);
    expect(lineFindings(lines, person)[1]?.facts).toEqual({ most: '3', charged: '3.0001' });
  });

  it('has the price of its tariff, to the millionth', () => {
    const at = (unitPrice: string) => aLine('1', { unitPrice, limits: null, tariff: '10.000000' });
    expect(told([at('10.000000')])).toEqual([]);
    expect(told([at('10.000001')])).toEqual(['1 tariff']);
  });
});
