import type { z } from 'zod';
import type { LegalReference, PackStamp } from '../model/policy-reference.ts';
import type { AidClass, CareKind, FilingKind, HospitalLevel, ItemGrade, PersonClass, Scheme, Specialty } from '../model/settlement-case.ts';
import type { Money } from '../money/money.ts';
import type { Rate } from '../money/rate.ts';
import type { CalendarDate } from '../time/calendar-date.ts';
import type { Choices } from './choices.ts';
import type { Fact, GateRule } from './gate-schema.ts';
import type { layerSchema } from './benefit-schema.ts';
import type { CreditGateName } from './pack-schema.ts';

/** Pays `rate` of the part above `above`, up to the next band. */
export interface Band {
  readonly above: Money;
  readonly rate: Rate;
}

/** Whole numbers from `least` to `most`, both included; `most` null: no end. */
export interface Interval {
  readonly least: number;
  readonly most: number | null;
}

/** Facts for which a row holds; null: any. */
export interface Condition {
  readonly level: readonly HospitalLevel[] | null;
  readonly person: readonly PersonClass[] | null;
  readonly filing: readonly FilingKind[] | null;
  readonly stay: Interval | null;
  readonly age: Interval | null;
  readonly aid: readonly AidClass[] | null;
  readonly disease: readonly string[] | null;
  readonly care: readonly CareKind[] | null;
  readonly specialty: readonly Specialty[] | null;
  readonly familyDoctor: boolean | null;
  readonly priorDisease: boolean | null;
}

/** The law has this number, the pack does not. `atLeast`: what it is certainly not below. */
export interface Gap {
  readonly kind: 'gap';
  readonly atLeast: Money | null;
}
/** What a row holds: the value, or the declared absence of one. */
export type Cell<T> = { readonly kind: 'value'; readonly value: T } | Gap;

/** One line of a legal table. */
export interface Row<T> {
  readonly when: Condition;
  readonly cell: Cell<T>;
}

/** One entry of a history: rows for facts, or nothing (repealed). A single value is one row for any facts. */
export interface DatedRows<T> {
  readonly from: CalendarDate;
  readonly reference: LegalReference;
  readonly rows: readonly Row<T>[] | null;
}

/** One legal number with its whole history, ascending by `from`. */
export interface Parameter<T> {
  readonly name: string;
  readonly values: readonly DatedRows<T>[];
}
/** A parameter with its unit: money as Money, rates as Rate, days and counts as whole numbers, bands ascending. */
export type AnyParameter =
  | ({ readonly unit: 'money' } & Parameter<Money>)
  | ({ readonly unit: 'rate' } & Parameter<Rate>)
  | ({ readonly unit: 'days' | 'count' } & Parameter<number>)
  | ({ readonly unit: 'bands' } & Parameter<readonly Band[]>);

/** One layer of a benefit, naming its parameters. */
export type BenefitLayer = z.output<typeof layerSchema>;

/** For whom, and through which layers. `choices`: its own over the pack's. */
export interface Benefit {
  readonly name: string;
  readonly scheme: Scheme;
  readonly care: readonly CareKind[];
  readonly persons: readonly PersonClass[];
  readonly levels: readonly HospitalLevel[];
  readonly filings: readonly FilingKind[];
  /** null: whatever the disease. */
  readonly diseases: readonly string[] | null;
  readonly entry: 'charges' | 'burden-after-basic';
  readonly layers: readonly BenefitLayer[];
  readonly choices: Choices;
}

/** One item of a catalogue with its history, ascending by `from`. */
export interface CatalogueItem {
  readonly values: readonly ({ readonly from: CalendarDate; readonly reference: LegalReference } & ItemGrade & Tariff)[];
}

/** The public tariff of one unit (6 decimals) and the kind of fee, where a list gives them. */
export interface Tariff {
  readonly tariff?: string | undefined;
  readonly fee?: 'bed' | 'nursing' | undefined;
}

/** A level for benefits by kind of hospital, of care or of filing. A kind that is not named may be anything. */
export interface LevelRule {
  readonly from: CalendarDate;
  readonly reference: LegalReference;
  readonly when: {
    readonly specialty?: readonly Specialty[] | undefined;
    readonly care?: readonly CareKind[] | undefined;
    readonly filing?: readonly FilingKind[] | undefined;
    readonly level?: readonly HospitalLevel[] | undefined;
  };
  readonly level: HospitalLevel;
  readonly question?: string | undefined;
}

/** What the rules say of one hospital. Histories ascend by `from`. */
export interface Hospital {
  readonly names: readonly string[];
  readonly benefitLevels: readonly { readonly from: CalendarDate; readonly level: HospitalLevel; readonly reference: LegalReference }[];
  readonly credit: readonly { readonly from: CalendarDate; readonly care: readonly CareKind[]; readonly reference: LegalReference }[];
}

/** One version of the bank credit: from when, for which care, within which limits, with an article for each gate. */
export interface CreditProduct {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly from: CalendarDate;
  readonly care: readonly { readonly kind: CareKind; readonly from: CalendarDate }[];
  readonly limitLeast: string;
  readonly limitMost: string;
  readonly interestFreeDays: string;
  readonly gates: Readonly<Record<CreditGateName, LegalReference>>;
}

/** One region's rules, checked and read. Immutable. `stamp.hash` covers every file of the folder. */
export interface Pack {
  readonly stamp: PackStamp;
  readonly region: { readonly code: string; readonly name: string };
  readonly from: CalendarDate;
  readonly places: readonly ('insured' | 'care' | 'national')[];
  readonly choices: Choices;
  readonly parameters: ReadonlyMap<string, AnyParameter>;
  /** Parameters that benefits name and nobody found, with what each is certainly not below. */
  readonly gaps: ReadonlyMap<string, Money | null>;
  readonly benefits: readonly Benefit[];
  /** Items of the place of care by code. */
  readonly catalogue: ReadonlyMap<string, CatalogueItem>;
  readonly hospitals: readonly Hospital[];
  readonly levelRules: readonly LevelRule[];
  readonly credit: readonly CreditProduct[];
  /** Conditions of direct settlement, admission and account use. */
  readonly gates: readonly GateRule[];
  /** Papers of a manual claim; null: this pack names none. */
  readonly documents: { readonly names: readonly string[]; readonly reference: LegalReference } | null;
  /** Rules that decide nothing here. */
  readonly facts: readonly Fact[];
}

/** What is wrong with a pack. `file`: path inside the packs folder. `path`: field inside the file ("values.0.from"), "" for the whole file. */
export interface PackProblem {
  readonly file: string;
  readonly path: string;
  readonly reason: string;
}

/** The packs that rule a case: of the insured place, and of the place of care when one is installed. */
export interface RulePacks {
  readonly insured: Pack;
  readonly care: Pack | null;
}
