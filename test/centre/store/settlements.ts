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

export function addSettlement(store: Store, row: New): void {
  store
    .prepare(
      `INSERT INTO settlement (setl_id, mdtrt_id, psn_no, insutype, clr_type, clr_optins, setl_time, interim, total_fen, fund_fen,
         account_fen, burden_fen, deductible_fen, doc, msgid, created_ms)
       VALUES (@setl_id, @mdtrt_id, @psn_no, @insutype, @clr_type, @clr_optins, @setl_time, @interim, @total_fen, @fund_fen,
         @account_fen, @burden_fen, @deductible_fen, @doc, @msgid, @created_ms)`,
    )
    .run({ ...row, doc: JSON.stringify(row.doc) });
}

/** By its own number or by the number of its cancellation. */
export function settlementByNumber(store: Store, setlId: string): Settlement | undefined {
  return list(store, 'setl_id = @value OR cancel_setl_id = @value', setlId)[0];
}

export function settlementsOfStay(store: Store, mdtrtId: string): readonly Settlement[] {
  return list(store, 'mdtrt_id = @value', mdtrtId);
}

export function settlementsOfPerson(store: Store, psnNo: string): readonly Settlement[] {
  return list(store, 'psn_no = @value', psnNo);
}

export function allSettlements(store: Store): readonly Settlement[] {
  return list(store, '@value IS NOT NULL', '');
}

export interface Ending {
  readonly by: '2305' | '2601';
  readonly ms: number;
  readonly cancelSetlId: string | null;
  readonly msgid: string;
  readonly time: string;
}

export function endSettlement(store: Store, setlId: string, ending: Ending): void {
  store
    .prepare(
      `UPDATE settlement SET ended_ms = @ms, ended_by = @by, cancel_setl_id = @cancelSetlId, cancel_msgid = @msgid, cancel_time = @time
       WHERE setl_id = @setlId`,
    )
    .run({ ...ending, setlId });
}

/** Takes a cancellation back (2601 of a 2305, only where that is configured). */
export function reviveSettlement(store: Store, setlId: string): void {
  store
    .prepare(
      `UPDATE settlement SET ended_ms = NULL, ended_by = NULL, cancel_setl_id = NULL, cancel_msgid = NULL, cancel_time = NULL
       WHERE setl_id = ?`,
    )
    .run(setlId);
}

function list(store: Store, where: string, value: string): readonly Settlement[] {
  const rows = store.prepare(`SELECT * FROM settlement WHERE ${where} ORDER BY created_ms, rowid`).all({ value });
  return (rows as (Omit<Settlement, 'doc'> & { doc: string })[]).map((row) => ({ ...row, doc: JSON.parse(row.doc) as SettlementDoc }));
}
