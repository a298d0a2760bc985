import type { SplitFigure, Split } from '../model/settlement.ts';
import type { Money } from '../money/money.ts';

/** Figures in which two splits are compared; account, credit and cash are means of payment and not compared. */
export const COMPARED_FIGURES = [
  'total',
  'selfPaid',
  'overCap',
  'firstShare',
  'inScope',
  'deductible',
  'pooledFund',
  'coinsurance',
  'largeAmount',
  'seriousIllness',
  'assistance',
  'secondAssistance',
  'otherFunds',
  'commercial',
  'commercialSelfPaid',
  'inScopeOwnShare',
  'burden',
] as const satisfies readonly SplitFigure[];
export type ComparedFigure = (typeof COMPARED_FIGURES)[number];

/** Final minus estimate, by figure. Negative: the centre's figure is lower. */
export type Differences = Readonly<Record<ComparedFigure, Money>>;

/**
 * Kinds of causes. missing-line: the totals differ. price: one total, another amount over the
 * price cap. catalogue: one total, other classes. year-amount: a running value of the year.
 * eligibility: person class, filing or hospital level. other-payer: a fund this chain does not compute.
 * `unexplained` closes the sum when nothing known reproduces the centre's split.
 */
export const CAUSE_KINDS = [
  'missing-line',
  'price',
  'catalogue',
  'stay-count',
  'year-amount',
  'eligibility',
  'pack-version',
  'rounding',
  'other-payer',
  'unexplained',
] as const;
export type CauseKind = (typeof CAUSE_KINDS)[number];

/**
 * One cause and what it alone moved, final minus estimate. `ownShare`: its effect on 自付. `formula`: "170.00 × 85 % = 144.50" or null.
 * `facts` as texts for the sentence: deductibleBefore, deductibleAfter, stayNoBefore, stayNoAfter …
 */
export interface Cause {
  readonly kind: CauseKind;
  readonly effects: Differences;
  readonly ownShare: Money;
  readonly formula: string | null;
  readonly facts: Readonly<Record<string, string>>;
}

/**
 * The official split beside ours, as the centre counts: without what another payer owes or a commercial product pays; 异地先行自付 counts as
 * 先行自付.
 * By figure: estimate + effects of all causes (with `unexplained`) = final.
 */
export interface Comparison {
  readonly equal: boolean;
  readonly estimate: Split;
  readonly final: Split;
  readonly differences: Differences;
  readonly causes: readonly Cause[];
  /** Difference of 自付, what of it the typed causes explain, and what stays open. difference = explained + unexplained. */
  readonly difference: Money;
  readonly explained: Money;
  readonly unexplained: Money;
}
