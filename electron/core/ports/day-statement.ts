import type { DaySource, TheirMovement } from '../../../shared/model/day-end.ts';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';

/** The list of one day, as the other side sent it. */
export interface DayStatement {
  readonly source: DaySource;
  readonly day: CalendarDate;
  readonly movements: readonly TheirMovement[];
}

/** A file as it lies in a folder, or as a person chose it. */
export interface StatementFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Said by the person who chose it; null: its name says it. */
  readonly about: { readonly source: DaySource; readonly day: CalendarDate } | null;
}

/**
 * Reads a list whole or not at all.
 *
 * Throws AppError validation/statement.file-refused with details.file, row (from 1, 0: the whole file), column ("" where it is none's) and reason, a
 * code of the page's sentences.
 */
export type ReadStatement = (file: StatementFile) => DayStatement;

/** Takes a list into the tables, or the reason why one was not taken. */
export interface StatementIntake {
  take(file: StatementFile, sha256: string): void;
  refuse(name: string, sha256: string, error: Error): void;
}
