import type { BookEntry, CentreRecord, StatementGroup, StatementRow } from '../../../shared/model/statement.ts';
import type { Money } from '../../../shared/money/money.ts';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';

/** What we say of one group on one range of the platform's days, both included. */
export interface OwnTotals extends StatementGroup {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly total: Money;
  readonly fund: Money;
  readonly account: Money;
  /** As the place counts: see `cancellationsCount` of the settings. */
  readonly count: number;
}

/** One list for 3202: a clearing type and an agency, whatever the scheme. */
export interface OwnList {
  readonly clearingType: string;
  readonly agencyCode: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Each has its number: without one a row names nothing. */
  readonly entries: readonly BookEntry[];
  /** As the place counts: see `cancellationsCount` of the settings. */
  readonly count: number;
}

/** Port to the centre's statements. Questions only, free to repeat; errors as of every reading call (centre-gateway.ts). */
export interface StatementGateway {
  /** 3201. `words`: what the centre says of the difference, in its own words. */
  compareTotals(totals: OwnTotals): Promise<{ readonly equal: boolean; readonly words: string }>;
  /** 9101, 3202, 9102. */
  compareList(list: OwnList): Promise<readonly StatementRow[]>;
  /** 5203 by number; null when the centre shows none. */
  settlementRecord(settlement: {
    readonly personNumber: string;
    readonly insuredPlaceCode: string;
    readonly visitNumber: string;
    readonly settlementNumber: string;
  }): Promise<CentreRecord | null>;
}
