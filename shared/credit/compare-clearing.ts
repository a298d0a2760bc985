import type { Money } from '../money/money.ts';

/** A payment of the bank, or one of our entries: by the bank's own number. `amount` > 0. */
export interface Advance {
  readonly bankNumber: string;
  readonly kind: 'draw' | 'draw-reversal';
  readonly amount: Money;
}

/** `paid`: same number, kind and amount. Only such a row makes a receivable zero. */
export type ClearingStanding = 'paid' | 'amount-differs' | 'only-there' | 'only-here';

export interface ClearingLine {
  readonly bankNumber: string;
  readonly kind: Advance['kind'];
  readonly here: Money | null;
  readonly there: Money | null;
  readonly standing: ClearingStanding;
}

/**
 * Our advances of a day against the bank's file of it, one line per number, ours first. A row of the file that belongs to one of our entries of
 * another day is ours, too (`known` finds it): two clocks do not end a day at the same moment.
 */
export function compareClearing(
  ours: readonly Advance[],
  theirs: readonly Advance[],
  known: (bankNumber: string) => Advance | undefined,
): readonly ClearingLine[] {
  const there = new Map(theirs.map((row) => [row.bankNumber, row]));
  const here = new Map(ours.map((row) => [row.bankNumber, row]));
  const numbers = [...here.keys(), ...[...there.keys()].filter((number) => !here.has(number))];
  return numbers.flatMap((bankNumber): readonly ClearingLine[] => {
    const [mine, its] = [here.get(bankNumber) ?? known(bankNumber), there.get(bankNumber)];
    const either = its ?? mine;
    if (either === undefined) return [];
    return [{ bankNumber, kind: either.kind, here: mine?.amount ?? null, there: its?.amount ?? null, standing: standingOf(mine, its) }];
  });
}

function standingOf(mine: Advance | undefined, its: Advance | undefined): ClearingStanding {
  if (its === undefined) return 'only-here';
  if (mine === undefined) return 'only-there';
  return mine.kind === its.kind && mine.amount.equals(its.amount) ? 'paid' : 'amount-differs';
}
