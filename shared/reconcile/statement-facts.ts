import type { BookEntry, CentreRecord, StatementRow } from '../model/statement.ts';
import type { Money } from '../money/money.ts';

/** A message of ours that the centre names. */
export interface SentMessage {
  readonly stay: string;
  readonly reversal: boolean;
}

/** A stay or a visit at our place. */
export interface StayHere {
  readonly stay: string;
  /** With the centre, as our books have it: on whatever day. */
  readonly settled: boolean;
  /** The total of that settlement where it lies in the days that are compared; null: it lies elsewhere, or there is none. */
  readonly counted: Money | null;
  /** What of it is charged to the insurance now. */
  readonly charged: Money;
}

/** What is known here beside the entries. */
export interface OwnFacts {
  /** By message id; undefined when we never sent such a one. */
  readonly message: (messageId: string) => SentMessage | undefined;
  /** Our entry of that message on any day. */
  readonly entryOfMessage: (messageId: string) => BookEntry | undefined;
  /** Stays and visits of this person, by the centre's number of the person; none where he is not known. */
  readonly staysOf: (personNumber: string) => readonly StayHere[];
  /** By settlement number; null: the centre shows none; undefined: not asked. */
  readonly record: (settlementNumber: string) => CentreRecord | null | undefined;
}

/** Entries of one range of the platform's days, against the rows of all lists of the same range. */
export interface Statement {
  readonly entries: readonly BookEntry[];
  readonly rows: readonly StatementRow[];
}

export interface Pair {
  readonly entry: BookEntry;
  /** undefined: the centre's answer does not have it at all. */
  readonly row: StatementRow | undefined;
  /** The same settlement is in our books before this entry. */
  readonly again: boolean;
}

export interface Matched {
  readonly pairs: readonly Pair[];
  /** Rows that belong to none of the entries. */
  readonly unmatched: readonly StatementRow[];
  readonly entries: readonly BookEntry[];
}
