import type { CalendarDate } from '../time/calendar-date.ts';

/** Who may file for care elsewhere: retired and settled, living there long, posted there, referred, an emergency, or other temporary care. */
export const FILING_CATEGORIES = ['settled-retired', 'long-term-resident', 'posted', 'referred', 'emergency', 'temporary'] as const;
export type FilingCategory = (typeof FILING_CATEGORIES)[number];

/** A filing for care elsewhere, as the insured place knows it. `until` null: until it is changed. */
export interface Filing {
  readonly category: FilingCategory;
  /** The household register moved there; asked of retired people who settled. */
  readonly householdMoved: boolean;
  readonly filedOn: CalendarDate;
  readonly from: CalendarDate;
  readonly until: CalendarDate | null;
  /** Where he filed for: an administrative code, of a province, a city or a district. Absent: not told, and not asked. */
  readonly place?: string | undefined;
  /** Filed or renewed under the rules now in force. */
  readonly renewed: boolean;
}

/**
 * The filing that counts on a day: of those in force then the last begun; else the last that ended, to be named with its end; else the next
 * to begin. undefined: none was ever filed.
 */
export function filingOn(filings: readonly Filing[], on: CalendarDate): Filing | undefined {
  const byBegin = [...filings].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const begun = byBegin.filter(({ from }) => from <= on);
  return begun.findLast(({ until }) => until === null || until >= on) ?? begun.at(-1) ?? byBegin[0];
}
