/** A line that answered as fast as this keeps nobody waiting for a place. */
const QUICK_MS = 250;

/** How many acts may be at the other sides at once; the others wait for a place, first come first served. */
export class Wire {
  #free: number;
  readonly #queue: (() => void)[] = [];
  #lastTookMs = Number.POSITIVE_INFINITY;

  constructor(places: number) {
    this.#free = places;
  }

  async use<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    const began = performance.now();
    try {
      return await work();
    } finally {
      this.#lastTookMs = performance.now() - began;
      const next = this.#queue.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }

  /** Places become free quickly, as far as the last one shows. */
  get quick(): boolean {
    return this.#lastTookMs <= QUICK_MS;
  }

  /** So many wait for a place. */
  get waiting(): number {
    return this.#queue.length;
  }
}
