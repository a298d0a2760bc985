import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** A drill moves its clock by hand: nobody waits for the tenth of a second. */
const LOOK_EVERY_MS = 100;

/**
 * The clock's offset of a drill, in ms: follows `training.clockOffsetMs` of settings.json while the program runs, so that an invented day is played in
 * one go. A file that cannot be read just now leaves the last offset.
 */
export function trainingOffset(dataDir: string, firstMs: number): () => number {
  const file = path.join(dataDir, 'settings.json');
  let offsetMs = firstMs;
  let lookedAt = performance.now();
  let changedAt = changeOf(file);
  return () => {
    if (performance.now() - lookedAt < LOOK_EVERY_MS) return offsetMs;
    lookedAt = performance.now();
    const now = changeOf(file);
    if (now !== changedAt) {
      const read = offsetIn(file);
      if (read === undefined) return offsetMs;
      changedAt = now;
      offsetMs = read;
    }
    return offsetMs;
  };
}

function changeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function offsetIn(file: string): number | undefined {
  try {
    const { training } = JSON.parse(readFileSync(file, 'utf8')) as { training?: { clockOffsetMs?: unknown } };
    const offset = training?.clockOffsetMs;
    return typeof offset === 'number' && Number.isSafeInteger(offset) ? offset : undefined;
  } catch {
    return undefined;
  }
}
