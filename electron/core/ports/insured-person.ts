import type { Person } from '../../../shared/model/stay.ts';
import type { Money } from '../../../shared/money/money.ts';

/** Whom a message is about, for every transaction of one stay. */
export interface InsuredPerson {
  readonly person: Person;
  readonly personNumber: string;
  readonly schemeCode: string;
  readonly personClassCode: string;
  readonly insuredPlaceCode: string;
}

/** What the centre made of all lines together. */
export interface BatchSums {
  readonly selfPaid: Money;
  readonly overCap: Money;
  readonly firstShare: Money;
  readonly inScope: Money;
}
