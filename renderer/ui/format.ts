import type { AmountRange } from '../../shared/contract/common-schemas.ts';
import { Money } from '../../shared/money/money.ts';
import { type CalendarDate, dayOf, daysBetween, hospitalText, type Instant } from '../../shared/time/calendar-date.ts';

// Writing only: no sum is made here.

/** "12,860.40", "−182.90": thousands by comma, a true minus sign. */
export function formatMoney(amount: Money): string {
  const text = amount.toString();
  const [yuan = '', fen = ''] = text.replace('-', '').split('.');
  return `${text.startsWith('-') ? '−' : ''}${yuan.replace(/\B(?=(\d{3})+$)/g, ',')}.${fen}`;
}

export const isExact = (range: AmountRange): boolean => range.least.equals(range.most);

/** "3,253.00–3,397.50", one figure when nothing is uncertain; "～" between negative ends, where a dash would read as a minus. */
export function formatRange(range: AmountRange): string {
  if (isExact(range)) return formatMoney(range.least);
  const between = range.least.isNegative() || range.most.isNegative() ? ' ～ ' : '–';
  return `${formatMoney(range.least)}${between}${formatMoney(range.most)}`;
}

/** "09:04" */
export const clockTime = (instant: Instant): string => hospitalText(instant).slice(11, 16);

/** "06-13 09:04" */
export const dayAndTime = (instant: Instant): string => hospitalText(instant).slice(5, 16);

/** "2023-06-13 09:04" */
export const fullTime = (instant: Instant): string => hospitalText(instant).slice(0, 16);

/** "06-16" */
export const shortDay = (day: CalendarDate): string => day.slice(5);

/** 0 for Sunday. */
export const weekdayOf = (day: CalendarDate): number => new Date(`${day}T00:00:00.000Z`).getUTCDay();

/** Whole days a fact is old. */
export const daysOld = (asOf: Instant, today: CalendarDate): number => daysBetween(dayOf(asOf), today);

/** Whole minutes between two instants, never negative. */
export const minutesBetween = (from: Instant, to: Instant): number => Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000));

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Facts of a rule come as canonical texts; people read "06-10 10:00" and "15,000.00". */
export function readableFacts(facts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(facts).map(([name, text]) => [name, readable(text)]));
}

function readable(text: string): string {
  if (INSTANT.test(text)) return fullTime(text as Instant);
  const amount = Money.read(text);
  return amount === undefined ? text : formatMoney(amount);
}
