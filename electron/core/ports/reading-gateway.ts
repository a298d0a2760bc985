import type { CalendarDate } from '../../../shared/time/calendar-date.ts';
import type { InsuredPerson } from './centre-gateway.ts';

/** One value of one of the platform's dictionaries. */
export interface DictionaryEntry {
  readonly dictionary: string;
  readonly code: string;
  readonly name: string;
  readonly parentCode: string;
  readonly valid: boolean;
}

/** One item of the insurance's own catalogue (医保目录). */
export interface InsuranceItem {
  readonly itemCode: string;
  readonly name: string;
  /** 甲 01, 乙 02, 丙 03, as the platform writes it. */
  readonly grade: string;
  readonly listType: string;
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  readonly valid: boolean;
  /** When the platform changed it, its own time; "" when it does not say. */
  readonly changedAt: string;
}

/** The most that the insurance counts of one unit of an item (限价); what is above is the patient's. */
export interface LimitPrice {
  readonly itemCode: string;
  /** The platform's own code of the kind of limit; "" when it does not say. */
  readonly kind: string;
  /** Yuan, six decimals. */
  readonly unitPrice: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  readonly valid: boolean;
  /** As of an item. */
  readonly changedAt: string;
}

export interface ListPage<Row> {
  readonly items: readonly Row[];
  /** Whether another page follows. */
  readonly more: boolean;
}

/** A chronic disease that the person is registered for (5301). */
export interface Registration {
  readonly code: string;
  readonly name: string;
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
}

/** Port to what is only read of the centre. Free to repeat; errors as of every reading call (centre-gateway.ts). */
export interface ReadingGateway {
  /** 1901. */
  dictionary(name: string, on: CalendarDate): Promise<readonly DictionaryEntry[]>;
  /** 1312: what changed since an instant of the platform's, a page from 1. */
  catalogue(changedSince: string, page: number, rows: number): Promise<ListPage<InsuranceItem>>;
  /** 1318, as `catalogue`. */
  limitPrices(changedSince: string, page: number, rows: number): Promise<ListPage<LimitPrice>>;
  /** 5301 of one person. */
  chronicRegistrations(person: InsuredPerson): Promise<readonly Registration[]>;
  /** 9002: the end of the platform's day, after which nobody signs in until tomorrow. Never the end of a shift. */
  signOut(): Promise<void>;
}
