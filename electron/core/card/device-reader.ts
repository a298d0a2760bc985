import { deviceReplySchema, type DeviceRequest } from '../../../shared/contract/device-messages.ts';
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

export interface DeviceReaderDeps {
  readonly folder: string;
  readonly seconds: number;
  /** Asks the shell for a fresh devices process: the old one hangs, died or never was. */
  readonly wantDevices: () => void;
}

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

  constructor(deps: DeviceReaderDeps) {
    this.#deps = deps;
  }

  attach(port: DevicePort): void {
    this.#port = port;
    port.on('message', ({ data }) => this.#onReply(port, data));
    port.on('close', () => this.#drop(port));
    port.start();
  }

  async read(): Promise<Person> {
    const port = this.#port;
    if (port === undefined) {
      this.#deps.wantDevices();
      throw notResponding();
    }
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#onSilence(port), this.#deps.seconds * 1_000);
      const settle: Reading['settle'] = (outcome) => {
        clearTimeout(timer);
        this.#open.delete(id);
        if (outcome instanceof AppError) reject(outcome);
        else resolve(outcome);
      };
      this.#open.set(id, { port, settle });
      port.postMessage({ id, kind: 'read-card', folder: this.#deps.folder } satisfies DeviceRequest);
    });
  }

  #onReply(port: DevicePort, data: unknown): void {
    const reply = deviceReplySchema.safeParse(data);
    if (!reply.success) return this.#fail(port);
    const reading = this.#open.get(reply.data.id); // nobody waits any longer: a late answer of an old reading is dropped
    if (reading?.port !== port) return;
    if (reply.data.ok) reading.settle(reply.data.holder);
    else reading.settle(new AppError('device', reply.data.code, reply.data.reason, { reason: reply.data.reason }));
  }

  /** The process hangs with all that was asked of it; a newer one has nothing to do with that. */
  #onSilence(port: DevicePort): void {
    const current = this.#port === port;
    this.#drop(port);
    if (current) this.#deps.wantDevices();
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
