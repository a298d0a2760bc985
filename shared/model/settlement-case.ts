import type { Money } from '../money/money.ts';
import type { Rate } from '../money/rate.ts';
import type { CalendarDate, Instant } from '../time/calendar-date.ts';

/** Insurance schemes that have rules of their own. */
export const SCHEMES = ['employee', 'resident'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** Person classes a benefit table may distinguish: employees in service or retired; residents adult or minor (students count as minor). */
export const PERSON_CLASSES = ['in-service', 'retired', 'adult', 'minor'] as const;
export type PersonClass = (typeof PERSON_CLASSES)[number];
/** The person classes of each scheme. */
export const PERSONS_OF: Readonly<Record<Scheme, readonly PersonClass[]>> = {
  employee: ['in-service', 'retired'],
  resident: ['adult', 'minor'],
};

/** Beyond these a number is a slip of the hand: completed years of age; stays of a year. */
export const AGE_MOST = 130;
export const STAYS_MOST = 366;

/** Hospital levels of a benefit table, highest first. `special-tertiary` is given only by a pack's own hospital list. */
export const HOSPITAL_LEVELS = ['special-tertiary', 'tertiary', 'secondary', 'primary', 'community'] as const;
export type HospitalLevel = (typeof HOSPITAL_LEVELS)[number];

/** Kinds of care that settle by rules of their own. `day-care`: a day-treatment episode; `chronic-outpatient`: 门诊慢特病. */
export const CARE_KINDS = ['inpatient', 'outpatient', 'day-care', 'chronic-outpatient'] as const;
export type CareKind = (typeof CARE_KINDS)[number];

/**
 * Hardship classes that medical assistance distinguishes: 特困, 低保, 返贫致贫, 低保边缘, 防止返贫监测, 刚性支出困难; `none` for everybody else.
 */
export const AID_CLASSES = [
  'none',
  'destitute',
  'minimum-living',
  'back-in-poverty',
  'low-income-edge',
  'monitored',
  'rigid-expense',
] as const;
export type AidClass = (typeof AID_CLASSES)[number];

/** What a hospital is specialised in, where tables treat it apart. */
export const SPECIALTIES = ['general', 'infectious', 'psychiatric', 'tcm'] as const;
export type Specialty = (typeof SPECIALTIES)[number];

/** Who owes a cost instead of basic insurance: work-injury fund, a third party, public health. */
export const OTHER_PAYERS = ['work-injury', 'third-party', 'public-health'] as const;
export type OtherPayerKind = (typeof OTHER_PAYERS)[number];

/** Layers before which a case may enter with the in-scope burden that the earlier ones left. */
export const ENTRY_LAYERS = ['large-amount', 'serious-illness', 'assistance', 'second-assistance', 'commercial'] as const;
export type EntryLayer = (typeof ENTRY_LAYERS)[number];

/**
 * `local`: care inside the insured place. The others: out of area, by the filing in force; `temporary` has none of the three;
 * `unfiled` only where a table tells temporary care that was filed from care that was not.
 */
export const FILING_KINDS = ['local', 'long-term', 'referred', 'emergency', 'temporary', 'unfiled'] as const;
export type FilingKind = (typeof FILING_KINDS)[number];

/** 甲 A: wholly in scope. 乙 B: a first share is the patient's. 丙 C: out of scope. */
export const ITEM_CLASSES = ['A', 'B', 'C'] as const;
export type ItemClass = (typeof ITEM_CLASSES)[number];

/** Kinds of fee with a tariff of their own in day care. */
export const FEE_KINDS = ['bed', 'nursing', 'other'] as const;
export type FeeKind = (typeof FEE_KINDS)[number];

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
  /** Another payer owes this line; absent: nobody else does. */
  readonly otherPayer?: OtherPayerKind;
  /** Six decimals, to check it against a tariff; never used to compute the amount. */
  readonly unitPrice?: string;
  /** Bed fee, nursing fee or neither, as the bill sorts its lines; absent: the bill does not say. */
  readonly fee?: FeeKind;
  /** The public price of one unit in the hospital's own list (6 decimals), where the pack has no catalogue. */
  readonly tariff?: string;
}

