import type { Split } from '../split.ts';
import type { Store } from './database.ts';

/** A recorded settlement; `ended_ms` when it was cancelled (2305) or reversed (2601). */
export interface Settlement {
  readonly setl_id: string;
  readonly mdtrt_id: string;
  readonly psn_no: string;
  readonly insutype: string;
  readonly clr_type: string;
  readonly clr_optins: string;
  readonly setl_time: string;
  readonly interim: number;
  readonly total_fen: number;
  readonly fund_fen: number;
  readonly account_fen: number;
  /** In-scope own share (deductible and coinsurance), which counts for the large-amount aid. */
  readonly burden_fen: number;
  readonly deductible_fen: number;
  readonly doc: SettlementDoc;
  readonly msgid: string;
  readonly created_ms: number;
  readonly ended_ms: number | null;
  readonly ended_by: string | null;
  readonly cancel_setl_id: string | null;
  readonly cancel_msgid: string | null;
  readonly cancel_time: string | null;
}

/** Taken back by a settlement of its own, with negative amounts (2305, 2208): a second row in every statement. */
export const isCancelled = ({ ended_by }: Settlement): boolean => ended_by === '2305' || ended_by === '2208';

/** What is needed to write `setlinfo` again, word for word. */
export interface SettlementDoc {
  readonly split: Split;
  readonly familyFen: number;
  readonly balanceFen: number;
  readonly mdtrtCertType: string;
  readonly psnType: string;
  readonly civilServant: string;
  readonly invono: string;
}

type New = Omit<Settlement, 'ended_ms' | 'ended_by' | 'cancel_setl_id' | 'cancel_msgid' | 'cancel_time'>;

export function addSettlement(store: Store, row: New): Promise<void> {
  return store.insert('settlement', { ...row, doc: JSON.stringify(row.doc) });
}

/** By its own number or by the number of its cancellation. */
export async function settlementByNumber(store: Store, setlId: string): Promise<Settlement | undefined> {
  return (await list(store, 'WHERE setl_id = ? OR cancel_setl_id = ?', setlId, setlId))[0];
}

export function settlementsOfStay(store: Store, mdtrtId: string): Promise<readonly Settlement[]> {
  return list(store, 'WHERE mdtrt_id = ?', mdtrtId);
}

export function settlementsOfPerson(store: Store, psnNo: string): Promise<readonly Settlement[]> {
  return list(store, 'WHERE psn_no = ?', psnNo);
}

export function allSettlements(store: Store): Promise<readonly Settlement[]> {
  return list(store, '');
}

export interface Ending {
  readonly by: '2305' | '2208' | '2601';
  readonly ms: number;
  readonly cancelSetlId: string | null;
  readonly msgid: string;
  readonly time: string;
}

export function endSettlement(store: Store, setlId: string, { ms, by, cancelSetlId, msgid, time }: Ending): Promise<void> {
  return store.run(`UPDATE settlement ${ENDING} WHERE setl_id = ?`, ms, by, cancelSetlId, msgid, time, setlId);
}

/** Takes a cancellation back (2601 of a 2305, only where that is configured). */
export function reviveSettlement(store: Store, setlId: string): Promise<void> {
  return store.run(`UPDATE settlement ${ENDING} WHERE setl_id = ?`, null, null, null, null, null, setlId);
}

const ENDING = 'SET ended_ms = ?, ended_by = ?, cancel_setl_id = ?, cancel_msgid = ?, cancel_time = ?';

/** In the order in which they were made: the numbers go up. */
async function list(store: Store, where: string, ...values: readonly string[]): Promise<readonly Settlement[]> {
  const rows = await store.all<Stored>(`SELECT * FROM settlement ${where} ORDER BY created_ms, setl_id`, ...values);
  return rows.map((row) => ({ ...row, doc: JSON.parse(row.doc) as SettlementDoc }));
}

type Stored = Omit<Settlement, 'doc'> & { readonly doc: string };
