import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../database.ts';

/** What the centre calls one of its codes, and when it was asked. */
export interface CodeName {
  readonly name: string;
  readonly asOf: Instant;
}

/** By the centre's own dictionary as it was downloaded (1901); undefined where it was not, or has no such code. A code that is not used any more keeps its name. */
export const codeName = (db: ReadableDb, dictionary: string, code: string): CodeName | undefined =>
  db.prepare(`SELECT name, as_of AS asOf FROM dictionary_entry WHERE dictionary = ? AND code = ? AND name <> ''`).get(dictionary, code) as
    | CodeName
    | undefined;
