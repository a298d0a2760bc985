import { type EstimateRange, SPLIT_FIGURES, type Split } from '../model/settlement.ts';
import type { SettlementCase } from '../model/settlement-case.ts';
import { Money } from '../money/money.ts';
import type { RulePacks } from '../policy/pack.ts';
import { checkCase } from './check-case.ts';
import { combinations, distinct, estimateOf, matteringDoubts } from './columns.ts';
import { doubtsOf } from './doubts.ts';
import { prepare } from './scenarios.ts';

/**
 * The estimate under doubt: least and most of every figure, the columns between, and why.
 *
 * A stale or missing stay count means that number or any higher one; a stale amount lies between its value and `atMost` (without one it
 * counts as last known and is marked); a gap pays between least and most; a line without a class is in scope or not.
 * Fresh facts and known numbers give one column, `exact`. Pure; errors as `settle`.
 */
export function estimateRange(claim: SettlementCase, packs: RulePacks): EstimateRange {
  checkCase(claim);
  const prepared = prepare(claim, packs);
  const doubts = matteringDoubts(prepared, doubtsOf(prepared));
  const causes = doubts.map(({ cause }) => cause);
  const columns = distinct(prepared, combinations(prepared, doubts)).map(({ assumptions, scenario }) => ({
    assumptions,
    estimate: estimateOf(prepared, scenario, causes),
  }));
  const splits = columns.map(({ estimate }) => estimate.split);
  const marks = columns[0]?.estimate.marks ?? [];
  return {
    standing: 'estimate',
    exact: columns.length === 1,
    least: extreme(splits, Money.min),
    most: extreme(splits, Money.max),
    columns,
    causes,
    marks,
  };
}

/** Each figure's own extreme over all columns. */
function extreme(splits: readonly Split[], pick: (a: Money, b: Money) => Money): Split {
  const first = splits[0] as Split;
  return Object.fromEntries(
    SPLIT_FIGURES.map((figure) => [figure, splits.map((split) => split[figure]).reduce(pick, first[figure])]),
  ) as unknown as Split;
}
