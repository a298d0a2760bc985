import { AppError } from '../errors/app-error.ts';
import { type Assumption, type Mark, type RangeCause, SPLIT_FIGURES, type Split } from '../model/settlement.ts';
import type { EntryLayer, SettlementCase } from '../model/settlement-case.ts';
import { Money } from '../money/money.ts';
import { namesOf } from '../policy/check-pack.ts';
import { choose, isChosen } from '../policy/choose.ts';
import { parameterOf } from '../policy/look-up.ts';
import { LAYER_ORDER } from '../policy/pack-schema.ts';
import type { Benefit, Pack, RulePacks } from '../policy/pack.ts';
import { entryOn } from '../policy/parameter-at.ts';
import type { RoundingWay } from './bands.ts';
import { type ChainResult, runChain, splitAlone } from './chain.ts';
import type { ChainInput } from './chain-types.ts';
import { type Year, yearOf } from './year.ts';
import { askedAmounts } from './asked-amounts.ts';
import { demand } from './check-case.ts';
import { classify, type Priced } from './classify-lines.ts';
import { type Policy, policyFor } from './find-benefit.ts';
import { layerOf, numbersFor } from './numbers.ts';
import { written } from './written.ts';

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
  const year = yearOf(claim.accumulators);
  const policy = policyFor(claim, packs);
  checkDuties(claim, policy);
  return {
    claim,
    policy,
    priced: pricedBothWays(claim, policy),
    known: { stayNo: (claim.accumulators.stays?.value ?? 0) + 1, year, payMost: NO_GAPS_READ, unclassified: 'self-paid' },
  };
}

/** A duty that the product does not have cannot have paid: a wrong id would go unnoticed. */
function checkDuties({ accumulators: { duties } }: SettlementCase, { benefit }: Policy): void {
  if (duties === undefined) return;
  const ids = layerOf(benefit.layers, 'commercial')?.duties.map(({ id }) => id) ?? [];
  for (const id in duties) demand(ids.includes(id), `accumulators.duties.${id}`, 'the benefit has no such duty');
}

const NO_GAPS_READ: ReadonlySet<string> = new Set();

const roundings = new WeakMap<Policy, RoundingWay>();
/** How the place that classes the lines rounds. */
function roundingOf(policy: Policy): RoundingWay {
  const ready = roundings.get(policy);
  if (ready !== undefined) return ready;
  const { insured, care } = policy.packs;
  const [pack, own] = care === null ? [insured, policy.benefit] : [care, null];
  const found = { mode: choose(pack, own, 'rounding.mode'), point: choose(pack, own, 'rounding.point') };
  roundings.set(policy, found);
  return found;
}

function pricedBothWays({ charges }: SettlementCase, policy: Policy): Prepared['priced'] {
  const {
    packs: { insured, care },
    benefit,
    on,
  } = policy;
  const rounding = roundingOf(policy);
  const selfPaid = leaveOut(classify(charges, care, on, rounding, 'self-paid'), insured, benefit);
  const sure = selfPaid.unclassified.lines.length === 0;
  return {
    'self-paid': selfPaid,
    'in-scope': sure ? selfPaid : leaveOut(classify(charges, care, on, rounding, 'in-scope'), insured, benefit),
  };
}

/**
 * Costs that another payer owes (Q-D3): these alone are left out, or they put the whole stay outside basic insurance.
 *
 * @throws AppError rule/policy.no-pack when there are such costs and the pack did not choose.
 */
function leaveOut(priced: Priced, insured: Pack, benefit: Benefit): Priced {
  const { total, otherPayer } = priced.sums;
  if (otherPayer.isZero()) return priced;
  if (!isChosen(insured, benefit, 'other-payer.excludes'))
    throw new AppError(
      'rule',
      'policy.no-pack',
      'some costs are owed by another payer, and the pack does not choose other-payer.excludes',
      {
        region: insured.region.code,
        choice: 'other-payer.excludes',
      },
    );
  if (choose(insured, benefit, 'other-payer.excludes') === 'lines') return priced;
  return {
    sums: { total, selfPaid: Money.ZERO, overCap: Money.ZERO, firstShare: Money.ZERO, otherPayer: total },
    how: () => ({ formula: written(total), reference: null }),
    unclassified: { lines: [], amount: Money.ZERO },
  };
}

