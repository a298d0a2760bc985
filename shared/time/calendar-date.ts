import { z } from 'zod';

/** A legal day at the hospital, "YYYY-MM-DD", no time and no zone. Compares correctly as text. */
export const calendarDateSchema = z.iso.date().brand<'CalendarDate'>();
export type CalendarDate = z.output<typeof calendarDateSchema>;

/** An instant, ISO 8601 in UTC with milliseconds. Never chooses a policy, never decides an order. */
export const instantSchema = z.iso.datetime({ precision: 3 }).brand<'Instant'>();
export type Instant = z.output<typeof instantSchema>;

/** The hospital's zone has no summer time since 1991: a fixed offset is exact for every day this program sees. */
const HOSPITAL_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** An instant of so many milliseconds since the epoch. */
export const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant;

/** Milliseconds since the epoch. */
export const millisecondsOf = (instant: Instant): number => Date.parse(instant);

/** The instant so many milliseconds later; earlier when negative. */
export const plusMilliseconds = (instant: Instant, milliseconds: number): Instant => instantOf(millisecondsOf(instant) + milliseconds);

/** The hospital's calendar day (Asia/Shanghai) in which an instant lies. */
export const dayOf = (instant: Instant): CalendarDate => hospitalText(instant).slice(0, 10) as CalendarDate;

/** "YYYY-MM-DD HH:mm:ss" at the hospital: for paper, screen and the centre's wire. */
export function hospitalText(instant: Instant): string {
  return new Date(millisecondsOf(instant) + HOSPITAL_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Reads "YYYY-MM-DD HH:mm:ss" of the hospital's clock; undefined on anything else. */
export function instantFromHospitalText(text: string): Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return undefined;
  const at = Date.parse(`${text.replace(' ', 'T')}.000Z`);
  return Number.isNaN(at) ? undefined : instantOf(at - HOSPITAL_OFFSET_MS);
}

/** The instant at which a legal day begins at the hospital. */
export const startOfDay = (day: CalendarDate): Instant => instantOf(Date.parse(day) - HOSPITAL_OFFSET_MS);

/** The legal day so many days later; earlier when negative. */
export const plusDays = (day: CalendarDate, days: number): CalendarDate =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10) as CalendarDate;

/** The same day so many months later, or that month's last. */
export function plusMonths(day: CalendarDate, months: number): CalendarDate {
  const first = new Date(`${day.slice(0, 7)}-01T00:00:00.000Z`);
  first.setUTCMonth(first.getUTCMonth() + months);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const date = Math.min(Number(day.slice(8)), last);
  return `${first.toISOString().slice(0, 8)}${String(date).padStart(2, '0')}` as CalendarDate;
}

/** Whole days from one legal day to another; negative when `to` lies before. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** Completed years of age on a day. */
export function ageOn(birthOn: CalendarDate, on: CalendarDate): number {
  const years = Number(on.slice(0, 4)) - Number(birthOn.slice(0, 4));
  return on.slice(5) < birthOn.slice(5) ? years - 1 : years;
}

/** The n-th working day after a day, counting Monday to Friday. Public holidays shift it: the hospital's list is a setting. */
export function plusWorkingDays(day: CalendarDate, count: number, holidays: ReadonlySet<string> = new Set()): CalendarDate {
  let current = day;
  for (let left = count; left > 0; ) {
    current = plusDays(current, 1);
    const weekday = new Date(`${current}T00:00:00.000Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !holidays.has(current)) left -= 1;
  }
  return current;
}
