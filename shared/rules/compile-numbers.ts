import { Money } from '../money/money.ts';
import { Rate } from '../money/rate.ts';
import { choose } from '../policy/choose.ts';
import { type Held, lookUp } from '../policy/look-up.ts';
import type { Band, Benefit, BenefitLayer } from '../policy/pack.ts';
import type { Facts, Found } from '../policy/parameter-at.ts';
import type { Policy } from './find-benefit.ts';
import {
  type BurdenWays,
  type CommercialNumbers,
  type Ladder,
  layerOf,
  type Numbers,
  type PayMost,
  SUPPLEMENTS,
  type SupplementKind,
  type SupplementNumbers,
  type Used,
} from './numbers.ts';

/** More than any bill: a deductible that leaves nothing over. */
const BOUNDLESS = Money.fromFen(Number.MAX_SAFE_INTEGER);
const ALL: readonly Band[] = [{ above: Money.ZERO, rate: Rate.ONE }];
const NOTHING: readonly Band[] = [{ above: Money.ZERO, rate: Rate.ZERO }];

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

function compile(policy: Policy, stayNo: number, most: PayMost): Numbers {
  const { benefit, packs } = policy;
  const pack = packs.insured;
  const reader = new Reader(policy, stayNo, most);
  const has = (kind: BenefitLayer['kind']) => layerOf(benefit.layers, kind) !== undefined;
  return {
    rounding: { mode: choose(pack, benefit, 'rounding.mode'), point: choose(pack, benefit, 'rounding.point') },
    away: awayOf(reader),
    deductible: deductibleOf(reader),
    pooled: pooledOf(reader),
    supplements: SUPPLEMENTS.flatMap((kind) => supplementOf(reader, kind)),
    commercial: commercialOf(reader),
    account: has('account') ? { pays: choose(pack, benefit, 'account.pays'), order: choose(pack, benefit, 'account.order') } : null,
    family: has('family-account')
      ? {
          pays: choose(pack, benefit, 'family-account.pays'),
          order: choose(pack, benefit, 'family-account.order'),
          draw: choose(pack, benefit, 'family-account.draw'),
        }
      : null,
    credit: has('credit') ? choose(pack, benefit, 'credit.covers') : null,
    gaps: reader.gaps,
  };
}

/** Looks up the numbers of one benefit and one stay, and reads the gaps it meets. */
class Reader {
  readonly policy: Policy;
  readonly stayNo: number;
  readonly facts: Facts;
  readonly gaps: { layer: BenefitLayer['kind']; parameter: string }[] = [];
  readonly #most: PayMost;

  constructor(policy: Policy, stayNo: number, most: PayMost) {
    this.policy = policy;
    this.stayNo = stayNo;
    this.facts = { ...policy.facts, stay: stayNo };
    this.#most = most;
  }

  threshold(layer: BenefitLayer['kind'], name: string): Used<Money> {
    return this.#read<Money>(layer, name, this.#find(name, 'money'), (atLeast, paysMost) =>
      paysMost ? (atLeast ?? Money.ZERO) : BOUNDLESS,
    );
  }

  bands(layer: BenefitLayer['kind'], name: string): Used<readonly Band[]> {
    return this.#read(layer, name, this.#find(name, 'bands'), (_, paysMost) => (paysMost ? ALL : NOTHING));
  }

  /** A share of the patient. */
  share(layer: BenefitLayer['kind'], name: string): Used<Rate> {
    return this.#read(layer, name, this.#find(name, 'rate'), (_, paysMost) => (paysMost ? Rate.ZERO : Rate.ONE));
  }

  /** `paysWhenHigh`: a higher number pays more, as with caps; else less, as with a ceiling on deductibles. */
  cap(layer: BenefitLayer['kind'], name: string | null | undefined, paysWhenHigh = true): Used<Money | null> {
    if (name == null) return NO_CAP;
    return this.#read<Money | null>(layer, name, this.#find(name, 'money'), (atLeast, paysMost) =>
      paysMost === paysWhenHigh ? null : (atLeast ?? Money.ZERO),
    );
  }

  ladder(
    kind: BenefitLayer['kind'],
    layer: { readonly threshold: string; readonly bands: string; readonly annualCap: string | null },
  ): Ladder {
    return {
      threshold: this.threshold(kind, layer.threshold),
      bands: this.bands(kind, layer.bands),
      cap: this.cap(kind, layer.annualCap),
    };
  }

  #find<U extends 'money' | 'bands' | 'rate'>(name: string, unit: U): Found<Held<U>> {
    return lookUp(this.policy.packs.insured, name, unit, this.policy.on, this.facts);
  }

  #read<T>(layer: BenefitLayer['kind'], name: string, found: Found<T>, ifGap: (atLeast: Money | null, paysMost: boolean) => T): Used<T> {
    if (found.kind === 'value') return { value: found.value, reference: found.reference, gap: false };
    this.gaps.push({ layer, parameter: name });
    return { value: ifGap(found.atLeast, this.#most.has(name)), reference: found.reference, gap: true };
  }
}