/** The chain under one scenario, with its reasons. */
export function compute(prepared: Prepared, scenario: Scenario): ChainResult {
  return runChain(inputOf(prepared, scenario));
}

/** The split under one scenario, without reasons. */
export function computeSplit(prepared: Prepared, scenario: Scenario): Split {
  return splitAlone(inputOf(prepared, scenario));
}

function inputOf({ claim, policy, priced }: Prepared, scenario: Scenario): ChainInput {
  const { insured, care } = policy.packs;
  return {
    priced: priced[scenario.unclassified],
    before: entryOf(claim),
    numbers: numbersFor(policy, scenario.stayNo, scenario.payMost),
    year: scenario.year,
    account: claim.account,
    familyAccount: claim.familyAccount ?? null,
    credit: claim.credit,
    insured: insured.stamp,
    care: care?.stamp ?? null,
  };
}

/** The layer at which a case enters; null: at the beginning, with its charges. */
function entryOf({ charges }: SettlementCase): EntryLayer | null {
  if (charges.kind === 'burden-after-basic') return 'large-amount';
  return charges.kind === 'burden' ? charges.before : null;
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

/** A stale or missing count: any number of earlier stays from the known one up to its bound, as far as a table tells them apart. */
function stayDoubt(claim: SettlementCase, policy: Policy, known: Scenario): readonly Doubt[] {
  const { stays } = claim.accumulators;
  if (stays?.freshness === 'fresh') return [];
  const most = stays?.atMost ?? Number.POSITIVE_INFINITY;
  const numbers = stayNumbers(policy, known.stayNo).filter((stayNo) => stayNo <= most + 1);
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

/** Stale amounts that cannot exceed a known bound. Without a bound they count as last known and carry a mark. */
function amountDoubts({ accumulators }: SettlementCase, policy: Policy): readonly Doubt[] {
  return askedAmounts(policy).flatMap(({ name, of, into }): Doubt[] => {
    const accumulator = of(accumulators);
    if (accumulator?.freshness !== 'stale' || accumulator.atMost === null || accumulator.atMost.equals(accumulator.value)) return [];
    const value = accumulator.atMost;
    const apply = (scenario: Scenario) => ({ ...scenario, year: into(scenario.year, value) });
    return [
      {
        cause: { kind: 'amount', accumulator: name, asOf: accumulator.asOf },
        options: [{ assumption: { kind: 'amount', accumulator: name, value }, apply }],
      },
    ];
  });
}

const withoutGaps = new WeakMap<Policy, Set<number>>();

/** Numbers that this benefit asks for and nobody found. */
export function gapDoubts(policy: Policy, known: Scenario): readonly Doubt[] {
  const none = withoutGaps.get(policy) ?? new Set<number>();
  if (none.has(known.stayNo)) return [];
  const stays = [known.stayNo, ...stayNumbers(policy, known.stayNo)];
  const gaps = stays.flatMap((stayNo) => numbersFor(policy, stayNo, known.payMost).gaps);
  if (gaps.length === 0) withoutGaps.set(policy, none.add(known.stayNo));
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
  const marks: Mark[] = [];
  const entry = entryOf(claim);
  for (const { name: accumulator, layer, of } of askedAmounts(policy)) {
    if (entry !== null && orderOf(layer) < orderOf(entry)) continue; // over before the case begins
    const given = of(claim.accumulators);
    if (given == null) marks.push({ kind: 'missing', layer, accumulator });
    else if (given.freshness === 'stale') marks.push({ kind: 'stale', layer, accumulator, asOf: given.asOf });
  }
  for (const cause of mattering)
    if (cause.kind === 'gap')
      marks.push({
        kind: 'gap',
        layer: cause.layer,
        parameter: cause.parameter,
      });
  const { unclassified } = priced['self-paid'];
  if (unclassified.lines.length > 0) marks.push({ kind: 'unclassified', layer: 'self-paid', ...unclassified });
  return marks;
}

/** Where a layer stands in the chain; the caps stand with the layer they limit. */
const orderOf = (layer: Mark['layer']) => (LAYER_ORDER as readonly string[]).indexOf(layer.endsWith('-cap') ? 'pooled-fund' : layer);

/** Whether two splits agree in every figure. */
export const sameSplit = (a: Split, b: Split): boolean => SPLIT_FIGURES.every((figure) => a[figure].equals(b[figure]));
