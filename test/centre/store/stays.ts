import type { Row } from '../fields.ts';
import type { Store } from './database.ts';

/** A recorded admission; `ended_ms` when it was cancelled (2404) or reversed (2601). */
export interface Stay {
  readonly mdtrt_id: string;
  readonly psn_no: string;
  readonly ipt_no: string;
  readonly insutype: string;
  readonly med_type: string;
  readonly begntime: string;
  readonly doc: Row;
  readonly msgid: string;
  readonly created_ms: number;
  readonly ended_ms: number | null;
}

export interface Discharge {
  readonly id: number;
  readonly mdtrt_id: string;
  readonly endtime: string;
  readonly doc: Row;
  readonly created_ms: number;
  readonly ended_ms: number | null;
}

/** A visit (2201) is kept like a stay and is none: no discharge, not in hospital. */
export const isVisit = ({ doc }: Pick<Stay, 'doc'>): boolean => doc['visit'] === '1';

export function addStay(store: Store, stay: Omit<Stay, 'ended_ms'>): Promise<void> {
  return store.insert('stay', { ...stay, doc: JSON.stringify(stay.doc) });
}

export async function stayByNumber(store: Store, mdtrtId: string): Promise<Stay | undefined> {
  return (await read<Stay>(store, 'SELECT * FROM stay WHERE mdtrt_id = ?', mdtrtId))[0];
}

/** Every recorded stay of a person, oldest first, also ended ones. */
export function staysOf(store: Store, psnNo: string): Promise<readonly Stay[]> {
  return read<Stay>(store, 'SELECT * FROM stay WHERE psn_no = ? ORDER BY created_ms, mdtrt_id', psnNo);
}

export function allStays(store: Store): Promise<readonly Stay[]> {
  return read<Stay>(store, 'SELECT * FROM stay ORDER BY created_ms, mdtrt_id');
}

export function endStay(store: Store, mdtrtId: string, by: string, ms: number): Promise<void> {
  return store.run('UPDATE stay SET ended_ms = ?, ended_by = ? WHERE mdtrt_id = ?', ms, by, mdtrtId);
}

export function updateStay(store: Store, mdtrtId: string, doc: Row): Promise<void> {
  return store.run('UPDATE stay SET doc = ? WHERE mdtrt_id = ?', JSON.stringify(doc), mdtrtId);
}

/** 2203 says what kind of visit it is. */
export function updateVisit(store: Store, mdtrtId: string, medType: string, doc: Row): Promise<void> {
  return store.run('UPDATE stay SET med_type = ?, doc = ? WHERE mdtrt_id = ?', medType, JSON.stringify(doc), mdtrtId);
}

export function addDischarge(
  store: Store,
  discharge: { mdtrt_id: string; endtime: string; doc: Row; msgid: string; created_ms: number },
): Promise<void> {
  return store.insert('discharge', { ...discharge, doc: JSON.stringify(discharge.doc) });
}

/** Discharges of a stay, newest first, also undone ones. */
export function dischargesOf(store: Store, mdtrtId: string): Promise<readonly Discharge[]> {
  return read<Discharge>(store, 'SELECT * FROM discharge WHERE mdtrt_id = ? ORDER BY id DESC', mdtrtId);
}

export async function liveDischarge(store: Store, mdtrtId: string): Promise<Discharge | undefined> {
  return (await dischargesOf(store, mdtrtId)).find((discharge) => discharge.ended_ms === null);
}

export function endDischarges(store: Store, mdtrtId: string, by: string, ms: number): Promise<void> {
  return store.run('UPDATE discharge SET ended_ms = ?, ended_by = ? WHERE mdtrt_id = ? AND ended_ms IS NULL', ms, by, mdtrtId);
}

/** Did a record exist at that moment, as far as a late query can know? */
export function existedAt(row: { readonly created_ms: number; readonly ended_ms: number | null }, ms: number): boolean {
  return row.created_ms <= ms && (row.ended_ms === null || row.ended_ms > ms);
}

async function read<T extends { doc: Row }>(store: Store, sql: string, ...values: readonly string[]): Promise<readonly T[]> {
  const rows = await store.all<Omit<T, 'doc'> & { doc: string }>(sql, ...values);
  return rows.map((row) => ({ ...row, doc: JSON.parse(row.doc) as Row }) as unknown as T);
}
