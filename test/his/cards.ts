import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What stands on an invented social-security card. */
export interface CardHolder {
  readonly file: string;
  readonly name: string;
  readonly certNo: string;
  /** "1" male, "2" female, as on the chip. */
  readonly sex: string;
  readonly birthOn: string;
  readonly area: string;
  readonly cardNo: string;
  /** 32 hex digits. */
  readonly cardSn: string;
}

type Records = Readonly<Record<string, string>>;

/** Raw READ RECORD answers by file and record. */
export interface CardImage {
  readonly ef05: Records;
  readonly ef06: Records;
}

/** The image of a card: every record is tag, length, value. */
export function cardImage(holder: CardHolder): CardImage {
  const birthOn = holder.birthOn.replaceAll('-', '');
  return {
    ef05: records({
      '01': hex(holder.cardSn),
      '02': ascii('1'),
      '03': ascii('2.00'),
      '04': hex('2102'.repeat(6)),
      '05': hex('20150601'),
      '06': hex('20350601'),
      '07': ascii(holder.cardNo),
    }),
    ef06: records({
      '08': ascii(holder.certNo),
      '09': padded(gbk(holder.name), 30),
      '0A': ascii(holder.sex),
      '0B': hex('01'),
      '0C': hex(holder.area),
      '0D': hex(birthOn),
    }),
  };
}

/** A card whose holder records end before their own length says so. */
export function malformedImage(holder: CardHolder): CardImage {
  const { ef05, ef06 } = cardImage(holder);
  return { ef05, ef06: { ...ef06, '08': ef06['08']?.slice(0, 10) ?? '', '09': ef06['09']?.slice(0, 20) ?? '' } };
}

function records(values: Readonly<Record<string, Buffer>>): Records {
  const entries = Object.entries(values).map(([tag, value]) => {
    const length = value.length.toString(16).padStart(2, '0');
    return [tag, `${tag}${length}${value.toString('hex')}`.toUpperCase()] as const;
  });
  return Object.fromEntries(entries);
}

/** GBK by looking every double byte up: Node decodes it but does not encode it. */
export function gbk(text: string): Buffer {
  const table = gbkTable();
  const bytes = [...text].map((character) => (character.charCodeAt(0) < 128 ? ascii(character) : table.get(character)));
  if (bytes.includes(undefined)) throw new Error(`not in GBK: ${text}`);
  return Buffer.concat(bytes.filter((part) => part !== undefined));
}

let known: Map<string, Buffer> | undefined;

function gbkTable(): Map<string, Buffer> {
  if (known !== undefined) return known;
  const decoder = new TextDecoder('gbk');
  known = new Map();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const bytes = Buffer.from([lead, trail]);
      const character = decoder.decode(bytes);
      if ([...character].length === 1 && character !== '\ufffd' && !known.has(character)) known.set(character, bytes);
    }
  }
  return known;
}

function ascii(text: string): Buffer {
  return Buffer.from(text, 'ascii');
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}

function padded(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length)]);
}

/** The invented holders of the sample cards. */
export function cardHolders(): readonly CardHolder[] {
  return JSON.parse(readFileSync(new URL('./card-holders.json', import.meta.url), 'utf8')) as CardHolder[];
}

function writeImage(file: string, image: CardImage): void {
  writeFileSync(new URL(`./cards/${file}.card.json`, import.meta.url), `${JSON.stringify(image, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const holders = cardHolders();
  for (const holder of holders) writeImage(holder.file, cardImage(holder));
  const [first] = holders;
  if (first !== undefined) writeImage('malformed', malformedImage(first));
}
