import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf } from '../../../electron/devices/pcsc/card-watch.ts';
import { exchange } from '../../../electron/devices/pcsc/exchange.ts';
import { meantReaders } from '../../../electron/devices/pcsc/pcsc-reader.ts';
import { readRecords } from '../../../electron/devices/pcsc/read-records.ts';
import { decodeCard, UnreadableCard } from '../../../electron/devices/social-security-card.ts';
import { type CardHolder, cardHolders, cardImage } from '../../his/cards.ts';
import { type CardSpec, VirtualCard } from '../../support/virtual-reader-card.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

/** A card that gives these answers in turn. */
function answering(...answers: string[]) {
  const asked: string[] = [];
  return {
    asked,
    transmit: async (command: Uint8Array) => {
      asked.push(Buffer.from(command).toString('hex').toUpperCase());
      return bytes(answers[asked.length - 1] ?? '');
    },
  };
}

describe('one command', () => {
  it('takes what is announced with 61xx, in as many parts as it comes', async () => {
    const card = answering('AA6102', 'BB6101', 'CC9000');
    expect(await exchange(card.transmit, [0, 0xb2, 8, 0, 0])).toEqual({ status: 0x9000, data: bytes('AABBCC') });
    expect(card.asked.slice(1)).toEqual(['00C0000002', '00C0000001']);
  });

  it('asks again with the right length after 6Cxx', async () => {
    const card = answering('6C14', 'AABB9000');
    expect(await exchange(card.transmit, [0, 0xb2, 8, 0, 0])).toEqual({ status: 0x9000, data: bytes('AABB') });
    expect(card.asked).toEqual(['00B2080000', '00B2080014']);
  });

  it.each([[''], ['90'], ['A5A5'], ['00009000FF']])('with the answer %s has no status', async (answer) => {
    await expect(exchange(answering(answer).transmit, [0, 0xb2, 8, 0, 0])).rejects.toThrow(UnreadableCard);
  });

  it('is not asked for ever', async () => {
    await expect(exchange(async () => bytes('6C00'), [0, 0xb2, 8, 0, 0])).rejects.toThrow('the card asks without end');
  });
});

describe('the records of a card', () => {
  const [first, second] = cardHolders() as [CardHolder, CardHolder];
  const spec = (holder: CardHolder): CardSpec => ({ image: cardImage(holder) });

  /** Reads a card that turns into others without notice, each at its command. */
  async function readChanging(start: CardSpec, changes: ReadonlyMap<number, CardSpec>) {
    const card = new VirtualCard(start);
    let commands = 0;
    return decodeCard(
      await readRecords(async (command) => {
        commands += 1;
        const next = changes.get(commands);
        if (next !== undefined) card.become(next);
        return Uint8Array.from(card.answer(Buffer.from(command)));
      }),
    );
  }

  it('are of one person or of nobody, wherever another card takes the place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 14 }), async (at) => {
        const person = await readChanging(spec(first), new Map([[at, spec(second)]])).catch((error: unknown) => {
          expect(error).toBeInstanceOf(UnreadableCard);
          return undefined;
        });
        const [one, two] = await Promise.all([readChanging(spec(first), new Map()), readChanging(spec(second), new Map())]);
        expect([undefined, one, two]).toContainEqual(person);
      }),
    );
  });

  it('of a card that answers anything at all make a person or an UnreadableCard, never another failure', async () => {
    const answer = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constantFrom('9000', '6A82', '6C10', '6110', '').map(bytes));
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { maxLength: 60 }), async (answers) => {
        let turn = 0;
        const reading = readRecords(async () => answers[turn++] ?? bytes('6F00')).then(decodeCard);
        await reading.catch((error: unknown) => expect(error).toBeInstanceOf(UnreadableCard));
      }),
      { numRuns: 500 },
    );
  });

  it('say which record is missing and with what status, never what stands on the card', async () => {
    const { ef05, ef06 } = cardImage(first);
    const { '0D': _birth, ...rest } = ef06;
    await expect(readChanging({ image: { ef05, ef06: rest } }, new Map())).rejects.toThrow(/^record 0D is missing \(6A83\)$/);
  });
});

describe('the readers that the settings mean', () => {
  it('are all, or those whose name begins so', () => {
    expect(meantReaders(['A 00', 'B 00'], null)).toEqual(['A 00', 'B 00']);
    expect(meantReaders(['A 00', 'B 00'], 'B')).toEqual(['B 00']);
    expect(() => meantReaders(['A 00'], 'B')).toThrow('the reader of the settings is not plugged in');
    expect(() => meantReaders([], null)).toThrow('no reader is plugged in');
  });
});

describe('a slot', () => {
  const slot = (present: boolean, count: number) => ({ present, count });
  it.each([
    ['that is seen for the first time', undefined, slot(true, 3), []],
    ['that got a card', slot(false, 1), slot(true, 2), ['card-inserted']],
    ['that lost its card', slot(true, 2), slot(false, 3), ['card-removed']],
    ['whose card was changed between two looks', slot(true, 2), slot(true, 4), ['card-removed', 'card-inserted']],
    ['in which nothing happened', slot(true, 2), slot(true, 2), []],
    ['that was empty all the time', slot(false, 2), slot(false, 4), []],
  ])('%s', (_what, before, after, events) => {
    expect(changesOf('R', before, after).map(({ event }) => event)).toEqual(events);
  });
});
