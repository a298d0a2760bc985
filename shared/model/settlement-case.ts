import type { Money } from '../money/money.ts';
import type { Rate } from '../money/rate.ts';
import type { CalendarDate, Instant } from '../time/calendar-date.ts';

/** Insurance schemes that have rules of their own. */
export const SCHEMES = ['employee', 'resident'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** Person classes a benefit table may distinguish: employees in service or retired; residents adult or minor (students count as minor). */
export const PERSON_CLASSES = ['in-service', 'retired', 'adult', 'minor'] as const;
export type PersonClass = (typeof PERSON_CLASSES)[number];

/** Hospital levels of a benefit table, highest first. `special-tertiary` is given only by a pack's own hospital list. */
export const HOSPITAL_LEVELS = ['special-tertiary', 'tertiary', 'secondary', 'primary', 'community'] as const;
export type HospitalLevel = (typeof HOSPITAL_LEVELS)[number];

/** Kinds of care that settle by rules of their own. */
export const CARE_KINDS = ['inpatient', 'outpatient'] as const;
export type CareKind = (typeof CARE_KINDS)[number];

/** `local`: care inside the insured place. The others: out of area, by the filing in force; `temporary` has none of the three. */
export const FILING_KINDS = ['local', 'long-term', 'referred', 'emergency', 'temporary'] as const;
export type FilingKind = (typeof FILING_KINDS)[number];

/** 甲 A: wholly in scope. 乙 B: a first share is the patient's. 丙 C: out of scope. */
export const ITEM_CLASSES = ['A', 'B', 'C'] as const;
export type ItemClass = (typeof ITEM_CLASSES)[number];

/** How one item is counted. `firstShare`: 乙类先行自付 share, 0 for A. `priceCap`: highest unit price in scope (6 decimals) or null. */
export interface ItemGrade {
  readonly class: ItemClass;
  readonly firstShare: Rate;
  readonly priceCap: string | null;
}

/**
 * One billable line as the hospital made it. `amount` is the hospital's and stands; quantity has 4 decimals, negative on a take-back.
 * `grade`: as the hospital's own mapping or the centre's 2301 answer says; null asks the catalogue of the place of care.
 */
export interface ChargeLine {
  readonly id: string;
  readonly code: string;
  readonly quantity: string;
  readonly amount: Money;
  readonly grade: ItemGrade | null;
}

/** Sums by class. `selfPaid` 自费, `overCap` 超限价, `firstShare` 乙类先行自付; what is left of `total` is in scope. All >= 0. */
export interface CategorySums {
  readonly total: Money;
  readonly selfPaid: Money;
  readonly overCap: Money;
  readonly firstShare: Money;
}

/**
 * Where a case enters the chain: with its lines, with category sums, with the in-scope amount alone,
 * or with the in-scope burden that basic insurance has already left.
 */
export type Charges =
  | { readonly kind: 'lines'; readonly lines: readonly ChargeLine[] }
  | { readonly kind: 'sums'; readonly sums: CategorySums }
  | { readonly kind: 'in-scope'; readonly amount: Money }
  | { readonly kind: 'burden-after-basic'; readonly amount: Money };

/**
 * A running value of the year, with where it comes from. The caller judges freshness.
 * `atMost`: for a stale amount, what it cannot exceed; null when nobody can say.
 */
export interface Accumulator<T> {
  readonly value: T;
  readonly source: 'centre' | 'card' | 'this-hospital' | 'clerk';
  readonly asOf: Instant;
  readonly freshness: 'fresh' | 'stale';
  readonly atMost: T | null;
}

/** Year-to-date values before this case, all of the natural year of `care.on`. null: not known. */
export interface Accumulators {
  /** Settled stays of the year before this one (0 for a first stay). */
  readonly stays: Accumulator<number> | null;
  /** Deductible already borne, for benefits that count it by the year. */
  readonly deductible: Accumulator<Money> | null;
  /** In-scope amount over the deductible that already went through yearly bands. */
  readonly base: Accumulator<Money> | null;
  /** Paid by the pooled fund, against the annual cap. */
  readonly pooledFund: Accumulator<Money> | null;
  /** In-scope burden left after basic insurance (the base of large-amount aid and serious illness), as that layer counts it. */
  readonly burden: Accumulator<Money> | null;
  /** Paid by large-amount aid or serious-illness insurance, against that layer's cap. */
  readonly supplement: Accumulator<Money> | null;
}

/** No year-to-date value is known. */
export const NO_ACCUMULATORS: Accumulators = {
  stays: null,
  deductible: null,
  base: null,
  pooledFund: null,
  burden: null,
  supplement: null,
};

/**
 * What the rules need to know of one claim. No name, no card number.
 *
 * `care.on`: the day whose law holds (for a stay the discharge day, or the day of the estimate while it lasts); never "today" read inside.
 * `provider.level`: the hospital's own level; a pack's hospital list may raise it. `provider.name`: official name, to find it in that list.
 * Region codes: six digits of the place.
 */
export interface SettlementCase {
  readonly patient: { readonly birthOn: CalendarDate };
  readonly coverage: { readonly region: string; readonly scheme: Scheme; readonly person: PersonClass };
  readonly filing: FilingKind;
  readonly provider: { readonly region: string; readonly name: string; readonly level: HospitalLevel };
  readonly care: { readonly kind: CareKind; readonly on: CalendarDate };
  readonly charges: Charges;
  readonly accumulators: Accumulators;
  /** Own account: its balance when the patient wants it used, null when not. */
  readonly account: Money | null;
  /** Credit the bank still has for him; null: none or not to be used. Never an authority to draw, only to show. */
  readonly credit: Money | null;
}
