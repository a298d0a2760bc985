import { Money } from '../../../shared/money/money.ts';

/** What the new pack changes for one patient. `change` = new burden − old; negative: he pays less. */
export interface Changed {
  readonly id: string;
  readonly before: Money;
  readonly after: Money;
  readonly change: Money;
}

/** Some patients: how many, what they pay less or more together, and the largest changes. */
export interface Group {
  readonly count: number;
  readonly sum: Money;
  readonly largest: readonly Changed[];
}

/** More names than anybody reads. */
const LISTED_MOST = 20;

/** Adds up changes and keeps the largest. */
export class Tally {
  private count = 0;
  private sum = Money.ZERO;
  private largest: readonly Changed[] = [];

  add(one: Changed): void {
    this.count += 1;
    this.sum = this.sum.plus(one.change);
    const least = this.largest.at(-1);
    if (this.largest.length === LISTED_MOST && least !== undefined && sizeOf(one) <= sizeOf(least)) return;
    this.largest = [...this.largest, one].sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, LISTED_MOST);
  }

  group(): Group {
    return { count: this.count, sum: this.sum, largest: this.largest };
  }
}

const sizeOf = ({ change }: Changed) => Math.abs(change.toFen());
