import type { Assumption, Estimate, RangeCause, Split } from '../model/settlement.ts';
import { invariant } from '../errors/invariant.ts';
import { type AskedAmount, askedAmounts } from './asked-amounts.ts';
import type { Policy } from './find-benefit.ts';
import { marksOf } from './marks.ts';
import { compute, computeSplit, type Doubt, type Prepared, type Scenario, sameSplit } from './scenarios.ts';

/** More combinations than this are not tried one by one: each doubt alone and all together instead. */
const COMBINATIONS_MOST = 256;

/** One answer of a range: what it supposes, in the order of the doubts. */
export interface Column {
  readonly assumptions: readonly Assumption[];
  readonly scenario: Scenario;
}

/** The doubts that move a figure, alone or together with the others. */
export function matteringDoubts(prepared: Prepared, doubts: readonly Doubt[]): readonly Doubt[] {
  const columns = combinations(prepared, doubts).map(({ scenario }) => scenario);
  return doubts.filter(({ options }) =>
    options.some(({ apply }) =>
      columns.some((scenario) => !sameSplit(computeSplit(prepared, scenario), computeSplit(prepared, apply(scenario)))),
    ),
  );
}

/** Every way to suppose something about each doubt; the first supposes what is known. */
export function combinations(prepared: Prepared, doubts: readonly Doubt[]): readonly Column[] {
  const { known } = prepared;
  const base: Column = { assumptions: doubts.map((doubt) => knownOf(doubt, prepared)), scenario: known };
  const suppose = (column: Column, index: number, { assumption, apply }: Doubt['options'][number]): Column => ({
    assumptions: column.assumptions.with(index, assumption),
    scenario: apply(column.scenario),
  });
  const count = doubts.reduce((product, { options }) => product * (options.length + 1), 1);
  if (count <= COMBINATIONS_MOST) {
    let columns: readonly Column[] = [base];
    doubts.forEach(({ options }, index) => {
      columns = columns.concat(options.flatMap((option) => columns.map((column) => suppose(column, index, option))));
    });
    return columns;
  }
  const alone = doubts.flatMap(({ options }, index) => options.map((option) => suppose(base, index, option)));
  const together = doubts.reduce(
    (column, { options }, index) =>
      options.length === 0 ? column : suppose(column, index, options[options.length - 1] as Doubt['options'][number]),
    base,
  );
  return [base, ...alone, together];
}

/** What the first column supposes about a doubt. */
function knownOf({ cause }: Doubt, { policy, known: { stayNo, year } }: Prepared): Assumption {
  switch (cause.kind) {
    case 'stay-count':
      return { kind: 'stay-count', stayNo };
    case 'amount':
      return { kind: 'amount', accumulator: cause.accumulator, value: known(policy, cause.accumulator).from(year) };
    case 'gap':
      return { kind: 'gap', parameter: cause.parameter, reading: 'pays-least' };
    default:
      return { kind: 'unclassified', reading: 'self-paid' };
  }
}

function known(policy: Policy, name: string): AskedAmount {
  const found = askedAmounts(policy).find((amount) => amount.name === name);
  invariant(found !== undefined, 'only what is asked for is in doubt');
  return found;
}

/** One column for each answer, the first that gives it. */
export function distinct(prepared: Prepared, columns: readonly Column[]): readonly Column[] {
  const seen: Split[] = [];
  return columns.filter(({ scenario }) => {
    const split = computeSplit(prepared, scenario);
    if (seen.some((other) => sameSplit(other, split))) return false;
    seen.push(split);
    return true;
  });
}

/** The estimate of one column. */
export function estimateOf(prepared: Prepared, scenario: Scenario, causes: readonly RangeCause[]): Estimate {
  const { insured, care } = prepared.policy.packs;
  return {
    standing: 'estimate',
    ...compute(prepared, scenario),
    marks: marksOf(prepared, causes),
    packs: { insured: insured.stamp, care: care?.stamp ?? null },
  };
}
