import { readFen } from '../standin/amount.ts';
import { dayList } from '../standin/day-list.ts';
import type { Store } from './store.ts';

interface Recorded {
  readonly request_key: string;
  readonly operation: string;
  readonly answer: string;
}

/** 清算文件: every draw of a day, and every draw that was given back, from the recorded answers. Locks and releases move no money. */
export function clearingList(store: Store, day: string): string {
  const recorded = store
    .prepare("SELECT request_key, operation, answer FROM request WHERE operation IN ('draw', 'reverse') ORDER BY rowid")
    .all() as Recorded[];
  const listed = recorded.flatMap(({ request_key, operation, answer }) => {
    const said = JSON.parse(answer) as { result: string; bankNumber?: string; amount?: string; at?: string };
    if (said.result !== 'done') return [];
    const back = operation === 'reverse';
    const kind = back ? '用款撤销' : '用款';
    return [
      {
        number: said.bankNumber ?? '',
        key: request_key,
        kind,
        fen: readFen(said.amount ?? '') ?? 0,
        back,
        atMs: Date.parse(said.at ?? ''),
      },
    ];
  });
  return dayList(day, listed);
}
