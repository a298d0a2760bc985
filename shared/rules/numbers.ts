import type { LegalReference } from '../model/policy-reference.ts';
import { Money } from '../money/money.ts';
import { Rate } from '../money/rate.ts';
import type { Rounding } from '../money/rounding.ts';
import { choose } from '../policy/choose.ts';
import { type Held, lookUp } from '../policy/look-up.ts';
import type { Band, BenefitLayer } from '../policy/pack.ts';
import type { Found } from '../policy/parameter-at.ts';
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

/** Numbers and ways of a layer that pays over the burden of the year. */
export interface SupplementNumbers {
  readonly kind: 'large-amount' | 'serious-illness';
  readonly threshold: Used<Money>;
  readonly bands: Used<readonly Band[]>;
  /** null: no cap. */
  readonly cap: Used<Money | null>;
  readonly origin: 'absolute' | 'above-deductible';
  readonly base: 'without-first-share' | 'with-first-share';
}

/** All numbers and ways of one benefit for one column; null: the benefit has no such layer. */
export interface Numbers {
  readonly rounding: Rounding;
  readonly deductible: { readonly amount: Used<Money>; readonly counted: 'per-stay' | 'per-year' } | null;
  readonly pooled: {
    readonly bands: Used<readonly Band[]>;
    readonly cap: Used<Money | null>;
    readonly origin: 'absolute' | 'above-deductible';
    readonly counted: 'per-stay' | 'per-year';
  } | null;
  readonly supplements: readonly SupplementNumbers[];
  readonly account: 'in-scope-own-share' | 'own-share' | null;
  readonly credit: 'in-scope-own-share' | 'own-share' | null;
  /** Gaps met, with the layer they lie in. */
  readonly gaps: readonly { readonly layer: BenefitLayer['kind']; readonly parameter: string }[];
}

/**
 * The numbers for the n-th stay of the year, each gap read as `most` says.
 *
 * A gap pays most with the lowest deductible it may have, every rate 1 and no cap; least with a boundless deductible, every rate 0
 * and a cap at its lower bound. The truth lies between.
 * Errors: rule/policy.no-value-on-date.
 */
export function numbersFor(policy: Policy, stayNo: number, most: PayMost): Numbers {
  const { benefit, packs, on } = policy;
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
  const cap = (layer: BenefitLayer['kind'], name: string | null): Used<Money | null> =>
    name === null
      ? { value: null, reference: null, gap: false }
      : read<Money | null>(layer, name, lookUp(pack, name, 'money', on, facts), (atLeast, paysMost) =>
          paysMost ? null : (atLeast ?? Money.ZERO),
        );

  const layers = new Map(benefit.layers.map((layer) => [layer.kind, layer]));
  const deductible = layers.get('deductible');
  const pooled = layers.get('pooled-fund');
  const supplements = benefit.layers.flatMap((layer): SupplementNumbers[] => {
    if (layer.kind !== 'large-amount' && layer.kind !== 'serious-illness') return [];
    const { kind } = layer;
    const origin = choose(pack, benefit, `${kind}.band-origin`);
    const base = choose(pack, benefit, `${kind}.base`);
    return [
      { kind, threshold: threshold(kind, layer.threshold), bands: bands(kind, layer.bands), cap: cap(kind, layer.annualCap), origin, base },
    ];
  });
  return {
    rounding: choose(pack, benefit, 'rounding.mode'),
    deductible:
      deductible?.kind === 'deductible'
        ? { amount: threshold('deductible', deductible.amount), counted: choose(pack, benefit, 'deductible.counted') }
        : null,
    pooled:
      pooled?.kind === 'pooled-fund'
        ? {
            bands: bands('pooled-fund', pooled.bands),
            cap: cap('pooled-fund', pooled.annualCap),
            origin: choose(pack, benefit, 'pooled-fund.band-origin'),
            counted: choose(pack, benefit, 'pooled-fund.bands-counted'),
          }
        : null,
    supplements,
    account: layers.has('account') ? choose(pack, benefit, 'account.pays') : null,
    credit: layers.has('credit') ? choose(pack, benefit, 'credit.covers') : null,
    gaps,
  };
}
