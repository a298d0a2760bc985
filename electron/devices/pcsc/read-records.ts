import { type CardRecords, nameMayContinue, UnreadableCard } from '../social-security-card.ts';
import { type Answer, exchange, OK, type Transmit } from './exchange.ts';

/** "sx1.sh." and 社会保障 in GBK: the application of the social-security card. */
const APPLICATION = [0x73, 0x78, 0x31, 0x2e, 0x73, 0x68, 0x2e, 0xc9, 0xe7, 0xbb, 0xe1, 0xb1, 0xa3, 0xd5, 0xcf];

/** A file of the card; `first` is the number of its first record, so that a record can be asked for by its place, too. */
const EF05 = { id: [0xef, 0x05], shortId: 0x05, first: 0x01 } as const;
const EF06 = { id: [0xef, 0x06], shortId: 0x06, first: 0x08 } as const;
type File = typeof EF05 | typeof EF06;

/** Records that hold what the desk needs. Neither PIN nor key is asked for them. */
const CARD_RECORDS = [0x01, 0x07] as const;
const HOLDER_RECORDS = [0x08, 0x09, 0x0a, 0x0d] as const;
const SERIAL = 0x01;
const NAME = 0x09;
const LONG_NAME = 0x4e;

/** The extended name stands behind the six records that every card has. */
const PLACE_OF_LONG_NAME = 7;

/** SELECT by file identifier: cards take one of these. */
const SELECT_FORMS = [0x00, 0x02] as const;

/** P1 and P2 of READ RECORD: by identifier in the selected file, by place in it, or by identifier in a file named with its short id. */
const READ_FORMS: readonly ((file: File, record: number) => readonly [number, number])[] = [
  (_file, record) => [record, 0x00],
  (file, record) => [record === LONG_NAME ? PLACE_OF_LONG_NAME : record - file.first + 1, 0x04],
  (file, record) => [record, file.shortId << 3],
  (_file, record) => [record, 0x04],
];

const hexByte = (value: number): string => value.toString(16).padStart(2, '0').toUpperCase();

/**
 * Reads the public part of a social-security card (interface reference §11.2).
 *
 * The caller holds the card for himself meanwhile. The serial number is read first and last: a card that was changed under way is
 * found out even where the driver did not see it go. Throws UnreadableCard.
 */
export async function readRecords(transmit: Transmit): Promise<CardRecords> {
  const chosen = await exchange(transmit, [0x00, 0xa4, 0x04, 0x00, APPLICATION.length, ...APPLICATION]);
  if (chosen.status !== OK) throw new UnreadableCard(`not a social-security card (${statusText(chosen)})`);

  const ef05 = await readFile(transmit, EF05, CARD_RECORDS);
  const ef06 = await readFile(transmit, EF06, HOLDER_RECORDS);
  const again = await readFile(transmit, EF05, [SERIAL]);
  const [before, after] = [ef05, again].map((records) => Buffer.from(records.get(hexByte(SERIAL)) ?? []));
  if (before === undefined || after === undefined || !before.equals(after)) throw new UnreadableCard('the card was changed');
  return { ef05, ef06 };
}

async function readFile(transmit: Transmit, file: File, records: readonly number[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const selected = await selectFile(transmit, file);
  const found = new Map<string, Uint8Array>();
  const forms = [...READ_FORMS];
  for (const record of records) found.set(hexByte(record), await readRecord(transmit, file, record, forms, selected));
  const name = found.get(hexByte(NAME));
  if (name !== undefined && nameMayContinue(name)) {
    const more = await longName(transmit, file, forms);
    if (more !== undefined) found.set(hexByte(LONG_NAME), more);
  }
  return found;
}

/** The last answer, when no form was taken: a card may still read the file by its short id. */
async function selectFile(transmit: Transmit, file: File): Promise<Answer> {
  let answer: Answer = { status: 0, data: new Uint8Array() };
  for (const form of SELECT_FORMS) {
    answer = await exchange(transmit, [0x00, 0xa4, form, 0x00, 2, ...file.id]);
    if (answer.status === OK) return answer;
  }
  return answer;
}

/** Tries the forms in turn; the one that worked stands first for the next record. An answer counts only with the record's own tag. */
async function readRecord(
  transmit: Transmit,
  file: File,
  record: number,
  forms: (typeof READ_FORMS)[number][],
  selected: Answer,
): Promise<Uint8Array> {
  let last = selected;
  for (const form of forms) {
    const answer = await ask(transmit, form(file, record));
    if (answer.status === OK && answer.data[0] === record) {
      forms.splice(forms.indexOf(form), 1);
      forms.unshift(form);
      return trimmed(answer.data);
    }
    last = answer;
  }
  throw new UnreadableCard(`record ${hexByte(record)} is missing (${statusText(last)})`);
}

/** Few cards have it. Only "there is no such record" is taken for an answer: half a name is worse than none. */
async function longName(transmit: Transmit, file: File, [form]: readonly (typeof READ_FORMS)[number][]): Promise<Uint8Array | undefined> {
  if (form === undefined) return undefined;
  const answer = await ask(transmit, form(file, LONG_NAME));
  if (answer.status === OK) return answer.data[0] === LONG_NAME ? trimmed(answer.data) : undefined;
  if (answer.status === 0x6a82 || answer.status === 0x6a83) return undefined;
  throw new UnreadableCard(`record 4E is not readable (${statusText(answer)})`);
}

/** Le 00 asks for all there is; a card that wants the exact number says so (6Cxx). */
const ask = (transmit: Transmit, [p1, p2]: readonly [number, number]): Promise<Answer> => exchange(transmit, [0x00, 0xb2, p1, p2, 0x00]);

/** What stands behind the length that the record itself says is filler of the file. */
const trimmed = (record: Uint8Array): Uint8Array => record.subarray(0, 2 + (record[1] ?? 0));

const statusText = ({ status }: Answer): string => status.toString(16).padStart(4, '0').toUpperCase();