const NO_CAP: Used<null> = { value: null, reference: null, gap: false };

function awayOf(reader: Reader): Numbers['away'] {
  const away = layerOf(reader.policy.benefit.layers, 'away-first-share');
  return away === undefined ? null : reader.share('away-first-share', away.rate);
}

function deductibleOf(reader: Reader): Numbers['deductible'] {
  const { benefit, packs } = reader.policy;
  const layer = layerOf(benefit.layers, 'deductible');
  if (layer === undefined) return null;
  return {
    amount: reader.threshold('deductible', layer.amount),
    ceiling: reader.cap('deductible', layer.annualCeiling, false),
    counted: choose(packs.insured, benefit, 'deductible.counted'),
    lowest: lowestDeductible(reader.policy, layer.amount, reader.stayNo),
  };
}

/** Over the levels of the benefit; null where some level has a gap. Asked for only where one deductible a year is enough. */
function lowestDeductible({ benefit, packs: { insured }, on, facts }: Policy, name: string, stay: number): Money | null {
  if (choose(insured, benefit, 'deductible.counted') !== 'once-a-year') return null;
  const amounts = benefit.levels.map((level) => lookUp(insured, name, 'money', on, { ...facts, level, stay }));
  return amounts.reduce<Money | null>((lowest, found) => {
    if (found.kind === 'gap') return lowest;
    return lowest === null ? found.value : Money.min(lowest, found.value);
  }, null);
}

function pooledOf(reader: Reader): Numbers['pooled'] {
  const { benefit, packs } = reader.policy;
  const pack = packs.insured;
  const layer = layerOf(benefit.layers, 'pooled-fund');
  if (layer === undefined) return null;
  return {
    bands: reader.bands('pooled-fund', layer.bands),
    cap: reader.cap('pooled-fund', layer.annualCap),
    capLimits: layer.annualCap === null ? 'payment' : choose(pack, benefit, 'pooled-fund.cap-limits'),
    monthly: reader.cap('pooled-fund', layer.monthlyCap),
    monthlyLimits: layer.monthlyCap === undefined ? 'payment' : choose(pack, benefit, 'pooled-fund.monthly-cap-limits'),
    origin: choose(pack, benefit, 'pooled-fund.band-origin'),
    counted: choose(pack, benefit, 'pooled-fund.bands-counted'),
  };
}

function waysOf({ benefit, packs }: Policy, kind: SupplementKind | 'commercial', capped: boolean): BurdenWays {
  const pack = packs.insured;
  return {
    base: choose(pack, benefit, `${kind}.base`),
    awayShare: layerOf(benefit.layers, 'away-first-share') === undefined ? 'counts' : choose(pack, benefit, `${kind}.away-share`),
    deductible: kind === 'assistance' ? choose(pack, benefit, 'assistance.deductible') : 'counts',
    origin: choose(pack, benefit, `${kind}.band-origin`),
    counted: choose(pack, benefit, `${kind}.counted`),
    capLimits: capped ? choose(pack, benefit, `${kind}.cap-limits`) : 'payment',
  };
}

function supplementOf(reader: Reader, kind: SupplementKind): readonly SupplementNumbers[] {
  const { benefit } = reader.policy;
  const layer = layerOf(benefit.layers, kind);
  if (layer === undefined || ('classes' in layer && !layer.classes.includes(reader.facts.aid ?? 'none'))) return [];
  const ways = waysOf(reader.policy, kind, layer.annualCap !== null);
  return [{ kind, counters: countersOf(kind, benefit), ...reader.ladder(kind, layer), ...ways }];
}

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

function commercialOf(reader: Reader): CommercialNumbers | null {
  const { benefit, packs, products } = reader.policy;
  const layer = layerOf(benefit.layers, 'commercial');
  if (layer === undefined || !products.includes(layer.product)) return null;
  const { duties } = layer;
  const alone = duties.filter(({ of }) => of === 'in-scope').length === 1;
  return {
    ...waysOf(
      reader.policy,
      'commercial',
      duties.some(({ annualCap }) => annualCap !== null),
    ),
    shared: choose(packs.insured, benefit, 'commercial.deductible') === 'family-shared',
    duties: duties.filter(isForDisease(reader.facts.disease)).map((duty) => ({
      id: duty.id,
      of: duty.of,
      ownCounters: duty.of === 'self-paid' || !alone,
      capped: duty.annualCap !== null,
      ...reader.ladder('commercial', duty),
    })),
  };
}

const isForDisease =
  (disease: string | undefined) =>
  ({ diseases }: { readonly diseases?: readonly string[] | undefined }): boolean =>
    diseases === undefined || (disease !== undefined && diseases.includes(disease));
