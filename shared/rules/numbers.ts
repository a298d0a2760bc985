import type { LegalReference } from '../model/policy-reference.ts';
import type { Money } from '../money/money.ts';
import type { Rate } from '../money/rate.ts';
import type { Chosen } from '../policy/choices.ts';
import type { Band, BenefitLayer } from '../policy/pack.ts';
import type { RoundingWay } from './bands.ts';
import type { YearAmount } from './year.ts';

/** How gaps are read: all as paying least, but these parameters as paying most. */
export type PayMost = ReadonlySet<string>;

/** A number as used in one column, known or read into a gap. */
export interface Used<T> {
  readonly value: T;
  readonly reference: LegalReference | null;
  readonly gap: boolean;
}

/** Layers that pay over the burden that earlier ones left. */
export const SUPPLEMENTS = ['large-amount', 'serious-illness', 'assistance', 'second-assistance'] as const;
export type SupplementKind = (typeof SUPPLEMENTS)[number];

/** Threshold, bands and cap of a ladder. null: no cap. */
export interface Ladder {
  readonly threshold: Used<Money>;
  readonly bands: Used<readonly Band[]>;
  readonly cap: Used<Money | null>;
}

/** What counts into the burden a layer pays over, and how. */
export interface BurdenWays {
  readonly base: 'without-first-share' | 'with-first-share' | 'over-annual-cap';
  readonly awayShare: 'counts' | 'left-out';
  readonly deductible: 'counts' | 'left-out';
  readonly origin: 'absolute' | 'above-deductible';
  readonly counted: 'per-year' | 'per-stay';
  readonly capLimits: 'payment' | 'cost';
}

/** Numbers and ways of a layer that pays over the burden. */
export interface SupplementNumbers extends Ladder, BurdenWays {
  readonly kind: SupplementKind;
  /** The running values of the year from which it goes on. */
  readonly counters: readonly [burden: YearAmount, paid: YearAmount];
}

/** `ownCounters`: it counts for itself; false for the only duty over the in-scope burden, which has the layer's own. */
export interface DutyNumbers extends Ladder {
  readonly id: string;
  readonly of: 'in-scope' | 'self-paid';
  readonly ownCounters: boolean;
  readonly capped: boolean;
}

/** The commercial product of the patient: its duties one by one. */
export interface CommercialNumbers extends BurdenWays {
  readonly shared: boolean;
  readonly duties: readonly DutyNumbers[];
}

/** All numbers and ways of one benefit for one column; null: the benefit has no such layer. */
export interface Numbers {
  readonly rounding: RoundingWay;
  /** The patient's first share out of area. */
  readonly away: Used<Rate> | null;
  readonly deductible: {
    readonly amount: Used<Money>;
    readonly ceiling: Used<Money | null>;
    readonly counted: Chosen<'deductible.counted'>;
    /** The lowest amount of any level, for deductibles borne once a year. */
    readonly lowest: Money | null;
  } | null;
  readonly pooled: {
    readonly bands: Used<readonly Band[]>;
    readonly cap: Used<Money | null>;
    readonly capLimits: 'payment' | 'cost';
    readonly monthly: Used<Money | null>;
    readonly monthlyLimits: 'payment' | 'cost';
    readonly origin: 'absolute' | 'above-deductible';
    readonly counted: 'per-stay' | 'per-year';
  } | null;
  /** In the order of the chain. */
  readonly supplements: readonly SupplementNumbers[];
  readonly commercial: CommercialNumbers | null;
  readonly account: { readonly pays: Chosen<'account.pays'>; readonly order: Chosen<'account.order'> } | null;
  readonly family: {
    readonly pays: Chosen<'family-account.pays'>;
    readonly order: Chosen<'family-account.order'>;
    readonly draw: Chosen<'family-account.draw'>;
  } | null;
  readonly credit: 'in-scope-own-share' | 'own-share' | null;
  /** Gaps met, with the layer they lie in. */
  readonly gaps: readonly { readonly layer: BenefitLayer['kind']; readonly parameter: string }[];
}

/** The layer of a kind; undefined when the benefit has none. */
export const layerOf = <K extends BenefitLayer['kind']>(
  layers: readonly BenefitLayer[],
  kind: K,
): Extract<BenefitLayer, { readonly kind: K }> | undefined =>
  layers.find((layer): layer is Extract<BenefitLayer, { readonly kind: K }> => layer.kind === kind);
