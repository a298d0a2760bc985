import type { BoardView } from '../../../../shared/contract/desk-contract.ts';
import type { LineName } from '../../../../shared/contract/desk-contract.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import { type ActKind, INVOICE_ACT_KINDS, LIST_ACT_KINDS, VISIT_ACT_KINDS } from '../../../../shared/model/acts.ts';
import type { OpenActs } from '../../db/repositories/queue-repository.ts';
import type { LineState } from './line-watch.ts';

type Standing = BoardView['tasks'][number]['standing'];

/** What a desk does, the line it needs, what becomes of it while that line is away, and the acts that carry it out. */
const TASKS = [
  { task: 'check-eligibility', line: 'centre', away: 'stale' },
  { task: 'admit-insured', line: 'centre', away: 'queued', acts: ['admission', 'admission-change'] },
  {
    task: 'upload-charges',
    line: 'centre',
    away: 'queued',
    acts: ['charges', 'charges-reversal', 'charges-comparison', 'charges-removal'],
  },
  { task: 'pre-settle', line: 'centre', away: 'stale' },
  { task: 'settle-online', line: 'centre', away: 'closed', acts: ['discharge', 'settlement', 'settlement-adoption', 'interim-settlement'] },
  {
    task: 'recall',
    line: 'centre',
    away: 'queued',
    acts: ['settlement-reversal', 'discharge-reversal', 'admission-reversal', 'interim-settlement-reversal', 'message-reversal'],
  },
  { task: 'upload-lists', line: 'centre', away: 'queued', acts: LIST_ACT_KINDS },
  { task: 'settle-visit', line: 'centre', away: 'closed', acts: VISIT_ACT_KINDS },
  { task: 'reconcile', line: 'centre', away: 'closed' },
  { task: 'take-orders', line: 'his', away: 'closed' },
  { task: 'take-charges', line: 'his', away: 'closed' },
  { task: 'lock-credit', line: 'bank', away: 'queued', acts: ['credit-lock', 'credit-raise'] },
  { task: 'draw-credit', line: 'bank', away: 'queued', acts: ['credit-draw', 'credit-release', 'credit-draw-reversal'] },
  { task: 'wallet-payment', line: 'wallet', away: 'closed' },
  { task: 'invoice', line: 'invoice', away: 'queued', acts: INVOICE_ACT_KINDS },
  { task: 'print', line: 'printer', away: 'queued' },
] as const satisfies readonly {
  readonly task: string;
  readonly line: LineName;
  readonly away: Standing;
  readonly acts?: readonly ActKind[];
}[];

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
 * `closed`: it waits for the line; `not-here`: this window has no such line. A leave before the settlement opens exactly while the centre is away.
 * With the acts of each task that wait, and those whose outcome nobody knows.
 */
export function boardTasks(lines: readonly Line[], open: readonly OpenActs[]): BoardView['tasks'] {
  const of = (name: LineName): Line | undefined => lines.find(({ line }) => line === name);
  const count = (acts: readonly ActKind[], state: OpenActs['state']): number =>
    open.reduce((sum, one) => (one.state === state && acts.includes(one.kind) ? sum + one.count : sum), 0);
  const rows = TASKS.map(({ task, line, away, ...rest }) => {
    const acts: readonly ActKind[] = 'acts' in rest ? rest.acts : [];
    return { ...row(task, of(line), line, away), waiting: count(acts, 'waiting'), unknown: count(acts, 'unknown') };
  });
  const centre = of('centre');
  const standing: Standing = isAway(centre) ? 'now' : 'closed';
  const leaves = (['leave-on-credit', 'leave-on-deposit'] as const).map((task) => ({
    ...{ ...row(task, centre, 'centre', 'now'), standing },
    ...{ waiting: 0, unknown: 0 },
  }));
  return [...rows, ...leaves];
}

function row(
  task: BoardView['tasks'][number]['task'],
  found: Line | undefined,
  line: LineName,
  away: Standing,
): Omit<BoardView['tasks'][number], 'waiting' | 'unknown'> {
  const state = found?.state ?? 'absent';
  const standing = state === 'absent' ? 'not-here' : isAway(found) ? away : 'now';
  return { task, line, state, since: found?.since ?? null, lastAnswerAt: found?.lastAnswerAt ?? null, standing, mender: MENDERS[line] };
}

/** A line that was never heard is not taken for one that is down: it is tried. */
const isAway = (line: Line | undefined): boolean => line?.state === 'down';
