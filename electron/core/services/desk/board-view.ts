import type { BoardView } from '../../../../shared/contract/desk-contract.ts';
import type { WritableDb } from '../../db/database.ts';
import { openActCounts } from '../../db/repositories/queue-repository.ts';
import { type FactAge, factAges } from '../../db/repositories/fact-ages.ts';
import { boardTasks } from './board.ts';
import type { LineWatch } from './line-watch.ts';

/** The board: what may be done now, and how old what is read offline is. */
export function boardOf(db: WritableDb, watch: LineWatch, packs: number): BoardView {
  const ages = Object.entries(factAges(db)) as [Exclude<BoardView['facts'][number]['fact'], 'packs'>, FactAge][];
  const facts = ages.map(([fact, age]) => ({ fact, source: fact === 'item-mapping' ? ('his' as const) : ('centre' as const), ...age }));
  return {
    tasks: boardTasks(watch.all(), openActCounts(db)),
    facts: [...facts, { fact: 'packs', source: 'program', count: packs, asOf: null }],
  };
}
