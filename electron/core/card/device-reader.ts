import { type DeviceEvent, deviceMessageSchema, type DeviceRequest } from '../../../shared/contract/device-messages.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Person } from '../../../shared/model/stay.ts';
import type { CardReader } from '../ports/card-reader.ts';

/** The end of the devices process's port that the core holds. */
export interface DevicePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
}

/** Where cards are read: the folder of the simulated reader, or a PC/SC reader by the beginning of its name (null: whichever has the card). */
export type CardSource = { readonly folder: string } | { readonly readerName: string | null };

export type DeviceReaderDeps = CardSource & {
  readonly seconds: number;
  /** Asks the shell for a fresh devices process: the old one hangs, died or never was. */
  readonly wantDevices: () => void;
};

/** The devices process answers a little before the core stops waiting: its own word says more than silence. */
const MARGIN_MS = 400;

/** A reading under way and the port that it was asked on. */
interface Reading {
  readonly port: DevicePort;
  readonly settle: (outcome: Person | AppError) => void;
}

/** Card reader over the devices process. A reading that takes too long ends here; its process is thrown away. */
export class DeviceReader implements CardReader {
  readonly #deps: DeviceReaderDeps;
  #port: DevicePort | undefined;
  #nextId = 1;
  readonly #open = new Map<number, Reading>();
  #listener: (event: DeviceEvent) => void = () => undefined;
  #cardIn = false;
  /** Readings that wait for the process that was asked for in place of one that hung. */
  #replacing: { readonly port: Promise<void>; readonly come: () => void } | undefined;

  constructor(deps: DeviceReaderDeps) {
    this.#deps = deps;
  }

  get cardIn(): boolean {
    return this.#cardIn;
  }

  /** Cards that come and go in a PC/SC reader; events of a process that was thrown away are dropped. */
  onEvent(listener: (event: DeviceEvent) => void): void {
    this.#listener = listener;
  }

  attach(port: DevicePort): void {
    this.#port = port;
    this.#cardIn = false; // the new process tells of what happens from now on
    this.#replacing?.come();
    this.#replacing = undefined;
    port.on('message', ({ data }) => this.#onReply(port, data));
    port.on('close', () => this.#drop(port));
    port.start();
    if (!('folder' in this.#deps)) port.postMessage({ kind: 'watch-pcsc' } satisfies DeviceRequest);
  }

  async read(): Promise<Person> {
    const deadline = performance.now() + this.#deps.seconds * 1_000;
    if (this.#port === undefined) await this.#replaced();
    const port = this.#port;
    if (port === undefined) {
      this.#replacing = undefined;
      this.#deps.wantDevices();
      throw notResponding();
    }
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const leftMs = deadline - performance.now();
      const timer = setTimeout(() => this.#onSilence(port), leftMs);
      const settle: Reading['settle'] = (outcome) => {
        clearTimeout(timer);
        this.#open.delete(id);
        if (outcome instanceof AppError) reject(outcome);
        else resolve(outcome);
      };
      this.#open.set(id, { port, settle });
      port.postMessage(this.#request(id, Math.max(1, leftMs - MARGIN_MS)));
    });
  }

  #request(id: number, withinMs: number): DeviceRequest {
    if ('folder' in this.#deps) return { id, kind: 'read-card', folder: this.#deps.folder };
    return { id, kind: 'read-pcsc-card', readerName: this.#deps.readerName, withinMs };
  }

  /** A process that was asked for in place of a hanging one comes within moments: the next card need not fail for it. */
  async #replaced(): Promise<void> {
    if (this.#replacing === undefined) return;
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#deps.seconds * 1_000 - 2 * MARGIN_MS);
    });
    await Promise.race([this.#replacing.port, tooLong]);
    clearTimeout(timer);
  }

  #onReply(port: DevicePort, data: unknown): void {
    const message = deviceMessageSchema.safeParse(data);
    if (!message.success) return this.#fail(port);
    if ('event' in message.data) {
      if (port !== this.#port) return;
      this.#cardIn = message.data.event === 'card-inserted';
      this.#listener(message.data);
      return;
    }
    const reply = message.data;
    const reading = this.#open.get(reply.id); // nobody waits any longer: a late answer of an old reading is dropped
    if (reading?.port !== port) return;
    if (reply.ok) return reading.settle(reply.holder);
    reading.settle(new AppError('device', reply.code, reply.reason, { reason: reply.reason }));
    if (reply.code === 'reader.not-responding') this.#onSilence(port);
  }

  /** The process hangs with all that was asked of it; a newer one has nothing to do with that. */
  #onSilence(port: DevicePort): void {
    const current = this.#port === port;
    this.#drop(port);
    if (!current) return;
    let come = (): void => undefined;
    const next = new Promise<void>((resolve) => {
      come = resolve;
    });
    this.#replacing = { port: next, come };
    this.#deps.wantDevices();
  }

  #drop(port: DevicePort): void {
    if (this.#port === port) this.#port = undefined;
    this.#fail(port);
  }

  #fail(port: DevicePort): void {
    for (const reading of [...this.#open.values()]) if (reading.port === port) reading.settle(notResponding());
  }
}

const notResponding = (): AppError => new AppError('device', 'reader.not-responding', 'the card reader does not answer');
