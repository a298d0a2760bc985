import type { CalendarDate } from '../time/calendar-date.ts';
import type { Scheme } from './settlement-case.ts';

/** What an item may be charged for by the hospital's mapping of the insurance's list; null: no such limit. */
export interface ItemLimits {
  readonly sex: 'male' | 'female' | null;
  /** Completed years, both included. */
  readonly ageFrom: number | null;
  readonly ageTo: number | null;
  readonly schemes: readonly Scheme[] | null;
  /** Quantities with 4 decimals, of a day of care and of the whole stay. */
  readonly mostPerDay: string | null;
  readonly mostPerStay: string | null;
}

export interface CheckedLine {
  readonly line: string;
  /** The line that this one takes back; null: none. */
  readonly original: string | null;
  readonly item: string;
  readonly on: CalendarDate;
  /** 4 decimals; below zero where it takes back. */
  readonly quantity: string;
  /** 6 decimals. */
  readonly unitPrice: string;
  readonly limits: ItemLimits | null;
  /** Published tariff of one unit, 6 decimals; null: not known here. */
  readonly tariff: string | null;
}

export interface CheckedPerson {
  readonly sex: 'male' | 'female' | 'unknown';
  readonly birthOn: CalendarDate | null;
  readonly scheme: Scheme | null;
}

export const LINE_FINDINGS = ['sex', 'age', 'scheme', 'per-day', 'per-stay', 'tariff'] as const;
export type LineFindingKind = (typeof LINE_FINDINGS)[number];

export interface LineFinding {
  readonly line: string;
  readonly finding: LineFindingKind;
  /** What is allowed, and what is charged, as text. */
  readonly facts: Readonly<Record<string, string>>;
}
