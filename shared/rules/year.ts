import type { Money } from '../money/money.ts';

/** Year-to-date values of one column, all known. */
export interface Year {
  readonly deductible: Money;
  readonly deductibleAtLevel: Money;
  readonly base: Money;
  readonly pooledFund: Money;
  readonly month: Money;
  readonly burden: Money;
  readonly supplement: Money;
  readonly seriousIllnessBurden: Money;
  readonly seriousIllness: Money;
  readonly assistanceBurden: Money;
  readonly assistance: Money;
  readonly secondAssistanceBurden: Money;
  readonly secondAssistance: Money;
  readonly commercialBurden: Money;
  readonly commercial: Money;
  readonly familyDeductible: Money;
}
