/** The stand-in's idea of now. The offset lets a demonstration play on another day, or makes a wrong clock. */
export interface Clock {
  /** Milliseconds since the epoch, offset included. For business times. */
  now(): number;
  /** Milliseconds since the epoch without the offset. For waiting and visibility. */
  real(): number;
  setOffset(offsetMs: number): void;
  offset(): number;
}

export function createClock(initialOffsetMs = 0): Clock {
  let offsetMs = initialOffsetMs;
  return {
    now: () => Date.now() + offsetMs,
    real: () => Date.now(),
    setOffset: (next) => {
      offsetMs = next;
    },
    offset: () => offsetMs,
  };
}

const SHANGHAI_MS = 8 * 3_600_000;

/** `yyyy-MM-dd HH:mm:ss` in China's only zone, whatever zone this process runs in. */
export function chinaTime(ms: number): string {
  return new Date(ms + SHANGHAI_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** `yyyy-MM-dd` in China. */
export function chinaDay(ms: number): string {
  return chinaTime(ms).slice(0, 10);
}

/** `yyyyMMddHHmmssSSS` in China. */
export function chinaDigits(ms: number): string {
  return new Date(ms + SHANGHAI_MS).toISOString().replace(/\D/g, '');
}
