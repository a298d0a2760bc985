import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { ActState, ListActKind } from '../../../../shared/model/acts.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** An upload of a settlement's list, or its taking back. */
export interface ListOrder {
  readonly actId: number;
  readonly kind: ListActKind;
  readonly state: ActState;
  readonly settlementId: string;
}

export function insertListOrder(db: WritableDb, { actId, settlementId }: Pick<ListOrder, 'actId' | 'settlementId'>): void {
  db.prepare('INSERT INTO list_order (act_id, settlement_id) VALUES (?, ?)').run(actId, settlementId);
}

const ORDERS = `SELECT o.act_id AS actId, act.kind, act.state, o.settlement_id AS settlementId FROM list_order AS o JOIN act ON act.id = o.act_id`;

/** Oldest first. */
export const listOrdersOf = (db: ReadableDb, encounterId: EncounterId): readonly ListOrder[] =>
  db.prepare(`${ORDERS} WHERE act.encounter_id = ? ORDER BY o.act_id`).all(encounterId) as ListOrder[];

export const findListOrder = (db: ReadableDb, actId: number): ListOrder | undefined =>
  db.prepare(`${ORDERS} WHERE o.act_id = ?`).get(actId) as ListOrder | undefined;
