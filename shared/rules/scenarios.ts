import { AppError } from '../errors/app-error.ts';
import { type Assumption, type RangeCause, SPLIT_FIGURES, type Split } from '../model/settlement.ts';
import type { EntryLayer, SettlementCase } from '../model/settlement-case.ts';
import { Money } from '../money/money.ts';
import { choose, isChosen } from '../policy/choose.ts';
import type { Benefit, Pack, RulePacks } from '../policy/pack.ts';
import type { RoundingWay } from './bands.ts';
import { type ChainResult, runChain, splitAlone } from './chain.ts';
import type { ChainInput } from './chain-types.ts';
import { type Year, yearOf } from './year.ts';
import { demand } from './check-case.ts';
import { classify, type Priced } from './classify-lines.ts';
import { type Policy, policyFor } from './find-benefit.ts';
import { numbersFor } from './compile-numbers.ts';
import { layerOf } from './numbers.ts';
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
export function entryOf({ charges }: SettlementCase): EntryLayer | null {
  if (charges.kind === 'burden-after-basic') return 'large-amount';
  return charges.kind === 'burden' ? charges.before : null;
}

/** Whether two splits agree in every figure. */
export const sameSplit = (a: Split, b: Split): boolean => SPLIT_FIGURES.every((figure) => a[figure].equals(b[figure]));
