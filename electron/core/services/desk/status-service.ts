import type { z } from 'zod';
import type { deskContract } from '../../../../shared/contract/desk-contract.ts';
import { plusMilliseconds } from '../../../../shared/time/calendar-date.ts';
import { ACT_LINES } from '../../../../shared/model/acts.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { queueSummary, unknownLines } from '../../db/repositories/queue-repository.ts';
import { refusedFiles } from '../../db/repositories/order-repository.ts';
import { balanceOf } from '../../db/repositories/ledger-repository.ts';
import { openShiftOf } from '../../db/repositories/shift-repository.ts';
import type { LineWatch } from './line-watch.ts';

export type DeskStatus = z.output<typeof deskContract.status.response>;

export interface StatusDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly lines: LineWatch;
  readonly hospitalName: string;
  readonly window: { readonly number: string; readonly name: string };
  readonly training: boolean;
  readonly filingUrl: string | null;
  readonly cardIn: boolean;
  /** Who is signed in. */
  readonly clerkId: string | null;
}

/** An answer takes so long without anybody having to know. */
const IN_FLIGHT_MS = 2_000;

/** Lights, queue and clock for the status line. A line with an unknown outcome is being asked, whatever its light was. */
export function deskStatus({ db, clock, lines, hospitalName, window, training, filingUrl, cardIn, clerkId }: StatusDeps): DeskStatus {
  const queue = queueSummary(db);
  const asking = unknownLines(db, plusMilliseconds(clock.now(), -IN_FLIGHT_MS));
  return {
    now: clock.now(),
    hospitalName,
    windowNumber: window.number,
    windowName: window.name,
    training,
    filingUrl,
    cardIn,
    clockWrongBySeconds: lines.clockWrongBy,
    lines: lines.all().map(({ line, state, since, lastAnswerAt }) => {
      const acting = ACT_LINES.find((one) => one === line);
      const asked = acting === undefined ? undefined : asking.get(acting);
      const shown = state !== 'down' && asked !== undefined ? ('asking' as const) : state;
      return { line, state: shown, moneyLocked: asked?.moneyLocked === true, since, lastAnswerAt };
    }),
    queue: {
      waiting: queue.waiting,
      unknown: queue.unknown,
      needsPerson: queue.rejected,
      oldestAt: queue.oldestAt,
      nearestDeadlineAt: queue.nearestDeadlineAt,
    },
    refusedFiles: refusedFiles(db).length,
    shift: clerkId === null ? null : shiftOf(db, clerkId),
  };
}

function shiftOf(db: ReadableDb, clerkId: string): DeskStatus['shift'] {
  const shift = openShiftOf(db, clerkId);
  if (shift === undefined) return null;
  return { shiftId: shift.id, openedAt: shift.openedAt, float: balanceOf(db, 'float-fund', shift.id).negated() };
}
