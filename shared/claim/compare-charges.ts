import type { LineThere } from '../model/attempt-outcome.ts';
import type { Money } from '../money/money.ts';

/** A charge line as the hospital has it. */
export interface LineHere {
  readonly lineNumber: string;
  readonly amount: Money;
}

/** What must go there and what must come, by line number; a line that stands there twice or with another amount is in both. */
export interface ChargesCompared {
  readonly missing: readonly string[];
  readonly strange: readonly string[];
}

/**
 * Our lines of a stay against those that the centre shows: what it lacks, and what it has beyond ours, twice, or with another amount.
 *
 * Returns numbers of lines, each at most once: `missing` in our order, `strange` in the centre's. Both empty: the same on both sides.
 */
export function compareCharges(here: readonly LineHere[], there: readonly LineThere[]): ChargesCompared {
  const ours = new Map(here.map((line) => [line.lineNumber, line]));
  const shown = Map.groupBy(there, ({ lineNumber }) => lineNumber);
  const same = ({ lineNumber, amount }: LineHere): boolean => {
    const rows = shown.get(lineNumber) ?? [];
    return rows.length === 1 && rows.every((row) => row.amount.equals(amount));
  };
  return {
    missing: here.filter((line) => !same(line)).map(({ lineNumber }) => lineNumber),
    strange: [...shown.keys()].filter((lineNumber) => {
      const own = ours.get(lineNumber);
      return own === undefined || !same(own);
    }),
  };
}
