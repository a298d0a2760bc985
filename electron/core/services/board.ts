import type { BoardView } from '../../../shared/contract/desk-contract.ts';
import type { LineName } from '../../../shared/contract/desk-contract.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';
import type { LineState } from './line-watch.ts';

type Standing = BoardView['tasks'][number]['standing'];

/** What a desk does, the line it needs, and what becomes of it while that line is away. */
const TASKS = [
  { task: 'check-eligibility', line: 'centre', away: 'stale' },
  { task: 'admit-insured', line: 'centre', away: 'queued' },
  { task: 'pre-settle', line: 'centre', away: 'stale' },
  { task: 'settle-online', line: 'centre', away: 'closed' },
  { task: 'recall', line: 'centre', away: 'queued' },
  { task: 'reconcile', line: 'centre', away: 'closed' },
  { task: 'take-orders', line: 'his', away: 'closed' },
  { task: 'take-charges', line: 'his', away: 'closed' },
  { task: 'lock-credit', line: 'bank', away: 'queued' },
  { task: 'draw-credit', line: 'bank', away: 'queued' },
  { task: 'wallet-payment', line: 'wallet', away: 'closed' },
  { task: 'invoice', line: 'invoice', away: 'queued' },
  { task: 'print', line: 'printer', away: 'queued' },
] as const satisfies readonly { readonly task: string; readonly line: LineName; readonly away: Standing }[];

/** Who mends a line. */
const MENDERS: Readonly<Record<LineName, BoardView['tasks'][number]['mender']>> = {
  centre: 'insurance-office',
  his: 'information-office',
  bank: 'finance',
  wallet: 'finance',
  invoice: 'finance',
  printer: 'information-office',
};

interface Line {
  readonly line: LineName;
  readonly state: LineState;
  readonly since: Instant;
  readonly lastAnswerAt: Instant | null;
}

/**
 * What may be done now, over all lines: `now`; `queued`: it is saved and goes out by itself; `stale`: from what was answered before, with its age;
 * `closed`: it waits for the line; `not-here`: this window has no such line. A leave on credit opens exactly while the centre is away.
 */
export function boardTasks(lines: readonly Line[]): BoardView['tasks'] {
  const of = (name: LineName): Line | undefined => lines.find(({ line }) => line === name);
  const rows = TASKS.map(({ task, line, away }) => row(task, of(line), line, away));
  const centre = of('centre');
  const leave = { ...row('leave-on-credit', centre, 'centre', 'now'), standing: (isAway(centre) ? 'now' : 'closed') as Standing };
  return [...rows, leave];
}

function row(
  task: BoardView['tasks'][number]['task'],
  found: Line | undefined,
  line: LineName,
  away: Standing,
): BoardView['tasks'][number] {
  const state = found?.state ?? 'absent';
  const standing = state === 'absent' ? 'not-here' : isAway(found) ? away : 'now';
  return { task, line, state, since: found?.since ?? null, lastAnswerAt: found?.lastAnswerAt ?? null, standing, mender: MENDERS[line] };
}

/** A line that was never heard is not taken for one that is down: it is tried. */
const isAway = (line: Line | undefined): boolean => line?.state === 'down';
