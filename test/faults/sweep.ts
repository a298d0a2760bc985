import type { WorldResult } from './world.ts';
import type { Step } from './plan.ts';

/** So many boundaries in a row that were not reached: the stay has no more of them. */
const BEYOND = 4;

/**
 * Every step boundary of one quiet stay, from its first write to its last: the core dies before and after each. The stay ends where no death strikes any more;
 * how many writes it has is not known before, and differs a little by the desk's own jobs.
 */
export class Sweep {
  readonly #every: number;
  #next: Step;
  #missed = 0;
  struck = 0;

  constructor(every: number, from = 1) {
    this.#every = every;
    this.#next = { write: from, when: 'before' };
  }

  *[Symbol.iterator](): Generator<Step> {
    while (this.#missed < BEYOND) {
      const step = this.#next;
      this.#next = step.when === 'before' ? { ...step, when: 'after' } : { write: step.write + this.#every, when: 'before' };
      yield step;
    }
  }

  /** The last death of a world is its own end. */
  played({ kills }: Pick<WorldResult, 'kills'>): void {
    if (kills > 1) this.struck += 1;
    this.#missed = kills > 1 ? 0 : this.#missed + 1;
  }
}
