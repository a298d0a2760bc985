import { type Assumption, type Estimate, type Mark, type RangeCause, SPLIT_FIGURES, type Split } from '../model/settlement.ts';
import type { Accumulator, Accumulators, SettlementCase } from '../model/settlement-case.ts';
import { Money } from '../money/money.ts';
import type { RulePacks } from '../policy/pack.ts';
import { parameterOf } from '../policy/look-up.ts';
import { namesOf } from '../policy/check-pack.ts';
import { entryOn } from '../policy/parameter-at.ts';
import { choose } from '../policy/choose.ts';
import { type ChainInput, runChain, type Year } from './chain.ts';
import { classify, type Priced } from './classify-lines.ts';
import { type Policy, policyFor } from './find-benefit.ts';
import { numbersFor } from './numbers.ts';

/** What one column supposes about everything that is in doubt. */
export interface Scenario {
  readonly stayNo: number;
  readonly year: Year;
  readonly payMost: ReadonlySet<string>;
  readonly unclassified: 'self-paid' | 'in-scope';
}

/** One doubt: the other values a column may suppose. */
export interface Doubt {
  readonly cause: RangeCause;
  readonly options: readonly { readonly assumption: Assumption; readonly apply: (scenario: Scenario) => Scenario }[];
}

/** A case with its rules, ready to be computed under any scenario. */
export interface Prepared {
  readonly claim: SettlementCase;
  readonly policy: Policy;
  /** The charges by class, under both readings of lines that nobody classed. */
  readonly priced: Readonly<Record<Scenario['unclassified'], Priced>>;
  readonly known: Scenario;
}

/** Errors: rule/policy.no-pack; validation/case.invalid when take-backs exceed the charges. */
export function prepare(claim: SettlementCase, packs: RulePacks): Prepared {
  const { stays, deductible, base, pooledFund, burden, supplement } = claim.accumulators;
  const knownOf = (accumulator: Accumulator<Money> | null) => accumulator?.value ?? Money.ZERO;
  const year = {
    deductible: knownOf(deductible),
    base: knownOf(base),
    pooledFund: knownOf(pooledFund),
    burden: knownOf(burden),
    supplement: knownOf(supplement),
  };
  const policy = policyFor(claim, packs);
  return {
    claim,
    policy,
    priced: pricedBothWays(claim, policy),
    known: { stayNo: (stays?.value ?? 0) + 1, year, payMost: new Set(), unclassified: 'self-paid' },
  };
}

function pricedBothWays({ charges }: SettlementCase, { packs: { insured, care }, benefit, on }: Policy): Prepared['priced'] {
  const rounding = care === null ? choose(insured, benefit, 'rounding.mode') : choose(care, null, 'rounding.mode');
  const selfPaid = classify(charges, care, on, rounding, 'self-paid');
  const sure = selfPaid.unclassified.lines.length === 0;
  return { 'self-paid': selfPaid, 'in-scope': sure ? selfPaid : classify(charges, care, on, rounding, 'in-scope') };
}

/** The chain under one scenario. */
export function compute(prepared: Prepared, scenario: Scenario): { readonly split: Split; readonly steps: Estimate['steps'] } {
  return runChain(inputOf(prepared, scenario));
}

function inputOf({ claim, policy, priced }: Prepared, scenario: Scenario): ChainInput {
  const { insured, care } = policy.packs;
  return {
    priced: priced[scenario.unclassified],
    afterBasic: claim.charges.kind === 'burden-after-basic',
    numbers: numbersFor(policy, scenario.stayNo, scenario.payMost),
    year: scenario.year,
    account: claim.account,
    credit: claim.credit,
    insured: insured.stamp,
    care: care?.stamp ?? null,
  };
}

/** Every doubt of a case that can be bounded, whether or not it moves a fen here. */
export function doubtsOf({ claim, policy, priced, known }: Prepared): readonly Doubt[] {
  return [
    ...stayDoubt(claim, policy, known),
    ...amountDoubts(claim, policy),
    ...gapDoubts(policy, known),
    ...lineDoubt(priced['self-paid']),
  ];
}

/** A stale or missing count: any number of earlier stays from the known one up, as far as a table tells them apart. */
function stayDoubt(claim: SettlementCase, policy: Policy, known: Scenario): readonly Doubt[] {
  const { stays } = claim.accumulators;
  if (stays?.freshness === 'fresh') return [];
  const numbers = stayNumbers(policy, known.stayNo);
  if (numbers.length === 0) return [];
  const options = numbers.map((stayNo) => ({
    assumption: { kind: 'stay-count', stayNo } as const,
    apply: (scenario: Scenario) => ({ ...scenario, stayNo }),
  }));
  return [{ cause: { kind: 'stay-count', asOf: stays?.asOf ?? null }, options }];
}

