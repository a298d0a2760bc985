import type { LineName } from '../../../../shared/contract/desk-contract.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';

export type LineState = 'up' | 'slow' | 'down' | 'absent' | 'unproven';

interface Watched {
  readonly state: LineState;
  readonly since: Instant;
  readonly lastAnswerAt: Instant | null;
}

export interface LineWatchOptions {
  readonly clock: Clock;
  /** Runs on when the computer's clock is set: a line is quiet by this one. */
  readonly monotonicMs: () => number;
  /** Lines that this desk does not have. */
  readonly absent: readonly LineName[];
  readonly onChange: (line: LineName, state: LineState) => void;
}

const SLOW_MS = 3_000;

/** What each line showed last. A light is proven by an exchange, never by a ping of another thing. */
export class LineWatch {
  readonly #clock: Clock;
  readonly #monotonicMs: () => number;
  readonly #onChange: (line: LineName, state: LineState) => void;
  readonly #lines = new Map<LineName, Watched>();
  readonly #answeredMs = new Map<LineName, number>();
  #clockWrongBy: number | null = null;

  constructor({ clock, monotonicMs, absent, onChange }: LineWatchOptions) {
    this.#clock = clock;
    this.#monotonicMs = monotonicMs;
    this.#onChange = onChange;
    for (const line of ['centre', 'his', 'bank', 'wallet', 'invoice', 'printer'] as const) {
      this.#lines.set(line, { state: absent.includes(line) ? 'absent' : 'unproven', since: clock.now(), lastAnswerAt: null });
    }
  }

  heard(line: LineName, { reached, tookMs }: { readonly reached: boolean; readonly tookMs: number }): void {
    const before = this.#lines.get(line);
    const now = this.#clock.now();
    const state: LineState = reached ? (tookMs > SLOW_MS ? 'slow' : 'up') : 'down';
    const changed = before?.state !== state;
    this.#lines.set(line, {
      state,
      since: changed ? now : (before?.since ?? now),
      lastAnswerAt: reached ? now : (before?.lastAnswerAt ?? null),
    });
    if (reached) this.#answeredMs.set(line, this.#monotonicMs());
    if (changed) this.#onChange(line, state);
  }

  clock(wrongBySeconds: number | null): void {
    this.#clockWrongBy = wrongBySeconds;
  }

  get clockWrongBy(): number | null {
    return this.#clockWrongBy;
  }

  state(line: LineName): LineState {
    return this.#lines.get(line)?.state ?? 'absent';
  }

  all(): readonly ({ readonly line: LineName } & Watched)[] {
    return [...this.#lines].map(([line, watched]) => ({ line, ...watched }));
  }

  /** No exchange for so long: somebody should prove the line again. */
  isQuiet(line: LineName, ms: number): boolean {
    const last = this.#answeredMs.get(line);
    return last === undefined || this.#monotonicMs() - last >= ms;
  }
}
