import { ReaderFault } from '../reader-fault.ts';

/**
 * The time that one reading has. PC/SC knows no time limit: a card that stops answering, or another program that holds the card,
 * would keep a call for ever. The call itself cannot be ended; its process must be thrown away.
 */
export class Deadline {
  readonly #endsAt: number;

  constructor(milliseconds: number) {
    this.#endsAt = performance.now() + milliseconds;
  }

  get leftMs(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }

  /** What the call gives. Throws ReaderFault reader.not-responding with `late` when time is up. */
  async wait<T>(call: Promise<T>, late: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new ReaderFault('reader.not-responding', late)), this.leftMs);
    });
    call.catch(() => undefined); // a call that fails after its time is nobody's
    try {
      return await Promise.race([call, timeUp]);
    } finally {
      clearTimeout(timer);
    }
  }

  async pause(milliseconds: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, this.leftMs)));
  }
}
