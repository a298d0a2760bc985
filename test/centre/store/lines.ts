import { sum } from '../money.ts';
import type { Store } from './database.ts';

/** One fee line with the centre's own division of its amount. */
export interface FeeLine {
  readonly id: number;
  readonly mdtrt_id: string;
  readonly feedetl_sn: string;
  readonly init_feedetl_sn: string;
  readonly fee_ocur_time: string;
  readonly amount_fen: number;
  readonly self_paid_fen: number;
  readonly over_limit_fen: number;
  readonly first_share_fen: number;
  readonly in_scope_fen: number;
  readonly doc: string;
  readonly msgid: string;
  readonly created_ms: number;
  readonly ended_ms: number | null;
  readonly setl_id: string | null;
}

export interface LineSums {
  readonly total: number;
  readonly selfPaid: number;
  readonly overLimit: number;
  readonly firstShare: number;
  readonly inScope: number;
}

export function addLine(store: Store, line: Omit<FeeLine, 'id' | 'ended_ms' | 'setl_id'>): Promise<void> {
  return store.insert('fee_line', { ...line });
}

/** Lines of a stay that were not deleted, settled or not. */
export function liveLines(store: Store, mdtrtId: string): Promise<readonly FeeLine[]> {
  return store.all<FeeLine>('SELECT * FROM fee_line WHERE mdtrt_id = ? AND ended_ms IS NULL ORDER BY id', mdtrtId);
}

/** Lines of one number that were not deleted: more than one only where a centre doubles them. */
export function liveLinesNamed(store: Store, mdtrtId: string, serial: string): Promise<readonly FeeLine[]> {
  return store.all<FeeLine>(
    'SELECT * FROM fee_line WHERE mdtrt_id = ? AND feedetl_sn = ? AND ended_ms IS NULL ORDER BY id',
    mdtrtId,
    serial,
  );
}

export async function unsettledLines(store: Store, mdtrtId: string): Promise<readonly FeeLine[]> {
  return (await liveLines(store, mdtrtId)).filter((line) => line.setl_id === null);
}

/** As far as a query knew them at an instant: neither what came after it nor what went after it. */
export async function unsettledLinesAt(store: Store, mdtrtId: string, at: number): Promise<readonly FeeLine[]> {
  const lines = await store.all<FeeLine>('SELECT * FROM fee_line WHERE mdtrt_id = ? AND created_ms <= ? ORDER BY id', mdtrtId, at);
  return lines.filter((line) => line.setl_id === null && (line.ended_ms === null || line.ended_ms > at));
}

export function endLine(store: Store, id: number, by: string, ms: number): Promise<void> {
  return store.run('UPDATE fee_line SET ended_ms = ?, ended_by = ? WHERE id = ?', ms, by, id);
}

/** Ties the unsettled lines to a settlement, or frees them again (null). */
export async function markSettled(store: Store, lines: readonly FeeLine[], setlId: string | null): Promise<void> {
  for (const line of lines) await store.run('UPDATE fee_line SET setl_id = ? WHERE id = ?', setlId, line.id);
}

export function sumLines(lines: readonly FeeLine[]): LineSums {
  return {
    total: sum(lines.map((line) => line.amount_fen)),
    selfPaid: sum(lines.map((line) => line.self_paid_fen)),
    overLimit: sum(lines.map((line) => line.over_limit_fen)),
    firstShare: sum(lines.map((line) => line.first_share_fen)),
    inScope: sum(lines.map((line) => line.in_scope_fen)),
  };
}
