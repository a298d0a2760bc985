import { hospitalText } from '../../../shared/time/calendar-date.ts';
import type { Clock } from '../clock.ts';
import type { ReadableDb } from '../db/database.ts';
import { openActCounts } from '../db/repositories/queue-repository.ts';
import type { ReadingGateway } from '../ports/reading-gateway.ts';

export interface SignOutDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly reading: Pick<ReadingGateway, 'signOut'>;
  readonly rules: { readonly signOut: 'never' | 'day-end'; readonly signOutAtHour: number };
  /** The day on which this process signed out last. */
  readonly done: { day: string };
}

/**
 * 9002 at the real end of the platform's day, once, where the settings want it: after it some platforms let nobody sign in again before midnight
 * (interface reference §7.1). What still waits to be sent goes first. A shift's close is not the day's end. Errors: those of the line.
 */
export async function signOutAtDayEnd({ db, clock, reading, rules, done }: SignOutDeps): Promise<void> {
  const now = hospitalText(clock.now());
  const day = now.slice(0, 10);
  if (rules.signOut === 'never' || Number(now.slice(11, 13)) < rules.signOutAtHour || done.day === day) return;
  if (openActCounts(db).length > 0) return;
  await reading.signOut();
  done.day = day;
}
