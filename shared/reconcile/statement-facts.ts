import type { BookEntry, CentreRecord, StatementRow } from '../model/statement.ts';

/** A message of ours that the centre names. */
export interface SentMessage {
  readonly stay: string;
  readonly reversal: boolean;
}

/** What is known here beside the entries. */
export interface OwnFacts {
  /** By message id; undefined when we never sent such a one. */
  readonly message: (messageId: string) => SentMessage | undefined;
  /** Our entry of that message on any day. */
  readonly entryOfMessage: (messageId: string) => BookEntry | undefined;
  /** Stays of this person at our place, by the centre's number of the person. */
  readonly staysOf: (personNumber: string) => readonly { readonly stay: string; readonly settled: boolean }[];
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
