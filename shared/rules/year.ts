import type { Accumulator, Accumulators } from '../model/settlement-case.ts';
import { Money } from '../money/money.ts';

/** Year-to-date values of one column, all known. */
export interface Year {
  readonly deductible: Money;
  readonly deductibleAtLevel: Money;
  readonly deductibleInStay: Money;
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
  /** Commercial duties that count for themselves, by id; one that is not there has paid nothing. */
  readonly duties: Readonly<Record<string, DutyYear>>;
}

/** A running value by its name; what the stay itself has borne is no value of the year. */
export type YearAmount = Exclude<keyof Year, 'duties' | 'deductibleInStay'>;

/** One duty's year so far. */
export interface DutyYear {
  readonly burden: Money;
  readonly paid: Money;
}
export const NO_DUTY_YET: DutyYear = { burden: Money.ZERO, paid: Money.ZERO };

const known = (accumulator: Accumulator<Money> | null | undefined) => accumulator?.value ?? Money.ZERO;
const NO_DUTIES: Year['duties'] = {};

/** The running values as last known; what nobody gave is zero. */
export function yearOf(given: Accumulators): Year {
  return {
    deductible: known(given.deductible),
    deductibleAtLevel: known(given.deductibleAtLevel),
    deductibleInStay: known(given.deductibleInStay),
    base: known(given.base),
    pooledFund: known(given.pooledFund),
    month: known(given.month),
    burden: known(given.burden),
    supplement: known(given.supplement),
    seriousIllnessBurden: known(given.seriousIllnessBurden),
    seriousIllness: known(given.seriousIllness),
    assistanceBurden: known(given.assistanceBurden),
    assistance: known(given.assistance),
    secondAssistanceBurden: known(given.secondAssistanceBurden),
    secondAssistance: known(given.secondAssistance),
    commercialBurden: known(given.commercialBurden),
    commercial: known(given.commercial),
    familyDeductible: known(given.familyDeductible),
    duties: given.duties === undefined ? NO_DUTIES : dutiesOf(given.duties),
  };
}

const dutiesOf = (given: NonNullable<Accumulators['duties']>): Year['duties'] =>
  Object.fromEntries(Object.entries(given).map(([id, { burden, paid }]) => [id, { burden: known(burden), paid: known(paid) }]));
