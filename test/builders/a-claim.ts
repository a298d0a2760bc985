import type { Accumulator, CategorySums, ChargeLine, SettlementCase } from '../../shared/model/settlement-case.ts';
import { NO_ACCUMULATORS } from '../../shared/model/settlement-case.ts';
import { Money } from '../../shared/money/money.ts';
import { Rate } from '../../shared/money/rate.ts';
import type { CalendarDate, Instant } from '../../shared/time/calendar-date.ts';

export const yuan = (text: string): Money => Money.parse(text);
export const day = (text: string): CalendarDate => text as CalendarDate;
export const NOON = '2023-06-13T04:00:00.000Z' as Instant;

export const fresh = <T>(value: T): Accumulator<T> => ({ value, source: 'centre', asOf: NOON, freshness: 'fresh', atMost: null });
export const stale = <T>(value: T, asOf: string, atMost: T | null = null): Accumulator<T> => ({
  value,
  source: 'centre',
  asOf: asOf as Instant,
  freshness: 'stale',
  atMost,
});

export const sums = (
  total: string,
  selfPaid = '0.00',
  firstShare = '0.00',
  overCap = '0.00',
): { readonly kind: 'sums'; readonly sums: CategorySums } => ({
  kind: 'sums',
  sums: { total: yuan(total), selfPaid: yuan(selfPaid), overCap: yuan(overCap), firstShare: yuan(firstShare) },
});

/** All year-to-date values known and nothing used yet. */
export const NOTHING_USED: SettlementCase['accumulators'] = {
  stays: fresh(0),
  deductible: fresh(Money.ZERO),
  base: fresh(Money.ZERO),
  pooledFund: fresh(Money.ZERO),
  burden: fresh(Money.ZERO),
  supplement: fresh(Money.ZERO),
};
export { NO_ACCUMULATORS };

/** A whole legal case: employee in service, 46, first stay of the year, ordinary third-class hospital in his own city. Override one thing. */
export function aClaim(over: Partial<SettlementCase> = {}): SettlementCase {
  return {
    patient: { birthOn: day('1977-02-03') },
    coverage: { region: '210200', scheme: 'employee', person: 'in-service' },
    filing: 'local',
    provider: { region: '210200', name: '大连市友谊医院', level: 'tertiary' },
    care: { kind: 'inpatient', on: day('2023-06-13') },
    charges: sums('12000.00'),
    accumulators: NOTHING_USED,
    account: null,
    credit: null,
    ...over,
  };
}

export const aLine = (id: string, amount: string, over: Partial<ChargeLine> = {}): ChargeLine => ({
  id,
  code: `C${id}`,
  quantity: '1.0000',
  amount: yuan(amount),
  grade: { class: 'A', firstShare: Rate.ZERO, priceCap: null },
  ...over,
});