/** Later stays that some row tells apart from earlier ones. */
export function stayNumbers({ packs, benefit, on }: Policy, from: number): readonly number[] {
  const intervals = benefit.layers.flatMap((layer) =>
    namesOf(layer).flatMap(([, name, unit]) => {
      const parameter = parameterOf(packs.insured, name, unit);
      return (parameter === undefined ? [] : (entryOn<unknown>(parameter, on)?.rows ?? [])).flatMap(({ when }) => when.stay ?? []);
    }),
  );
  const borders = intervals.flatMap(({ least, most }) => [least, ...(most === null ? [] : [most + 1])]);
  return [...new Set(borders.filter((stayNo) => stayNo > from))].sort((a, b) => a - b);
}

type AmountName = Exclude<keyof Accumulators, 'stays'>;
const AMOUNTS: readonly AmountName[] = ['deductible', 'base', 'pooledFund', 'burden', 'supplement'];

/** Stale amounts that cannot exceed a known bound. Without a bound they count as last known and carry a mark. */
function amountDoubts(claim: SettlementCase, policy: Policy): readonly Doubt[] {
  return AMOUNTS.filter((name) => layerOfAmount(policy, name) !== undefined).flatMap((name): Doubt[] => {
    const accumulator = claim.accumulators[name];
    if (accumulator?.freshness !== 'stale' || accumulator.atMost === null || accumulator.atMost.equals(accumulator.value)) return [];
    const value = accumulator.atMost;
    const apply = (scenario: Scenario) => ({ ...scenario, year: { ...scenario.year, [name]: value } });
    return [
      {
        cause: { kind: 'amount', accumulator: name, asOf: accumulator.asOf },
        options: [{ assumption: { kind: 'amount', accumulator: name, value }, apply }],
      },
    ];
  });
}

/** The layer of this benefit that asks for a running amount; undefined when none does. */
function layerOfAmount({ packs, benefit }: Policy, name: AmountName): Mark['layer'] | undefined {
  const layer = (kind: string) => benefit.layers.find((one) => one.kind === kind);
  const pooled = layer('pooled-fund');
  const supplement = benefit.layers.find((one) => one.kind === 'large-amount' || one.kind === 'serious-illness');
  const capped = supplement !== undefined && 'annualCap' in supplement && supplement.annualCap !== null;
  switch (name) {
    case 'deductible':
      return layer('deductible') !== undefined && choose(packs.insured, benefit, 'deductible.counted') === 'per-year'
        ? 'deductible'
        : undefined;
    case 'base':
      return pooled !== undefined && choose(packs.insured, benefit, 'pooled-fund.bands-counted') === 'per-year' ? 'pooled-fund' : undefined;
    case 'pooledFund':
      return pooled?.kind === 'pooled-fund' && pooled.annualCap !== null ? 'annual-cap' : undefined;
    case 'burden':
      return supplement?.kind as Mark['layer'] | undefined;
    default:
      return capped ? (supplement?.kind as Mark['layer']) : undefined;
  }
}

function gapDoubts(policy: Policy, known: Scenario): readonly Doubt[] {
  const stays = [known.stayNo, ...stayNumbers(policy, known.stayNo)];
  const gaps = stays.flatMap((stayNo) => numbersFor(policy, stayNo, known.payMost).gaps);
  return [...new Map(gaps.map((gap) => [gap.parameter, gap])).values()].map(({ layer, parameter }) => ({
    cause: { kind: 'gap', layer, parameter },
    options: [
      {
        assumption: { kind: 'gap', parameter, reading: 'pays-most' },
        apply: (scenario: Scenario) => ({ ...scenario, payMost: new Set([...scenario.payMost, parameter]) }),
      },
    ],
  }));
}

function lineDoubt({ unclassified }: Priced): readonly Doubt[] {
  if (unclassified.lines.length === 0) return [];
  const apply = (scenario: Scenario): Scenario => ({ ...scenario, unclassified: 'in-scope' });
  return [
    {
      cause: { kind: 'unclassified', lines: unclassified.lines.length },
      options: [{ assumption: { kind: 'unclassified', reading: 'in-scope' }, apply }],
    },
  ];
}

/** What stays open beside the doubts: old or missing amounts without a bound, gaps that matter, lines without a class. */
export function marksOf({ claim, policy, priced }: Prepared, mattering: readonly RangeCause[]): readonly Mark[] {
  const amounts = AMOUNTS.flatMap((accumulator): Mark[] => {
    const layer = layerOfAmount(policy, accumulator);
    const given = claim.accumulators[accumulator];
    if (layer === undefined) return [];
    if (given === null) return [{ kind: 'missing', layer, accumulator }];
    return given.freshness === 'stale' ? [{ kind: 'stale', layer, accumulator, asOf: given.asOf }] : [];
  });
  const gaps = mattering.flatMap((cause): Mark[] =>
    cause.kind === 'gap' ? [{ kind: 'gap', layer: cause.layer, parameter: cause.parameter }] : [],
  );
  const { unclassified } = priced['self-paid'];
  const lines: readonly Mark[] = unclassified.lines.length === 0 ? [] : [{ kind: 'unclassified', layer: 'self-paid', ...unclassified }];
  return [...amounts, ...gaps, ...lines];
}

/** Whether two splits agree in every figure. */
export const sameSplit = (a: Split, b: Split): boolean => SPLIT_FIGURES.every((figure) => a[figure].equals(b[figure]));
