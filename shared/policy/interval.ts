import type { Interval } from './pack.ts';

/** Reads "1", "2+" or "0-69" (already checked by `intervalTextSchema`). "5-3" holds for nothing and is undefined. */
export function readInterval(text: string): Interval | undefined {
  const [first = '', last] = text.replace('+', '').split('-');
  const least = Number(first);
  const most = text.endsWith('+') ? null : Number(last ?? first);
  return most !== null && most < least ? undefined : { least, most };
}

/** Whether a whole number lies in it; null stands for any number. */
export const holds = (interval: Interval | null, value: number): boolean =>
  interval === null || (value >= interval.least && (interval.most === null || value <= interval.most));

/** Whether two have a number in common. */
export function meet(a: Interval | null, b: Interval | null): boolean {
  if (a === null || b === null) return true;
  return (b.most === null || a.least <= b.most) && (a.most === null || b.least <= a.most);
}
