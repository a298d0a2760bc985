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

export function addStay(store: Store, stay: Omit<Stay, 'ended_ms'>): void {
  store
    .prepare(
      `INSERT INTO stay (mdtrt_id, psn_no, ipt_no, insutype, med_type, begntime, doc, msgid, created_ms)
       VALUES (@mdtrt_id, @psn_no, @ipt_no, @insutype, @med_type, @begntime, @doc, @msgid, @created_ms)`,
    )
    .run({ ...stay, doc: JSON.stringify(stay.doc) });
}

export function stayByNumber(store: Store, mdtrtId: string): Stay | undefined {
  return read<Stay>(store.prepare('SELECT * FROM stay WHERE mdtrt_id = ?').get(mdtrtId));
}

/** Every recorded stay of a person, oldest first, also ended ones. */
export function staysOf(store: Store, psnNo: string): readonly Stay[] {
  const rows = store.prepare('SELECT * FROM stay WHERE psn_no = ? ORDER BY created_ms, mdtrt_id').all(psnNo);
  return rows.map((row) => read<Stay>(row)).filter((row) => row !== undefined);
}

export function allStays(store: Store): readonly Stay[] {
  const rows = store.prepare('SELECT * FROM stay ORDER BY created_ms, mdtrt_id').all();
  return rows.map((row) => read<Stay>(row)).filter((row) => row !== undefined);
}

export function endStay(store: Store, mdtrtId: string, by: string, ms: number): void {
  store.prepare('UPDATE stay SET ended_ms = ?, ended_by = ? WHERE mdtrt_id = ?').run(ms, by, mdtrtId);
}

export function updateStay(store: Store, mdtrtId: string, doc: Row): void {
  store.prepare('UPDATE stay SET doc = ? WHERE mdtrt_id = ?').run(JSON.stringify(doc), mdtrtId);
}

export function addDischarge(
  store: Store,
  discharge: { mdtrt_id: string; endtime: string; doc: Row; msgid: string; created_ms: number },
): void {
  store
    .prepare('INSERT INTO discharge (mdtrt_id, endtime, doc, msgid, created_ms) VALUES (@mdtrt_id, @endtime, @doc, @msgid, @created_ms)')
    .run({ ...discharge, doc: JSON.stringify(discharge.doc) });
}

/** Discharges of a stay, newest first, also undone ones. */
export function dischargesOf(store: Store, mdtrtId: string): readonly Discharge[] {
  const rows = store.prepare('SELECT * FROM discharge WHERE mdtrt_id = ? ORDER BY id DESC').all(mdtrtId);
  return rows.map((row) => read<Discharge>(row)).filter((row) => row !== undefined);
}

export function liveDischarge(store: Store, mdtrtId: string): Discharge | undefined {
  return dischargesOf(store, mdtrtId).find((discharge) => discharge.ended_ms === null);
}

export function endDischarges(store: Store, mdtrtId: string, by: string, ms: number): void {
  store.prepare('UPDATE discharge SET ended_ms = ?, ended_by = ? WHERE mdtrt_id = ? AND ended_ms IS NULL').run(ms, by, mdtrtId);
}

/** Did a record exist at that moment, as far as a late query can know? */
export function existedAt(row: { readonly created_ms: number; readonly ended_ms: number | null }, ms: number): boolean {
  return row.created_ms <= ms && (row.ended_ms === null || row.ended_ms > ms);
}

function read<T extends { doc: Row }>(row: unknown): T | undefined {
  if (row === undefined) return undefined;
  const raw = row as Omit<T, 'doc'> & { doc: string };
  return { ...raw, doc: JSON.parse(raw.doc) as Row } as unknown as T;
}
