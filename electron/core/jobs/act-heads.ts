import { plusMilliseconds } from '../../../shared/time/calendar-date.ts';
import type { Clock } from '../clock.ts';
import type { ReadableDb } from '../db/database.ts';
import { type Act, dueActs } from '../db/repositories/act-repository.ts';
import { longestPauseMs } from './retry-pause.ts';

interface HeadsDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly retrySeconds: readonly number[];
}

interface Pause {
  readonly over: Promise<void>;
  readonly end: () => void;
}

/** So many acts are looked up at once. */
const BATCH = 100;
/** While some act waits for its answer, the others look again for what became due. */
const LOOK_AGAIN_MS = 100;

/** What one pass takes from: the heads that are due, none twice at a time, and none twice before somebody had to wait. */
export class ActHeads {
  readonly #deps: HeadsDeps;
  readonly #inHand = new Set<number>();
  #taken = new Set<number>();
  #batch: Act[] = [];
  #pausing: Pause | undefined;
  /** Nothing was due, and nothing was done since. */
  #idle = false;
  count = 0;

  constructor(deps: HeadsDeps) {
    this.#deps = deps;
  }

  /** undefined when nothing is due and no act is in hand; while one is, more may become due. */
  async next(): Promise<Act | undefined> {
    for (;;) {
      const act = this.#take();
      if (act !== undefined) return act;
      if (this.#inHand.size > 0) await this.#pause();
      if (this.#inHand.size === 0 || !this.#deps.db.open) return undefined;
    }
  }

  done({ id }: Act): void {
    this.#inHand.delete(id);
    this.#idle = false;
    if (this.#inHand.size === 0) this.#pausing?.end();
  }

  /** One pause for all who wait; over at once when nothing is in hand any more. */
  #pause(): Promise<void> {
    this.#pausing ??= this.#beginPause();
    return this.#pausing.over;
  }

  #beginPause(): Pause {
    let end: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      end = () => {
        clearTimeout(timer);
        this.#pausing = undefined;
        resolve();
      };
    });
    const timer = setTimeout(() => {
      this.#idle = false;
      this.#taken = new Set(this.#inHand);
      end();
    }, LOOK_AGAIN_MS);
    return { over, end };
  }

  #take(): Act | undefined {
    if (this.#batch.length === 0 && !this.#idle) this.#batch = this.#look();
    const act = this.#batch.shift();
    this.#idle = act === undefined;
    if (act === undefined) return undefined;
    this.#inHand.add(act.id);
    this.#taken.add(act.id);
    this.count += 1;
    return act;
  }

  #look(): Act[] {
    const { db, clock, retrySeconds } = this.#deps;
    const now = clock.now();
    const latest = plusMilliseconds(now, longestPauseMs(retrySeconds) + 1_000);
    // Those in hand are due as well: the limit leaves room for them.
    const due = dueActs(db, { now, latest, limit: BATCH + this.#inHand.size });
    return due.filter(({ id }) => !this.#inHand.has(id) && !this.#taken.has(id));
  }
}
