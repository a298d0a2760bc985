import { invariant } from '../errors/invariant.ts';
import type { Payer, Split, SplitFigure, Step } from '../model/settlement.ts';

const FIGURES_OF = {
  patient: ['cash'],
  'other-payer': ['otherPayer'],
  'pooled-fund': ['pooledFund'],
  'large-amount': ['largeAmount'],
  'serious-illness': ['seriousIllness'],
  assistance: ['assistance'],
  'second-assistance': ['secondAssistance'],
  commercial: ['commercial', 'commercialSelfPaid'],
  account: ['account'],
  'family-account': ['familyAccount'],
  credit: ['credit'],
} as const satisfies Readonly<Record<Payer, readonly SplitFigure[]>>;
const NOTHING_PAID = Object.fromEntries(Object.keys(FIGURES_OF).map((payer) => [payer, 0])) as Record<Payer, number>;
const STEPS_SUM = 'the steps of each payer sum to his figure';

/** Proves that the reasons say what the split says: the steps of each payer sum to his figure. A broken sum is a bug and throws. */
export function checkPayers(split: Split, steps: readonly Step[]): void {
  const paid = { ...NOTHING_PAID };
  for (const { payer, amount } of steps) paid[payer] += amount.toFen();
  for (const payer in paid) {
    const [first, second] = FIGURES_OF[payer as Payer] as readonly [SplitFigure, SplitFigure?];
    const figure = split[first].toFen() + (second === undefined ? 0 : split[second].toFen());
    invariant(paid[payer as Payer] === figure, STEPS_SUM);
  }
}
