import type { LegalReference } from '../model/policy-reference.ts';
import { Money } from '../money/money.ts';
import { Rate } from '../money/rate.ts';
import type { Chosen } from '../policy/choices.ts';
import { choose } from '../policy/choose.ts';
import { type Held, lookUp } from '../policy/look-up.ts';
import type { Band, Benefit, BenefitLayer } from '../policy/pack.ts';
import type { Found } from '../policy/parameter-at.ts';
import type { RoundingWay } from './bands.ts';
import type { YearAmount } from './year.ts';
import type { Policy } from './find-benefit.ts';

/** More than any bill: a deductible that leaves nothing over. */
const BOUNDLESS = Money.fromFen(Number.MAX_SAFE_INTEGER);
const ALL: readonly Band[] = [{ above: Money.ZERO, rate: Rate.ONE }];
const NOTHING: readonly Band[] = [{ above: Money.ZERO, rate: Rate.ZERO }];

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

/** Numbers without a gap to be read, by policy: a policy object is made once per case. */
const known = new WeakMap<Policy, Map<number, Numbers>>();

/**
 * The numbers for the n-th stay of the year, each gap read as `most` says. Compiled once for each policy.
 *
 * A gap pays most with the lowest deductible it may have, every rate 1 and no cap; least with a boundless deductible, every rate 0
 * and a cap at its lower bound. The truth lies between.
 * Errors: rule/policy.no-value-on-date.
 */
export function numbersFor(policy: Policy, stayNo: number, most: PayMost): Numbers {
  if (most.size > 0) return compile(policy, stayNo, most);
  const ready = known.get(policy) ?? new Map<number, Numbers>();
  known.set(policy, ready);
  const numbers = ready.get(stayNo) ?? compile(policy, stayNo, most);
  ready.set(stayNo, numbers);
  return numbers;
}

const NO_CAP: Used<null> = { value: null, reference: null, gap: false };

