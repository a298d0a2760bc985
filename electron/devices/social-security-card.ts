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
  readonly birthOn: string | null;
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
    name: chinese(recordValue(ef06, '09')),
    certType: 'id-card',
    certNumber,
    sex: { '1': 'male' as const, '2': 'female' as const }[ascii(recordValue(ef06, '0A', 1))] ?? 'unknown',
    birthOn: birthDay(hex(recordValue(ef06, '0D', 4))),
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

/** GB18030, padded with zeros or blanks. */
function chinese(bytes: Uint8Array): string {
  const end = bytes.findLastIndex((byte) => byte !== 0x00 && byte !== 0x20) + 1;
  try {
    const name = new TextDecoder('gb18030', { fatal: true }).decode(bytes.subarray(0, end)).trim();
    if (/^[^\p{Cc}\p{Cn}\ufffd]+$/u.test(name)) return name; // something written, no control characters
  } catch {
    // said below
  }
  throw new UnreadableCard('record 09: not a name');
}

function birthDay(digits: string): string | null {
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  return /^\d{8}$/.test(digits) && !Number.isNaN(Date.parse(day)) ? day : null;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643-1999: eighteen digits with their check character. */
export function isIdentityNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return '10X98765432'[sum % 11] === text[17];
}
