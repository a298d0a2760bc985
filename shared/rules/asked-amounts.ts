import type { Mark } from '../model/settlement.ts';
import type { Accumulator, Accumulators } from '../model/settlement-case.ts';
import type { Money } from '../money/money.ts';
import { choose } from '../policy/choose.ts';
import type { Policy } from './find-benefit.ts';
import { numbersFor } from './compile-numbers.ts';
import { type CommercialNumbers, layerOf, type Numbers } from './numbers.ts';
import { NO_DUTY_YET, type Year } from './year.ts';

/** A running amount that a benefit asks for: its name in a case, the layer that asks, where it is given and where it goes. */
export interface AskedAmount {
  readonly name: string;
  readonly layer: Mark['layer'];
  readonly of: (given: Accumulators) => Accumulator<Money> | null | undefined;
  readonly from: (year: Year) => Money;
  readonly into: (year: Year, value: Money) => Year;
}

type AmountName = Exclude<keyof Accumulators, 'stays' | 'duties' | 'deductibleInStay'>;
const AMOUNTS = [
  'deductible',
  'deductibleAtLevel',
  'base',
  'pooledFund',
  'month',
  'burden',
  'supplement',
  'seriousIllnessBurden',
  'seriousIllness',
  'assistanceBurden',
  'assistance',
  'secondAssistanceBurden',
  'secondAssistance',
  'commercialBurden',
  'commercial',
  'familyDeductible',
] as const satisfies readonly AmountName[];

const asked = new WeakMap<Policy, readonly AskedAmount[]>();
/** The running amounts that the benefit asks for. Found once for each policy. */
export function askedAmounts(policy: Policy): readonly AskedAmount[] {
  const ready = asked.get(policy);
  if (ready !== undefined) return ready;
  const numbers = numbersFor(policy, 1, new Set());
  const found = [
    ...AMOUNTS.flatMap((name): AskedAmount[] => {
      const layer = layerOfAmount(policy, numbers, name);
      if (layer === undefined) return [];
      return [{ name, layer, of: (given) => given[name], from: (year) => year[name], into: (year, value) => ({ ...year, [name]: value }) }];
    }),
    ...(numbers.commercial === null ? [] : dutyAmounts(numbers.commercial)),
  ];
  asked.set(policy, found);
  return found;
}

/** The layer of this benefit that asks for a running amount; undefined when none does. */
function layerOfAmount({ packs, benefit }: Policy, numbers: Numbers, name: AmountName): Mark['layer'] | undefined {
  const { deductible, pooled, supplements, commercial } = numbers;
  const asBurden = supplements.find(({ counters, counted }) => counters[0] === name && counted === 'per-year');
  const asPaid = supplements.find(
    ({ kind, counters, capLimits }) => counters[1] === name && layerOf(benefit.layers, kind)?.annualCap != null && capLimits === 'payment',
  );
  const capped = layerOf(benefit.layers, 'pooled-fund')?.annualCap != null;
  const yearly = pooled?.counted === 'per-year' || (capped && pooled?.capLimits === 'cost');
  const sole = commercial?.duties.find(({ ownCounters }) => !ownCounters);
  switch (name) {
    case 'deductible': {
      const running = deductible?.counted === 'per-year' || deductible?.counted === 'once-a-year';
      if (running || layerOf(benefit.layers, 'deductible')?.annualCeiling !== undefined) return 'deductible';
      // Bands that begin at the first yuan have the year's deductibles below them.
      return yearly && pooled?.origin === 'absolute' && deductible !== null ? 'pooled-fund' : undefined;
    }
    case 'deductibleAtLevel':
      return deductible?.counted === 'per-year-by-level' ? 'deductible' : undefined;
    case 'base':
      return yearly ? 'pooled-fund' : undefined;
    case 'pooledFund':
      return capped && pooled?.capLimits === 'payment' ? 'annual-cap' : undefined;
    case 'month':
      return layerOf(benefit.layers, 'pooled-fund')?.monthlyCap === undefined ? undefined : 'monthly-cap';
    case 'commercialBurden':
      return sole !== undefined && commercial?.counted === 'per-year' ? 'commercial' : undefined;
    case 'commercial':
      return sole !== undefined && commercial?.capLimits === 'payment' && sole.capped ? 'commercial' : undefined;
    case 'familyDeductible':
      return commercial !== null && choose(packs.insured, benefit, 'commercial.deductible') === 'family-shared' ? 'commercial' : undefined;
    default:
      return (asBurden ?? asPaid)?.kind;
  }
}

/** Each duty with counters of its own: the burden it goes on from, and what counts against its cap. */
function dutyAmounts({ duties, counted, capLimits }: CommercialNumbers): readonly AskedAmount[] {
  return duties.flatMap(({ id, ownCounters, capped }) => {
    if (!ownCounters) return [];
    const parts = [...(counted === 'per-year' ? ['burden' as const] : []), ...(capped && capLimits === 'payment' ? ['paid' as const] : [])];
    return parts.map((part): AskedAmount => {
      const now = ({ duties: all }: Year) => all[id] ?? NO_DUTY_YET;
      return {
        name: `duties.${id}.${part}`,
        layer: 'commercial',
        of: (given) => given.duties?.[id]?.[part],
        from: (year) => now(year)[part],
        into: (year, value) => ({ ...year, duties: { ...year.duties, [id]: { ...now(year), [part]: value } } }),
      };
    });
  });
}
