import { startVirtualReader, type VirtualReader } from '../support/virtual-reader.ts';
import { type DeskReader, startDeskReader } from './desk-reader.ts';

/** A desk and its own virtual reader. */
export interface DeskAtReader {
  readonly virtual: VirtualReader;
  readonly desk: DeskReader;
}

/** The reader service looks into a slot every 0.4 s, so most of a test is waiting: several desks wait side by side. */
export class DeskPool {
  readonly #all: DeskAtReader[] = [];
  readonly #free: DeskAtReader[] = [];

  /** Gives the test a desk of its own with an empty slot; a desk that a test left in trouble goes to nobody else. */
  async use(test: (at: DeskAtReader) => Promise<void>): Promise<void> {
    const at = this.#free.pop() ?? (await this.#start());
    await test(at);
    await at.virtual.pull();
    this.#free.push(at);
  }

  async stop(): Promise<void> {
    for (const { desk } of this.#all) desk.stop();
    await Promise.all(this.#all.map(({ virtual }) => virtual.stop()));
  }

  async #start(): Promise<DeskAtReader> {
    const virtual = await startVirtualReader();
    const at = { virtual, desk: await startDeskReader(virtual) };
    this.#all.push(at);
    return at;
  }
}
