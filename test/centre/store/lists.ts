import type { Store } from './database.ts';

/** A settlement list (4101). 0 not submitted, 1 submitted, 2 passed, 3 did not pass. */
export interface SettlementList {
  readonly setl_list_id: string;
  readonly setl_id: string;
  readonly psn_no: string;
  readonly state: string;
  readonly doc: string;
  readonly msgid: string;
  readonly created_ms: number;
  /** Another one took its place. */
  readonly ended_ms: number | null;
}

export const addList = (store: Store, row: Omit<SettlementList, 'ended_ms'>): Promise<void> => store.insert('settlement_list', { ...row });

/** All lists of a settlement that ever came, oldest first. */
export const listsOf = (store: Store, setlId: string): Promise<readonly SettlementList[]> =>
  store.all<SettlementList>('SELECT * FROM settlement_list WHERE setl_id = ? ORDER BY created_ms, setl_list_id', setlId);

export const endList = (store: Store, listId: string, ms: number): Promise<void> =>
  store.run('UPDATE settlement_list SET ended_ms = ? WHERE setl_list_id = ?', ms, listId);

export const saveListState = (store: Store, listId: string, state: string): Promise<void> =>
  store.run('UPDATE settlement_list SET state = ? WHERE setl_list_id = ?', state, listId);
