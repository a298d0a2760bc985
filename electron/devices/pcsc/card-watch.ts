import { type Slot, slotOf } from './reader-slot.ts';
import { RESULT } from './result-codes.ts';
import type { Handle, ReaderState, Winscard } from './winscard.ts';

export interface CardChange {
  readonly event: 'card-inserted' | 'card-removed';
  readonly readerName: string;
}

/** How long one question to the service waits. Finite, so that a reader plugged in meanwhile is found. */
const WAIT_MS = 1_000;

/** Without service or reader. */
const RETRY_MS = 300;

/** What happened in a slot from one state to the next. A card that lies there when the watch begins is no event. */
export function changesOf(readerName: string, before: Slot | undefined, after: Slot): readonly CardChange[] {
  const inserted: CardChange = { event: 'card-inserted', readerName };
  const removed: CardChange = { event: 'card-removed', readerName };
  if (before === undefined) return [];
  if (before.present !== after.present) return [after.present ? inserted : removed];
  return before.present && before.count !== after.count ? [removed, inserted] : [];
}

/** Says when cards come and go, in all readers of this computer, through stops of the reader service and readers unplugged. */
export class CardWatch {
  readonly #winscard: Winscard;
  readonly #tell: (change: CardChange) => void;
  readonly #slots = new Map<string, Slot>();
  #stopped = false;

  constructor(winscard: Winscard, tell: (change: CardChange) => void) {
    this.#winscard = winscard;
    this.#tell = tell;
  }

  /** Never ends before `stop`, never throws. */
  async run(): Promise<void> {
    while (!this.#stopped) {
      const { code, context } = await this.#winscard.establish();
      if (code === RESULT.success) await this.#watchIn(context);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Until this context is of no more use. */
  async #watchIn(context: Handle): Promise<void> {
    let known: readonly ReaderState[] = [];
    while (!this.#stopped) {
      const { code, names } = await this.#winscard.listReaders(context);
      if (code !== RESULT.success) break;
      this.#forgetOthers(names);
      known = names.map((name) => known.find((one) => one.name === name) ?? { name, state: 0 });
      const answer = await this.#winscard.statusChange(context, WAIT_MS, known);
      if (answer.code === RESULT.success) known = this.#take(answer.states);
      else if (answer.code !== RESULT.timeout) break;
    }
    await this.#winscard.release(context);
  }

  #take(states: readonly ReaderState[]): readonly ReaderState[] {
    for (const { name, state } of states) {
      const slot = slotOf(state);
      const changes = changesOf(name, this.#slots.get(name), slot);
      this.#slots.set(name, slot);
      for (const change of changes) this.#tell(change);
    }
    return states;
  }

  /** A reader that was unplugged took its card along. */
  #forgetOthers(names: readonly string[]): void {
    for (const [name, slot] of [...this.#slots]) {
      if (names.includes(name)) continue;
      this.#slots.delete(name);
      if (slot.present) this.#tell({ event: 'card-removed', readerName: name });
    }
  }
}
