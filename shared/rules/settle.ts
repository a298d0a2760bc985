import type { Estimate } from '../model/settlement.ts';
import type { SettlementCase } from '../model/settlement-case.ts';
import type { RulePacks } from '../policy/pack.ts';
import { checkCase } from './check-case.ts';
import { estimateOf, matteringDoubts } from './columns.ts';
import { gapDoubts } from './doubts.ts';
import { prepare } from './scenarios.ts';

/**
 * Estimates who pays one claim, with the reasons, on the values as last known.
 *
 * Pure: the same arguments always give the same bytes; no clock, no database. Day: `claim.care.on`.
 * Where something is open (a gap, a line without a class) it takes what leaves most to the patient and says so in `marks`.
 * Units: yuan as Money. Rounding: once per line and class, once per band, by the pack's `rounding.mode`, nowhere else.
 *
 * Post: the sums of `Split` hold; all steps sum to the total, those of each payer to his figure.
 * Source: the articles in the steps.
 * Errors: validation/case.invalid for absurd amounts; rule/policy.no-pack when the pack has no rules for the case;
 * rule/policy.no-value-on-date where its history leaves the day out.
 */
export function settle(claim: SettlementCase, packs: RulePacks): Estimate {
  checkCase(claim);
  const prepared = prepare(claim, packs);
  const gaps = gapDoubts(prepared.policy, prepared.known);
  const causes = gaps.length === 0 ? [] : matteringDoubts(prepared, gaps).map(({ cause }) => cause);
  return estimateOf(prepared, prepared.known, causes);
}
