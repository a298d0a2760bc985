import type { WritableDb } from './database.ts';

interface Waiting {
  /** Runs the step, and says how to tell whoever waits for it once the group is kept. */
  readonly run: () => () => void;
  readonly fail: (error: unknown) => void;
}

export interface GroupCommitOptions {
  /** Nobody is in a hurry: a group waits for more to come, but no longer than `gatherMs`. */
  readonly mayWait: () => boolean;
  readonly gatherMs: number;
}

/**
 * Steps that are ready at about the same time are kept by one commit: a disk that flushes slowly is asked once for all of them.
 *
 * Each step is whole: all of it is kept, or nothing. One that throws is taken back alone. Whoever waits for a step hears of it only when it
 * stands on the disk; when the commit fails, nothing of any step is kept and all of them hear that.
 */
export class GroupCommit {
  readonly #db: WritableDb;
  readonly #options: GroupCommitOptions;
  #waiting: Waiting[] = [];
  #looking = false;
  #late: ReturnType<typeof setTimeout> | undefined;

  constructor(db: WritableDb, options: GroupCommitOptions) {
    this.#db = db;
    this.#options = options;
  }

  /** What the step gives, after it is kept. Throws what the step throws, or what the commit does. */
  keep<T>(step: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        run: () => {
          const result = step();
          return () => resolve(result);
        },
        fail: reject,
      });
      this.#look();
    });
  }

  /** Those that come in this turn come along. */
  #look(): void {
    if (this.#looking) return;
    this.#looking = true;
    setImmediate(() => {
      this.#looking = false;
      if (this.#options.mayWait()) this.#late ??= setTimeout(() => this.#commit(), this.#options.gatherMs);
      else this.#commit();
    });
  }

  #commit(): void {
    clearTimeout(this.#late);
    this.#late = undefined;
    const steps = this.#waiting.splice(0);
    if (steps.length === 0) return;
    try {
      for (const tell of this.#db.transaction(() => steps.map((step) => this.#runAlone(step))).immediate()) tell();
    } catch (error) {
      for (const { fail } of steps) fail(error);
    }
  }

  #runAlone({ run, fail }: Waiting): () => void {
    try {
      return this.#db.transaction(run)();
    } catch (error) {
      // A full or failing disk takes the whole group back: the other steps must not go on outside of it.
      if (!this.#db.inTransaction) throw error;
      return () => fail(error);
    }
  }
}
