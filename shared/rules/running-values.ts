import type { Accumulator, Accumulators } from '../model/settlement-case.ts';
import { type CalendarDate, type Instant, plusMonths, startOfDay } from '../time/calendar-date.ts';

/** From the first instant, to the one after the last. */
interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** Values of commercial products run by the product's year, which the program does not know: they are taken as given. */
const OF_THE_YEAR = [
  'stays',
  'deductible',
  'deductibleAtLevel',
  'base',
  'pooledFund',
  'burden',
  'supplement',
  'seriousIllnessBurden',
  'seriousIllness',
  'assistanceBurden',
  'assistance',
  'secondAssistanceBurden',
  'secondAssistance',
] as const satisfies readonly (keyof Accumulators)[];

/**
 * The running values without those that somebody read in another year, or, of the month, in another month: they begin anew then, so an old
 * one says nothing. The same object when all are of the time of care.
 */
export function valuesOfItsTime(given: Accumulators, on: CalendarDate): Accumulators {
  const year = yearOf(on);
  const old: (keyof Accumulators)[] = [];
  for (const name of OF_THE_YEAR) if (outside(given[name], year)) old.push(name);
  if (given.month != null && outside(given.month, monthOf(on))) old.push('month');
  return old.length === 0 ? given : { ...given, ...Object.fromEntries(old.map((name) => [name, null])) };
}

const outside = (value: Accumulator<unknown> | null | undefined, { from, to }: Span) =>
  value != null && (value.asOf < from || value.asOf >= to);

const years = new Map<string, Span>();
function yearOf(on: CalendarDate): Span {
  const year = on.slice(0, 4);
  const ready = years.get(year);
  if (ready !== undefined) return ready;
  const span = spanFrom(`${year}-01-01` as CalendarDate, 12);
  years.set(year, span);
  return span;
}

const monthOf = (on: CalendarDate): Span => spanFrom(`${on.slice(0, 7)}-01` as CalendarDate, 1);

const spanFrom = (first: CalendarDate, months: number): Span => ({
  from: startOfDay(first),
  to: startOfDay(plusMonths(first, months)),
});
