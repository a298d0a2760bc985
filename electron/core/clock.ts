import { type CalendarDate, dayOf, type Instant, instantOf } from '../../shared/time/calendar-date.ts';

/** The only place where "now" comes from. Rules never ask it: they are given the day of care. */
export interface Clock {
  now(): Instant;
  /** The hospital's calendar day. */
  today(): CalendarDate;
  milliseconds(): number;
}

/** The computer's clock; in training shifted, so that an invented day can be played. */
export function systemClock(offsetMs: () => number = () => 0): Clock {
  const milliseconds = () => Date.now() + offsetMs();
  const now = () => instantOf(milliseconds());
  return { now, today: () => dayOf(now()), milliseconds };
}
