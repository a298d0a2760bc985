import { FIGURES, type Figure, type SettlementView } from '../../../../shared/contract/settlement-contract.ts';
import type { Estimate, EstimateRange, RangeCause, Split } from '../../../../shared/model/settlement.ts';
import { Money } from '../../../../shared/money/money.ts';
import { hospitalText } from '../../../../shared/time/calendar-date.ts';
import { toStepView } from '../admission/admission-view.ts';
import type { Guess } from './estimate-service.ts';

type Row = SettlementView['rows'][number];

/** A figure of the table out of a split; 其他基金 are shown as one. */
export function figureOf(split: Split, figure: Figure): Money {
  if (figure === 'otherFunds')
    return Money.sum([
      split.seriousIllness,
      split.assistance,
      split.secondAssistance,
      split.otherFunds,
      split.commercial,
      split.otherPayer,
    ]);
  return split[figure];
}

/** The table: estimate columns, the centre's pre-settlement and settlement, and centre minus estimate. */
export function rowsOf(guess: Guess, preSettled: Split | null, final: Split | null): Row[] {
  const splits = guess.kind === 'none' ? [] : guess.range.columns.map(({ estimate }) => estimate.split);
  const centre = final ?? preSettled;
  return FIGURES.map((figure) => {
    const estimates = splits.map((split) => figureOf(split, figure));
    return {
      figure,
      estimates,
      preSettled: preSettled === null ? null : figureOf(preSettled, figure),
      final: final === null ? null : figureOf(final, figure),
      // Against the first column, the answer on the facts as last known: its causes are told for that one.
      difference: centre === null || estimates[0] === undefined ? null : figureOf(centre, figure).minus(estimates[0]),
    };
  });
}

export function columnsOf(guess: Guess): SettlementView['columns'] {
  if (guess.kind === 'none') return [];
  const known = guess.claim.accumulators.stays;
  return guess.range.columns.map(({ assumptions, estimate }) => {
    const supposed = assumptions.find((assumption) => assumption.kind === 'stay-count');
    return { stayNumberInYear: supposed?.stayNo ?? (known === null ? null : known.value + 1), deductible: estimate.split.deductible };
  });
}

/** Why the answer is a range, or why there is none. */
export function uncertaintyOf(guess: Guess): SettlementView['uncertain'] {
  if (guess.kind === 'none') return [{ cause: guess.because, facts: {} }];
  return guess.range.causes.map((cause) => ({ cause: cause.kind, facts: factsOf(cause) }));
}

function factsOf(cause: RangeCause): Record<string, string> {
  switch (cause.kind) {
    case 'stay-count':
      return { asOf: cause.asOf === null ? '' : hospitalText(cause.asOf).slice(0, 10) };
    case 'amount':
      return { accumulator: cause.accumulator, asOf: cause.asOf === null ? '' : hospitalText(cause.asOf).slice(0, 10) };
    case 'gap':
      return { layer: cause.layer, parameter: cause.parameter };
    case 'unclassified':
      return { lines: String(cause.lines) };
    default: {
      const never: never = cause;
      return never;
    }
  }
}

export const firstEstimate = (range: EstimateRange): Estimate | undefined => range.columns[0]?.estimate;

export const stepsOf = (guess: Guess): SettlementView['steps'] =>
  guess.kind === 'none' ? [] : (firstEstimate(guess.range)?.steps ?? []).map(toStepView);
