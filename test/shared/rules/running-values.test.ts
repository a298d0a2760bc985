import { describe, expect, it } from 'vitest';
import { NO_ACCUMULATORS } from '../../../shared/model/settlement-case.ts';
import { valuesOfItsTime } from '../../../shared/rules/running-values.ts';
import { day, NOTHING_USED, yuan } from '../../builders/a-claim.ts';

const read = <T>(value: T, asOf: string) => ({
  value,
  source: 'centre' as const,
  asOf: asOf as never,
  freshness: 'fresh' as const,
  atMost: null,
});

describe('running values of the time of care', () => {
  it.each([
    ['2024-12-31T15:59:59.999Z', null], // still last year at the hospital
    ['2024-12-31T16:00:00.000Z', '5.00'],
    ['2025-12-31T15:59:59.999Z', '5.00'],
    ['2025-12-31T16:00:00.000Z', null],
  ])('of the year, read at %s: %s', (asOf, left) => {
    const given = { ...NOTHING_USED, pooledFund: read(yuan('5.00'), asOf), stays: read(1, asOf) };
    const { pooledFund, stays } = valuesOfItsTime(given, day('2025-03-01'));
    expect([pooledFund?.value.toString() ?? null, stays?.value ?? null]).toEqual([left, left === null ? null : 1]);
  });

  it.each([
    ['2025-02-28T15:59:59.999Z', null],
    ['2025-02-28T16:00:00.000Z', '5.00'],
    ['2025-03-31T16:00:00.000Z', null],
  ])('of the month, read at %s: %s', (asOf, left) => {
    const given = { ...NOTHING_USED, month: read(yuan('5.00'), asOf) };
    expect(valuesOfItsTime(given, day('2025-03-01')).month?.value.toString() ?? null).toBe(left);
  });

  it('December ends with the year; commercial values run by the product’s year and are taken as given', () => {
    const given = {
      ...NO_ACCUMULATORS,
      month: read(yuan('5.00'), '2025-12-31T15:00:00.000Z'),
      commercial: read(yuan('7.00'), '2024-06-01T04:00:00.000Z'),
    };
    expect(valuesOfItsTime(given, day('2025-12-15'))).toBe(given);
  });
});
