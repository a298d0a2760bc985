import { type Split, type Step, splitOf } from '../model/settlement.ts';
import { Money } from '../money/money.ts';
import type { ChainInput, Write } from './chain-types.ts';
import { checkPayers } from './check-steps.ts';
import { bearAwayShare, leftBefore, payBasic } from './pay-basic.ts';
import { payEarly, payShare } from './pay-share.ts';
import { payCommercial, paySupplements } from './supplements.ts';

/** The split and its reasons. */
export interface ChainResult {
  readonly split: Split;
  readonly steps: readonly Step[];
}

/**
 * The chain from charges to cash for one column, with its reasons.
 *
 * Pure. Post: the split's sums hold, all steps sum to the total, those of each payer to his figure; a broken post-condition throws.
 * Rounding: by the pack's mode, once per band or once per layer.
 */
export function runChain(input: ChainInput): ChainResult {
  const steps = classSteps(input);
  const split = walk(input, (layer, payer, amount, basis, formula, used) => {
    if (amount.isZero()) return;
    const step: Step = {
      layer,
      payer,
      amount,
      basis,
      formula: used?.gap === true ? '以中心为准' : formula(),
      reference: used?.reference ?? null,
      pack: used === undefined ? null : input.insured,
    };
    steps.push(used?.duty === undefined ? step : { ...step, duty: used.duty });
  });
  checkPayers(split, steps);
  return { split, steps };
}

/** The same split without its reasons: for ranges, comparisons and dry runs. Post: the split's sums hold. */
export const splitAlone = (input: ChainInput): Split => walk(input, () => undefined);

const CLASSES = [
  ['other-payer', 'otherPayer', 'other-payer'],
  ['self-paid', 'selfPaid', 'patient'],
  ['over-cap', 'overCap', 'patient'],
  ['first-share', 'firstShare', 'patient'],
] as const;

function classSteps({ priced: { sums, how }, care }: ChainInput): Step[] {
  const steps: Step[] = [];
  for (const [layer, figure, payer] of CLASSES) {
    const amount = sums[figure];
    if (amount.isZero()) continue;
    const { formula, reference } = how(figure);
    steps.push({
      layer,
      payer,
      amount,
      basis: sums.total,
      formula,
      reference,
      pack: reference === null ? null : care,
    });
  }
  return steps;
}

function walk(input: ChainInput, write: Write): Split {
  const { priced, numbers, year, before } = input;
  const { total, selfPaid, overCap, firstShare, otherPayer } = priced.sums;
  const claimed = total.minus(selfPaid).minus(overCap).minus(firstShare).minus(otherPayer);
  const awayShare = before === null ? bearAwayShare(claimed, numbers, write) : Money.ZERO;
  const inScope = claimed.minus(awayShare);
  const early = before === null ? payEarly(inScope, input, write) : Money.ZERO;
  const basic = before === null ? payBasic(inScope.minus(early), numbers, year, write) : leftBefore(inScope, write);
  const aid = paySupplements({ basic, firstShare, awayShare, before }, numbers, year, write);
  const left = Money.sum([basic.deductible, basic.coinsurance, firstShare, awayShare]).minus(aid.relieved);
  const commercial = payCommercial({ left, firstShare, awayShare, selfPaid }, numbers, year, write);
  const inScopeOwnShare = left.minus(commercial.commercial).plus(early);
  const other = selfPaid.plus(overCap).minus(commercial.commercialSelfPaid);
  const share = payShare(inScopeOwnShare, other, early, input, write);
  // Each part by its name: spreading the layers' results would cost a third of a short case.
  return splitOf({
    total,
    selfPaid,
    overCap,
    firstShare,
    awayShare,
    otherPayer,
    deductible: basic.deductible,
    pooledFund: basic.pooledFund,
    largeAmount: aid.largeAmount,
    seriousIllness: aid.seriousIllness,
    assistance: aid.assistance,
    secondAssistance: aid.secondAssistance,
    commercial: commercial.commercial,
    commercialSelfPaid: commercial.commercialSelfPaid,
    account: share.account,
    familyAccount: share.familyAccount,
    credit: share.credit,
  });
}
