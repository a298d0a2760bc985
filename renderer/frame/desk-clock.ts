import { useEffect, useState } from 'react';
import { type Instant, instantOf, millisecondsOf } from '../../shared/time/calendar-date.ts';

const TICK_MS = 1_000;

/** The core's clock, which may be a shifted one, carried on between two answers. Undefined until the first. */
export function useDeskClock(told: Instant | undefined): Instant | undefined {
  const [now, setNow] = useState(told);
  useEffect(() => {
    if (told === undefined) return;
    const heardAt = performance.now();
    const tick = () => setNow(instantOf(millisecondsOf(told) + Math.round(performance.now() - heardAt)));
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [told]);
  return now ?? told;
}
