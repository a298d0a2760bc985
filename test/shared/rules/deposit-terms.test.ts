import { describe, expect, it } from 'vitest';
import { type DepositRow, type DepositSubject, depositTerms } from '../../../shared/rules/deposit-table.ts';
import { day, yuan } from '../../builders/a-claim.ts';
import { gatePacks } from '../../builders/an-application.ts';

const { national } = gatePacks('210200');
const row = (from: string, disease: string, amount: string, scheme: DepositRow['scheme'] = 'employee'): DepositRow => ({
  from: day(from),
  disease,
  scheme,
  amount: yuan(amount),
});
const TABLE = [
  row('2025-01-01', '', '3000.00'),
  row('2025-01-01', 'J18', '2000.00'),
  row('2025-01-01', 'J18.9', '1500.00'),
  row('2025-06-01', 'J18.9', '1800.00'),
  row('2025-03-01', 'J18.9', '1700.00'),
  row('2025-01-01', '', '2500.00', 'resident'),
];
const subject = (over: Partial<DepositSubject> = {}): DepositSubject => ({
  diagnosisCode: 'J18.9',
  scheme: 'employee',
  insuredPlace: '210200',
  carePlace: '210200',
  on: day('2025-07-01'),
  ...over,
});
const amountOf = (over: Partial<DepositSubject>, table = TABLE) => String(depositTerms(table, subject(over), national).amount);

describe('L-02 the published table of deposits', () => {
  it('the longest fitting code counts, however the rows stand', () => {
    for (const table of [TABLE, TABLE.toReversed()]) {
      expect(amountOf({ on: day('2025-02-01') }, table)).toBe('1500.00');
      expect(amountOf({ diagnosisCode: 'J18.0' }, table)).toBe('2000.00');
      expect(amountOf({ diagnosisCode: 'I10' }, table)).toBe('3000.00');
    }
  });

  it('of equal codes the latest in force, from its first day', () => {
    for (const table of [TABLE, TABLE.toReversed()]) {
      expect([amountOf({}, table), amountOf({ on: day('2025-06-01') }, table)]).toEqual(['1800.00', '1800.00']);
      expect([amountOf({ on: day('2025-05-31') }, table), amountOf({ on: day('2025-03-01') }, table)]).toEqual(['1700.00', '1700.00']);
    }
  });

  it('is read by coverage; who is not insured is asked what residents are, and no law limits it', () => {
    expect(amountOf({ scheme: 'resident' })).toBe('2500.00');
    expect(depositTerms(TABLE, subject({ scheme: null }), national)).toEqual({ amount: yuan('2500.00'), limit: null });
  });

  it('names the law that forbids more, from its first day; none where the table has no row or no law is known', () => {
    expect(depositTerms(TABLE, subject({ on: day('2025-06-30') }), national).limit).toMatchObject({ rule: 'L-02' });
    expect(depositTerms(TABLE, subject({ on: day('2025-06-29') }), national).limit).toBeNull();
    expect(depositTerms([], subject(), national)).toEqual({ amount: null, limit: null });
    expect(depositTerms(TABLE, subject(), null)).toEqual({ amount: yuan('1800.00'), limit: null });
    expect(amountOf({ on: day('2024-12-31') })).toBe('null');
  });
});
