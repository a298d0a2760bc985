/** Drawn numbers that are the same for the same seed. */
export interface Dice {
  /** In [0, 1). */
  next(): number;
  /** An integer from `least` to `most`, both included. */
  between(least: number, most: number): number;
  oneOf<T>(values: readonly T[]): T;
  chance(probability: number): boolean;
}

/** mulberry32: short, and good enough to draw faults with. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    oneOf: <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T,
    chance: (probability) => next() < probability,
  };
}

/** A seed made of others and a text: what is drawn for one thing does not move when another thing is drawn more often. */
export function seedOf(seed: number, text: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}
