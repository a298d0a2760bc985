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

type Settle = (outcome: Person | AppError) => void;

/** Card reader over the devices process. A reading that takes too long ends here; its process is thrown away. */
export class DeviceReader implements CardReader {
  readonly #deps: DeviceReaderDeps;
  #port: DevicePort | undefined;
  #nextId = 1;
  readonly #open = new Map<number, Settle>();

  constructor(deps: DeviceReaderDeps) {
    this.#deps = deps;
  }

  attach(port: DevicePort): void {
    this.#port = port;
    port.on('message', ({ data }) => this.#onReply(data));
    port.on('close', () => {
      if (this.#port === port) this.#port = undefined;
      this.#fail(notResponding());
    });
    port.start();
  }

  read(): Promise<Person> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#onSilence(id), this.#deps.seconds * 1_000);
      this.#open.set(id, (outcome) => {
        clearTimeout(timer);
        this.#open.delete(id);
        if (outcome instanceof AppError) reject(outcome);
        else resolve(outcome);
      });
      if (this.#port === undefined) this.#open.get(id)?.(notResponding());
      else this.#port.postMessage({ id, kind: 'read-card', folder: this.#deps.folder } satisfies DeviceRequest);
      if (this.#port === undefined) this.#deps.wantDevices();
    });
  }

  #onReply(data: unknown): void {
    const reply = deviceReplySchema.safeParse(data);
    if (!reply.success) return this.#fail(notResponding());
    const settle = this.#open.get(reply.data.id); // nobody waits any longer: a late answer of an old reading is dropped
    if (reply.data.ok) settle?.(reply.data.holder);
    else settle?.(new AppError('device', reply.data.code, reply.data.reason, { reason: reply.data.reason }));
  }

  #onSilence(id: number): void {
    const settle = this.#open.get(id);
    this.#port = undefined;
    this.#deps.wantDevices();
    settle?.(notResponding());
  }

  #fail(error: AppError): void {
    for (const settle of [...this.#open.values()]) settle(error);
  }
}

const notResponding = (): AppError => new AppError('device', 'reader.not-responding', 'the card reader does not answer');