/**
 * Sums by class. `selfPaid` 自费, `overCap` 超限价, `firstShare` 乙类先行自付, `otherPayer` owed by another payer; what is left of `total` is
 * in scope. All >= 0.
 */
export interface CategorySums {
  readonly total: Money;
  readonly selfPaid: Money;
  readonly overCap: Money;
  readonly firstShare: Money;
  readonly otherPayer?: Money;
}

/**
 * Where a case enters the chain: with its lines, with category sums, with the in-scope amount alone,
 * or with the in-scope burden that basic insurance (or all layers before a named one) has already left.
 */
export type Charges =
  | { readonly kind: 'lines'; readonly lines: readonly ChargeLine[] }
  | { readonly kind: 'sums'; readonly sums: CategorySums }
  | { readonly kind: 'in-scope'; readonly amount: Money }
  | { readonly kind: 'burden-after-basic'; readonly amount: Money }
  | { readonly kind: 'burden'; readonly before: EntryLayer; readonly amount: Money };

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
  /** Deductible borne at hospitals of this case's level, for benefits that count it level by level. */
  readonly deductibleAtLevel?: Accumulator<Money> | null;
  /** This month's in-scope cost, or payment, as the monthly limit counts it. */
  readonly month?: Accumulator<Money> | null;
  /** Where a benefit has large-amount aid and serious-illness insurance: those of the latter; the two above are then of the former. */
  readonly seriousIllnessBurden?: Accumulator<Money> | null;
  readonly seriousIllness?: Accumulator<Money> | null;
  /** Burden before medical assistance, and paid by it, of this year. */
  readonly assistanceBurden?: Accumulator<Money> | null;
  readonly assistance?: Accumulator<Money> | null;
  readonly secondAssistanceBurden?: Accumulator<Money> | null;
  readonly secondAssistance?: Accumulator<Money> | null;
  /** The same of a commercial product with one duty over the in-scope burden. */
  readonly commercialBurden?: Accumulator<Money> | null;
  readonly commercial?: Accumulator<Money> | null;
  /** Deductible that interim settlements of this very stay have taken: a deductible of the stay is borne once. */
  readonly deductibleInStay?: Accumulator<Money> | null;
  /** What the other members of the family have used up of a shared commercial deductible. */
  readonly familyDeductible?: Accumulator<Money> | null;
  /** Of a commercial product with several duties, and of duties over self-paid costs: each duty by its id. */
  readonly duties?: Readonly<Record<string, DutyAccumulators>>;
}

/** One duty's year so far: the burden that came before it (after what earlier duties paid), and what it paid. */
export interface DutyAccumulators {
  readonly burden: Accumulator<Money> | null;
  readonly paid: Accumulator<Money> | null;
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
  readonly coverage: {
    readonly region: string;
    readonly scheme: Scheme;
    readonly person: PersonClass;
    /** Hardship class; absent: none. */
    readonly aid?: AidClass;
    /** Signed up with a family doctor; absent: no. */
    readonly familyDoctor?: boolean;
    /** Commercial products the patient holds, by the ids of the pack. */
    readonly commercial?: readonly string[];
    /** Has a disease that a commercial product pays less for; absent: no. */
    readonly priorDisease?: boolean;
  };
  readonly filing: FilingKind;
  readonly provider: { readonly region: string; readonly name: string; readonly level: HospitalLevel; readonly specialty?: Specialty };
  /** `disease`: word of the pack for the disease group, where a benefit is for single diseases. */
  readonly care: { readonly kind: CareKind; readonly on: CalendarDate; readonly disease?: string };
  readonly charges: Charges;
  readonly accumulators: Accumulators;
  /** Own account: its balance when the patient wants it used, null when not. */
  readonly account: Money | null;
  /** What a bound relative's account can give; absent or null: none, or not to be used. */
  readonly familyAccount?: Money | null;
  /** Credit the bank still has for him; null: none or not to be used. Never an authority to draw, only to show. */
  readonly credit: Money | null;
}
