import { invariant } from '../../../../shared/errors/invariant.ts';
import { hospitalText, type Instant, instantFromHospitalText, plusMilliseconds } from '../../../../shared/time/calendar-date.ts';
import type { WritableDb } from '../database.ts';

/** Two digits count within a second: 0 … 99. */
const LAST_COUNTER = 99;

/**
 * The part of a message number that this desk gives: second 14, window 2, counter 2. None is ever given twice: a clock that stands still counts up,
 * a clock that went back goes on from the last second, a full second borrows the next.
 *
 * The numbers of a second are reserved together, and kept before the first of them is used: a hundred messages cost one write. What a program
 * that ends has left of its second is never given.
 */
export class MessageNumbers {
  readonly #db: WritableDb;
  readonly #windowNumber: string;
  readonly #now: () => Instant;
  #second = '';
  #counter = LAST_COUNTER;

  constructor(db: WritableDb, windowNumber: string, now: () => Instant) {
    this.#db = db;
    this.#windowNumber = windowNumber;
    this.#now = now;
  }

  /** Eighteen digits. */
  take(): string {
    const now = digits(hospitalText(this.#now()));
    if (this.#counter === LAST_COUNTER || now > this.#second) {
      this.#second = reserveSecond(this.#db, this.#windowNumber, now);
      this.#counter = -1;
    }
    this.#counter += 1;
    return `${this.#second}${this.#windowNumber}${String(this.#counter).padStart(2, '0')}`;
  }
}

/** The next second of which no number was given, not before this one. Fourteen digits both. */
function reserveSecond(db: WritableDb, windowNumber: string, now: string): string {
  invariant(!db.inTransaction, 'a step that is taken back would give its numbers again');
  return db
    .transaction(() => {
      const last = db.prepare('SELECT second_text FROM message_counter WHERE window_number = ?').pluck().get(windowNumber) as
        | string
        | undefined;
      const second = last === undefined || now > last ? now : nextSecond(last);
      db.prepare('INSERT OR REPLACE INTO message_counter (window_number, second_text, counter) VALUES (?, ?, ?)').run(
        windowNumber,
        second,
        LAST_COUNTER,
      );
      return second;
    })
    .immediate();
}

/** "2023-06-13 10:05:00" → "20230613100500". */
const digits = (text: string): string => text.replace(/\D/g, '');

/** The second after fourteen digits. */
function nextSecond(text: string): string {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  const at = instantFromHospitalText(`${year}-${month}-${day} ${hour}:${minute}:${second}`);
  if (at === undefined) throw new RangeError(`not fourteen digits of a time: ${text}`);
  return digits(hospitalText(plusMilliseconds(at, 1_000)));
}
