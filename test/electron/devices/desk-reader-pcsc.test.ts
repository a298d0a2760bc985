import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeviceReader } from '../../../electron/core/card/device-reader.ts';
import { settingsSchema } from '../../../electron/core/settings-schema.ts';
import { deviceRequestSchema } from '../../../shared/contract/device-messages.ts';
import { demoSettings } from '../../support/desk-folder.ts';

/** A devices process that says what it is told to. */
class Port {
  readonly asked: { readonly id?: number; readonly kind: string; readonly withinMs?: number }[] = [];
  say: (data: unknown) => void = () => undefined;
  postMessage(message: unknown): void {
    expect(deviceRequestSchema.safeParse(message).success).toBe(true);
    this.asked.push(message as { kind: string });
  }
  on(event: string, listener: (event: { data: unknown }) => void): void {
    if (event === 'message') this.say = (data) => listener({ data });
  }
  start(): void {
    // nothing to start
  }
}

let wanted = 0;
const wantDevices = () => {
  wanted += 1;
};
let reader: DeviceReader;
beforeEach(() => {
  vi.useFakeTimers();
  wanted = 0;
  reader = new DeviceReader({ readerName: 'Reader', seconds: 3, wantDevices });
});
afterEach(() => vi.useRealTimers());

function attached(): Port {
  const port = new Port();
  reader.attach(port);
  return port;
}

const code = (reading: Promise<unknown>) => reading.then(() => 'read').catch((error: { code: string }) => error.code);
const holder = { name: '示例甲', certType: 'id-card', certNumber: '1', sex: 'male', birthOn: null, cardNumber: null, cardSerial: null };

describe('a PC/SC reader at the core', () => {
  it('is watched, and read within less than the core waits', () => {
    const port = attached();
    void code(reader.read());
    expect(port.asked).toEqual([{ kind: 'watch-pcsc' }, { id: 1, kind: 'read-pcsc-card', readerName: 'Reader', withinMs: 2_600 }]);
  });

  it.each(['card.absent', 'card.unreadable', 'reader.service-stopped', 'reader.none'])('says %s, and keeps its process', async (fault) => {
    const port = attached();
    const reading = code(reader.read());
    port.say({ id: 1, ok: false, code: fault, reason: 'because' });
    expect(await reading).toBe(fault);
    expect(wanted).toBe(0);
  });

  it('that does not respond says so, and its process is replaced; the next reading waits for the new one', async () => {
    const port = attached();
    const first = code(reader.read());
    port.say({ id: 1, ok: false, code: 'reader.not-responding', reason: 'the card does not answer' });
    expect(await first).toBe('reader.not-responding');
    expect(wanted).toBe(1);

    const second = code(reader.read());
    await vi.advanceTimersByTimeAsync(500);
    const fresh = attached();
    await vi.advanceTimersByTimeAsync(1);
    expect(fresh.asked.at(-1)?.withinMs).toBeLessThanOrEqual(2_100); // what is left of its three seconds
    fresh.say({ id: 2, ok: true, holder });
    expect(await second).toBe('read');
    expect(wanted).toBe(1);
  });

  it('whose new process does not come is asked for again', async () => {
    attached().say({ id: 9, ok: false, code: 'card.absent', reason: 'nobody asked' });
    const first = code(reader.read());
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await first).toBe('reader.not-responding');
    const second = code(reader.read());
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await second).toBe('reader.not-responding');
    expect(wanted).toBe(2);
  });

  it('tells events of its present process only', () => {
    const seen: string[] = [];
    reader.onEvent(({ event }) => seen.push(event));
    const [old, fresh] = [attached(), attached()];
    fresh.say({ event: 'card-inserted', readerName: 'Reader 00' });
    old.say({ event: 'card-removed', readerName: 'Reader 00' });
    expect(seen).toEqual(['card-inserted']);
  });
});

describe('the reader of the settings', () => {
  const parse = (reader: unknown) =>
    settingsSchema.safeParse({ ...demoSettings({ centre: 'http://127.0.0.1', bank: 'http://127.0.0.1' }, 0), reader });

  it('is a folder of images, or PC/SC with or without a name', () => {
    expect(parse({ kind: 'image-folder', folder: 'reader' }).data?.reader).toEqual({ kind: 'image-folder', folder: 'reader', seconds: 3 });
    expect(parse({ kind: 'pcsc' }).data?.reader).toEqual({ kind: 'pcsc', readerName: null, seconds: 3 });
    expect(parse({ kind: 'pcsc', readerName: 'D8', seconds: 5 }).data?.reader).toEqual({ kind: 'pcsc', readerName: 'D8', seconds: 5 });
  });

  it.each([[{ kind: 'pcsc', folder: 'reader' }], [{ kind: 'image-folder' }], [{ kind: 'pcsc', readerName: '' }], [{ kind: 'usb' }]])(
    'is not %j',
    (reader) => {
      expect(parse(reader).success).toBe(false);
    },
  );
});
