import { describe, expect, it } from 'vitest';
import {
  ageOn,
  calendarDateSchema,
  dayOf,
  daysBetween,
  hospitalText,
  type Instant,
  instantFromHospitalText,
  instantSchema,
  plusDays,
  plusMilliseconds,
  plusMonths,
  plusWorkingDays,
} from '../../../shared/time/calendar-date.ts';
import { day } from '../../builders/a-claim.ts';

const at = (text: string) => text as Instant;

describe('days and instants of the hospital', () => {
  it.each([
    ['2023-06-13T15:59:59.999Z', '2023-06-13', '2023-06-13 23:59:59'],
    ['2023-06-13T16:00:00.000Z', '2023-06-14', '2023-06-14 00:00:00'],
    ['2023-12-31T16:00:00.000Z', '2024-01-01', '2024-01-01 00:00:00'],
  ])('%s lies on %s', (instant, on, text) => {
    expect([dayOf(at(instant)), hospitalText(at(instant))]).toEqual([on, text]);
  });

  it('comes back from the hospital clock', () => {
    expect(instantFromHospitalText('2023-06-13 09:12:00')).toBe('2023-06-13T01:12:00.000Z');
    expect(instantFromHospitalText('2023-06-13T09:12:00')).toBeUndefined();
    expect(instantFromHospitalText('2023-13-01 09:12:00')).toBeUndefined();
  });

  it.each(['2023-02-29', '2023-6-1', '20230613', ''])('%j is no day', (text) => {
    expect(calendarDateSchema.safeParse(text).success).toBe(false);
  });

  it.each(['2023-06-13T01:12:00Z', '2023-06-13T09:12:00.000+08:00', '2023-06-13'])('%s is no instant', (text) => {
    expect(instantSchema.safeParse(text).success).toBe(false);
  });

  it('counts days over a leap day and years by birthday', () => {
    expect(plusDays(day('2024-02-28'), 2)).toBe('2024-03-01');
    expect(daysBetween(day('2024-03-01'), day('2024-02-28'))).toBe(-2);
    expect([ageOn(day('1953-06-14'), day('2023-06-13')), ageOn(day('1953-06-13'), day('2023-06-13'))]).toEqual([69, 70]);
    expect(ageOn(day('2004-02-29'), day('2023-02-28'))).toBe(18);
    expect(plusMilliseconds(at('2023-06-13T01:00:00.000Z'), 1)).toBe('2023-06-13T01:00:00.001Z');
  });

  it.each([
    ['2023-06-13', 3, '2023-06-16'],
    ['2023-06-16', 1, '2023-06-19'],
    ['2023-06-17', 1, '2023-06-19'],
  ])('%s plus %i working days is %s', (from, count, until) => {
    expect(plusWorkingDays(day(from), count)).toBe(until);
  });

  it('skips the hospital’s holidays', () => {
    expect(plusWorkingDays(day('2023-06-21'), 1, new Set(['2023-06-22', '2023-06-23']))).toBe('2023-06-26');
  });

  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2100-01-31', 1, '2100-02-28'],
    ['2000-01-31', 1, '2000-02-29'],
    ['2023-03-31', 1, '2023-04-30'],
    ['2023-07-31', 1, '2023-08-31'],
    ['2023-11-15', 3, '2024-02-15'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2023-12-31', 12, '2024-12-31'],
  ])('%s and %d months is %s', (from, months, later) => {
    expect(plusMonths(day(from), months)).toBe(later);
  });
});
