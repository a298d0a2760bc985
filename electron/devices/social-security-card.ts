import { isIdentityNumber, realDay } from '../../shared/identity/identity-number.ts';
import type { CalendarDate } from '../../shared/time/calendar-date.ts';

/** Answers of READ RECORD by file and record, as the card gave them: tag, length, value. Interface reference §11.2. */
export interface CardRecords {
  readonly ef05: ReadonlyMap<string, Uint8Array>;
  readonly ef06: ReadonlyMap<string, Uint8Array>;
}

export interface CardHolder {
  readonly name: string;
  readonly certType: 'id-card';
  readonly certNumber: string;
  readonly sex: 'male' | 'female' | 'unknown';
  readonly birthOn: CalendarDate | null;
  readonly cardNumber: string;
  readonly cardSerial: string;
}

/** The card cannot be read. `reason` names the record, never its content. */
export class UnreadableCard extends Error {}

/** The public part of a social-security card. Throws UnreadableCard when a record is missing, cut off or not what it says it is. */
export function decodeCard({ ef05, ef06 }: CardRecords): CardHolder {
  const certNumber = ascii(recordValue(ef06, '08', 18));
  if (!isIdentityNumber(certNumber)) throw new UnreadableCard('record 08: not an identity number');
  return {
    name: nameOf(ef06),
    certType: 'id-card',
    certNumber,
    sex: { '1': 'male' as const, '2': 'female' as const }[ascii(recordValue(ef06, '0A', 1))] ?? 'unknown',
    birthOn: realDay(hex(recordValue(ef06, '0D', 4))) ?? null,
    cardNumber: ascii(recordValue(ef05, '07')),
    cardSerial: hex(recordValue(ef05, '01', 16)),
  };
}

/** A record is tag, length, value: the tag must be the record's own, the length must be there whole. */
function recordValue(file: ReadonlyMap<string, Uint8Array>, tag: string, length?: number): Uint8Array {
  const record = file.get(tag);
  if (record === undefined) throw new UnreadableCard(`record ${tag} is missing`);
  const [found, said] = record;
  const value = record.subarray(2);
  const whole = found === Number.parseInt(tag, 16) && said === value.length && (length === undefined || value.length === length);
  if (!whole) throw new UnreadableCard(`record ${tag} is cut off`);
  return value;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

function ascii(bytes: Uint8Array): string {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\0 ]+$/, '');
  if (!/^[\x21-\x7e]+$/.test(text)) throw new UnreadableCard('a record is not text');
  return text;
}

/** The record of the name has room for thirty bytes; the rest of a longer one stands in the record of the extended name. */
const NAME_ROOM = 30;
const LONGEST_CHARACTER = 4;

/** The name of record 09 has no room for one more character: what comes after stands in record 4E, where the card has one. */
export const nameMayContinue = (record: Uint8Array): boolean => unpadded(record.subarray(2)).length > NAME_ROOM - LONGEST_CHARACTER;

/** GB18030. Bytes are joined before they are read: a character may begin in one record and end in the other. */
function nameOf(ef06: ReadonlyMap<string, Uint8Array>): string {
  const name = recordValue(ef06, '09');
  const more = nameMayContinue(ef06.get('09') ?? name) && ef06.has('4E') ? recordValue(ef06, '4E') : new Uint8Array();
  const text = decoded(Buffer.concat([unpadded(name), unpadded(more)]));
  if (text !== undefined && /^[^\p{Cc}\p{Cn}\ufffd]+$/u.test(text)) return text; // something written, no control characters
  throw new UnreadableCard('record 09: not a name');
}

/** Padded with zeros or blanks. */
function unpadded(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0x00 && byte !== 0x20) + 1);
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes).trim();
  } catch {
    return undefined;
  }
}