function compile(policy: Policy, stayNo: number, most: PayMost): Numbers {
  const { benefit, packs, on, products } = policy;
  const pack = packs.insured;
  const facts = { ...policy.facts, stay: stayNo };
  const gaps: { layer: BenefitLayer['kind']; parameter: string }[] = [];
  const read = <T>(
    layer: BenefitLayer['kind'],
    name: string,
    found: Found<T>,
    ifGap: (atLeast: Money | null, paysMost: boolean) => T,
  ): Used<T> => {
    if (found.kind === 'value') return { value: found.value, reference: found.reference, gap: false };
    gaps.push({ layer, parameter: name });
    return { value: ifGap(found.atLeast, most.has(name)), reference: found.reference, gap: true };
  };
  const threshold = (layer: BenefitLayer['kind'], name: string) =>
    read(layer, name, lookUp(pack, name, 'money', on, facts), (atLeast, paysMost) => (paysMost ? (atLeast ?? Money.ZERO) : BOUNDLESS));
  const bands = (layer: BenefitLayer['kind'], name: string) =>
    read<Held<'bands'>>(layer, name, lookUp(pack, name, 'bands', on, facts), (_, paysMost) => (paysMost ? ALL : NOTHING));
  /** `paysWhenHigh`: a higher number pays more, as with caps; else less, as with a ceiling on deductibles. */
  const cap = (layer: BenefitLayer['kind'], name: string | null | undefined, paysWhenHigh = true): Used<Money | null> =>
    name == null
      ? NO_CAP
      : read<Money | null>(layer, name, lookUp(pack, name, 'money', on, facts), (atLeast, paysMost) =>
          paysMost === paysWhenHigh ? null : (atLeast ?? Money.ZERO),
        );
  const ladder = (kind: BenefitLayer['kind'], layer: { threshold: string; bands: string; annualCap: string | null }): Ladder => ({
    threshold: threshold(kind, layer.threshold),
    bands: bands(kind, layer.bands),
    cap: cap(kind, layer.annualCap),
  });
  const away = layerOf(benefit.layers, 'away-first-share');
  const ways = (kind: SupplementKind | 'commercial', capped: boolean): BurdenWays => ({
    base: choose(pack, benefit, `${kind}.base`),
    awayShare: away === undefined ? 'counts' : choose(pack, benefit, `${kind}.away-share`),
    deductible: kind === 'assistance' ? choose(pack, benefit, 'assistance.deductible') : 'counts',
    origin: choose(pack, benefit, `${kind}.band-origin`),
    counted: choose(pack, benefit, `${kind}.counted`),
    capLimits: capped ? choose(pack, benefit, `${kind}.cap-limits`) : 'payment',
  });

  const deductible = layerOf(benefit.layers, 'deductible');
  const pooled = layerOf(benefit.layers, 'pooled-fund');
  const commercial = layerOf(benefit.layers, 'commercial');
  return {
    rounding: { mode: choose(pack, benefit, 'rounding.mode'), point: choose(pack, benefit, 'rounding.point') },
    away:
      away === undefined
        ? null
        : read('away-first-share', away.rate, lookUp(pack, away.rate, 'rate', on, facts), (_, paysMost) =>
            paysMost ? Rate.ZERO : Rate.ONE,
          ),
    deductible:
      deductible === undefined
        ? null
        : {
            amount: threshold('deductible', deductible.amount),
            ceiling: cap('deductible', deductible.annualCeiling, false),
            counted: choose(pack, benefit, 'deductible.counted'),
            lowest: lowestDeductible(policy, deductible.amount, stayNo),
          },
    pooled:
      pooled === undefined
        ? null
        : {
            bands: bands('pooled-fund', pooled.bands),
            cap: cap('pooled-fund', pooled.annualCap),
            capLimits: pooled.annualCap === null ? 'payment' : choose(pack, benefit, 'pooled-fund.cap-limits'),
            monthly: cap('pooled-fund', pooled.monthlyCap),
            monthlyLimits: pooled.monthlyCap === undefined ? 'payment' : choose(pack, benefit, 'pooled-fund.monthly-cap-limits'),
            origin: choose(pack, benefit, 'pooled-fund.band-origin'),
            counted: choose(pack, benefit, 'pooled-fund.bands-counted'),
          },
    supplements: SUPPLEMENTS.flatMap((kind): SupplementNumbers[] => {
      const layer = layerOf(benefit.layers, kind);
      if (layer === undefined || ('classes' in layer && !layer.classes.includes(facts.aid ?? 'none'))) return [];
      return [
        {
          kind,
          counters: countersOf(kind, benefit),
          ...ladder(kind, layer),
          ...ways(kind, layer.annualCap !== null),
        },
      ];
    }),
    commercial:
      commercial === undefined || !products.includes(commercial.product)
        ? null
        : {
            ...ways(
              'commercial',
              commercial.duties.some(({ annualCap }) => annualCap !== null),
            ),
            shared: choose(pack, benefit, 'commercial.deductible') === 'family-shared',
            duties: commercial.duties.filter(isForDisease(facts.disease)).map((duty) => ({
              id: duty.id,
              of: duty.of,
              ownCounters: duty.of === 'self-paid' || commercial.duties.filter((one) => one.of === 'in-scope').length > 1,
              capped: duty.annualCap !== null,
              ...ladder('commercial', duty),
            })),
          },
    account:
      layerOf(benefit.layers, 'account') === undefined
        ? null
        : {
            pays: choose(pack, benefit, 'account.pays'),
            order: choose(pack, benefit, 'account.order'),
          },
    family:
      layerOf(benefit.layers, 'family-account') === undefined
        ? null
        : {
            pays: choose(pack, benefit, 'family-account.pays'),
            order: choose(pack, benefit, 'family-account.order'),
            draw: choose(pack, benefit, 'family-account.draw'),
          },
    credit: layerOf(benefit.layers, 'credit') === undefined ? null : choose(pack, benefit, 'credit.covers'),
    gaps,
  };
}

const isForDisease =
  (disease: string | undefined) =>
  ({ diseases }: { readonly diseases?: readonly string[] | undefined }): boolean =>
    diseases === undefined || (disease !== undefined && diseases.includes(disease));

function countersOf(kind: SupplementKind, { layers }: Benefit): SupplementNumbers['counters'] {
  switch (kind) {
    case 'assistance':
      return ['assistanceBurden', 'assistance'];
    case 'second-assistance':
      return ['secondAssistanceBurden', 'secondAssistance'];
    case 'serious-illness':
      // Where both layers pay, each counts for itself.
      if (layerOf(layers, 'large-amount') !== undefined) return ['seriousIllnessBurden', 'seriousIllness'];
      return ['burden', 'supplement'];
    default:
      return ['burden', 'supplement'];
  }
}

/** The layer of a kind; undefined when the benefit has none. */
export const layerOf = <K extends BenefitLayer['kind']>(
  layers: readonly BenefitLayer[],
  kind: K,
): Extract<BenefitLayer, { readonly kind: K }> | undefined =>
  layers.find((layer): layer is Extract<BenefitLayer, { readonly kind: K }> => layer.kind === kind);

/** Over the levels of the benefit; null where some level has a gap. Asked for only where one deductible a year is enough. */
function lowestDeductible({ benefit, packs: { insured }, on, facts }: Policy, name: string, stay: number): Money | null {
  if (choose(insured, benefit, 'deductible.counted') !== 'once-a-year') return null;
  const amounts = benefit.levels.map((level) => lookUp(insured, name, 'money', on, { ...facts, level, stay }));
  return amounts.reduce<Money | null>((lowest, found) => {
    if (found.kind === 'gap') return lowest;
    return lowest === null ? found.value : Money.min(lowest, found.value);
  }, null);
}
