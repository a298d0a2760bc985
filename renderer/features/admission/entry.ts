import type { EnteredPerson } from '../../../shared/contract/person-contract.ts';
import { readIdentityNumber } from '../../../shared/identity/identity-number.ts';
import { type CalendarDate, calendarDateSchema } from '../../../shared/time/calendar-date.ts';

/** The fields of 无卡录入 as they are typed. */
export interface Entry {
  readonly name: string;
  readonly certType: 'id-card' | 'other';
  readonly certNumber: string;
  readonly sex: 'male' | 'female' | 'unknown';
  /** "YYYY-MM-DD" or nothing; asked only where no identity number says it. */
  readonly birthOn: string;
  /** null: not answered yet. */
  readonly documentSeen: boolean | null;
}

export const EMPTY_ENTRY: Entry = { name: '', certType: 'id-card', certNumber: '', sex: 'unknown', birthOn: '', documentSeen: null };

/** The day in a field; null while it is none. */
export function dayIn(text: string): CalendarDate | null {
  const day = calendarDateSchema.safeParse(text);
  return day.success ? day.data : null;
}

/** The person of complete fields; null while something is missing or an identity number is none. */
export function enteredPerson({ name, certType, certNumber, sex, birthOn, documentSeen }: Entry): EnteredPerson | null {
  if (name.trim() === '' || documentSeen === null) return null;
  const said = readIdentityNumber(certNumber);
  if (certType === 'id-card') {
    if (said === undefined) return null;
    return { name: name.trim(), certType, certNumber: said.number, sex: said.sex, birthOn: said.birthOn, documentSeen };
  }
  if (certNumber.length < 3 || (birthOn !== '' && dayIn(birthOn) === null)) return null;
  return { name: name.trim(), certType, certNumber, sex, birthOn: dayIn(birthOn), documentSeen };
}
