import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ReaderFault } from './reader-fault.ts';
import { type CardHolder, type CardRecords, decodeCard, UnreadableCard } from './social-security-card.ts';

/** No card lies in the slot. */
export class NoCard extends ReaderFault {
  constructor() {
    super('card.absent', 'no card');
  }
}

/** The simulated reader: a folder is the slot, the one `*.card.json` in it is the card. Throws NoCard or UnreadableCard. */
export function readCardImage(folder: string): CardHolder {
  const [name, ...others] = cardsIn(folder);
  if (name === undefined) throw new NoCard();
  if (others.length > 0) throw new UnreadableCard('two cards in the slot');
  return decodeCard(recordsOf(contentOf(path.join(folder, name))));
}

/** A card that was pulled out while it was being read cannot be read. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UnreadableCard('the card was taken out');
  }
}

function cardsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.card.json'));
  } catch {
    return []; // no slot is no card
  }
}

function recordsOf(text: string): CardRecords {
  try {
    const image = JSON.parse(text) as Record<string, Record<string, unknown>>;
    return { ef05: bytesOf(image['ef05']), ef06: bytesOf(image['ef06']) };
  } catch (error) {
    throw error instanceof UnreadableCard ? error : new UnreadableCard('the image is not readable');
  }
}

function bytesOf(file: Record<string, unknown> | undefined): ReadonlyMap<string, Uint8Array> {
  const records = Object.entries(file ?? {}).map(([tag, value]): [string, Uint8Array] => {
    if (typeof value !== 'string' || !/^([0-9a-fA-F]{2})*$/.test(value)) throw new UnreadableCard(`record ${tag}: not hexadecimal`);
    return [tag.toUpperCase(), Uint8Array.from(Buffer.from(value, 'hex'))];
  });
  return new Map(records);
}
