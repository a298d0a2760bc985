import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeviceReader } from '../../../electron/core/card/device-reader.ts';

const person = (name: string) => ({
  name,
  certType: 'id-card' as const,
  certNumber: '210202197703159910',
  sex: 'male' as const,
  birthOn: null,
  cardNumber: null,
  cardSerial: null,
});

/** A devices process that answers when it is told to. */
class Port {
  readonly asked: number[] = [];
  #message: (event: { data: unknown }) => void = () => undefined;
  #close: () => void = () => undefined;

  postMessage(message: unknown): void {
    this.asked.push((message as { id: number }).id);
  }

  on(event: string, listener: (event: { data: unknown }) => void): void {
    if (event === 'message') this.#message = listener;
    else this.#close = listener as () => void;
  }

  start(): void {
    // nothing to start
  }

  answer(name: string, id = this.asked.at(-1)): void {
    this.#message({ data: { id, ok: true, holder: person(name) } });
  }

  say(data: unknown): void {
    this.#message({ data });
  }

  close(): void {
    this.#close();
  }
}

let wanted: number;
let reader: DeviceReader;
beforeEach(() => {
  vi.useFakeTimers();
  wanted = 0;
  reader = new DeviceReader({
    folder: '/slot',
    seconds: 3,
    wantDevices: () => {
      wanted += 1;
    },
  });
});
afterEach(() => vi.useRealTimers());

function attached(): Port {
  const port = new Port();
  reader.attach(port);
  return port;
}

const notResponding = { kind: 'device', code: 'reader.not-responding' };
/** Handled at once, so that an early rejection is no unhandled one. */
const outcome = (reading: Promise<{ name: string }>) => reading.then(({ name }) => name).catch((error: unknown) => error);

describe('the card reader', () => {
  it('gives the person whose card was read', async () => {
    const port = attached();
    const reading = outcome(reader.read());
    port.answer('示例甲');
    expect(await reading).toBe('示例甲');
  });

  it.each(['card.absent', 'card.unreadable'] as const)('says %s', async (code) => {
    const port = attached();
    const reading = outcome(reader.read());
    port.say({ id: 1, ok: false, code, reason: 'record 08' });
    expect(await reading).toMatchObject({ kind: 'device', code, details: { reason: 'record 08' } });
  });

  it('that is not there does not respond, and a process is asked for', async () => {
    expect(await outcome(reader.read())).toMatchObject(notResponding);
    expect(wanted).toBe(1);
  });

  it('that stays silent does not respond, and a new process is asked for, once', async () => {
    attached();
    const both = [outcome(reader.read()), outcome(reader.read())];
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await Promise.all(both)).toEqual([expect.objectContaining(notResponding), expect.objectContaining(notResponding)]);
    expect(wanted).toBe(1);
  });

  it('never mixes two persons: the late answer of an old reading is dropped', async () => {
    const slow = attached();
    const first = outcome(reader.read());
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await first).toMatchObject(notResponding);
    const port = attached();
    const second = outcome(reader.read());
    slow.answer('示例甲'); // the first card, at last
    slow.answer('示例甲', port.asked[0]); // even if it named the new reading
    port.answer('示例乙');
    expect(await second).toBe('示例乙');
  });

  it('answers each reading with its own card, in whatever order', async () => {
    const port = attached();
    const [one, two] = [outcome(reader.read()), outcome(reader.read())];
    port.answer('示例乙', port.asked[1]);
    port.answer('示例甲', port.asked[0]);
    expect([await one, await two]).toEqual(['示例甲', '示例乙']);
  });

  it('an old process that ends, or stays silent, does not fail the reading of a new one', async () => {
    const old = attached();
    const first = outcome(reader.read());
    await vi.advanceTimersByTimeAsync(2_000);
    const later = outcome(reader.read());
    await vi.advanceTimersByTimeAsync(1_000); // both readings of the old process are over
    const port = attached();
    const second = outcome(reader.read());
    old.close();
    old.say('nonsense');
    await vi.advanceTimersByTimeAsync(2_500);
    port.answer('示例乙');
    expect(await second).toBe('示例乙');
    expect([await first, await later]).toEqual([expect.objectContaining(notResponding), expect.objectContaining(notResponding)]);
    expect(wanted).toBe(1);
  });

  it('whose process dies while reading does not respond, at once', async () => {
    const port = attached();
    const reading = outcome(reader.read());
    port.close();
    expect(await reading).toMatchObject(notResponding);
  });

  it.each([
    [null],
    ['x'],
    [{ id: 1, ok: true }],
    [{ id: 1, ok: true, holder: { ...person('x'), name: '' } }],
    [{ id: 1, ok: true, holder: { ...person('x'), more: 1 } }],
  ])('takes no half reading: %j', async (data) => {
    const port = attached();
    const reading = outcome(reader.read());
    port.say(data);
    expect(await reading).toMatchObject(notResponding);
  });
});
