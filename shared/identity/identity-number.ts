import { type CalendarDate, calendarDateSchema } from '../time/calendar-date.ts';

/** What an identity number (GB 11643-1999) says of its holder. */
export interface IdentityNumber {
  /** Eighteen characters, the last one a digit or "X". */
  readonly number: string;
  readonly birthOn: CalendarDate;
  readonly sex: 'male' | 'female';
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** First two digits: the provinces, and 81 to 83 of residence permits for Hong Kong, Macao and Taiwan. Districts change, provinces do not. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);

/**
 * Reads an identity number as a person types it: eighteen characters, "x" for "X", or fifteen digits of the cards before 1999.
 *
 * Judged: province, a day of birth that exists, the check character. Not judged: the district, whose old codes stay valid, and whether
 * the number was ever given out.
 *
 * @param today  the legal day, when the day of birth must not lie after it.
 * @returns undefined on anything else.
 */
export function readIdentityNumber(text: string, today?: CalendarDate): IdentityNumber | undefined {
  const number = upgraded(text.trim().toUpperCase());
  if (!/^\d{17}[\dX]$/.test(number) || checkCharacter(number) !== number[17] || !PROVINCES.has(number.slice(0, 2))) return undefined;
  const birthOn = realDay(number.slice(6, 14));
  if (birthOn === undefined || (today !== undefined && birthOn > today)) return undefined;
  return { number, birthOn, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}

/** Whether a text is an identity number in its one written form: eighteen characters, "X" as a capital. */
export const isIdentityNumber = (text: string): boolean => readIdentityNumber(text)?.number === text;

/** The day of eight digits "YYYYMMDD"; undefined when the calendar has none: 30 February, 99999999. */
export function realDay(digits: string): CalendarDate | undefined {
  if (!/^\d{8}$/.test(digits)) return undefined;
  const day = calendarDateSchema.safeParse(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`);
  return day.success ? day.data : undefined;
}

/** Fifteen digits have a year of two, always of the last century, and no check character. */
function upgraded(text: string): string {
  if (!/^\d{15}$/.test(text)) return text;
  const number = `${text.slice(0, 6)}19${text.slice(6)}`;
  return `${number}${checkCharacter(number)}`;
}

function checkCharacter(number: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return '10X98765432'.charAt(sum % 11);
}
