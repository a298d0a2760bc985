import { randomUUID } from 'node:crypto';
import { recallOpen } from '../../../../shared/claim/recall-steps.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { ListActKind } from '../../../../shared/model/acts.ts';
import { plusMilliseconds } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { actsOf, insertAct, saveActState } from '../../db/repositories/act-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { insertListOrder, type ListOrder, listOrdersOf } from '../../db/repositories/list-repository.ts';
import { claimOf, lastSettlement } from '../../db/repositories/settlement-repository.ts';

export interface ListBookDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly rules: {
    /** false: the medical-records office sends the lists. */
    readonly upload: boolean;
    readonly withinDays: number;
  };
}

const DAY_MS = 86_400_000;

/**
 * Which settlement lists (结算清单) are to stand at the centre: that of each stay's settlement that stands, and no other. Told after whatever may have
 * changed it; saying it twice changes nothing. Runs inside the transaction of what happened.
 */
export class ListBook {
  readonly #deps: ListBookDeps;

  constructor(deps: ListBookDeps) {
    this.#deps = deps;
  }

  keep(encounterId: EncounterId): void {
    const { db, rules } = this.#deps;
    const orders = listOrdersOf(db, encounterId);
    if (!rules.upload && orders.length === 0) return;
    const wanted = this.#wanted(encounterId);
    const there = live(orders);
    if (there !== undefined && there.settlementId !== wanted?.id) this.#takeBack(encounterId, there);
    if (wanted === undefined || !rules.upload || there?.settlementId === wanted.id) return;
    const deadlineAt = plusMilliseconds(wanted.settledAt, rules.withinDays * DAY_MS);
    this.#insert('settlement-list', encounterId, wanted.id, deadlineAt);
  }

  /** The settlement that stands and is not being taken back. Visits have no list of their own here. */
  #wanted(encounterId: EncounterId) {
    const { db } = this.#deps;
    const claim = claimOf(db, encounterId);
    if (claim === undefined || findEncounter(db, encounterId)?.careKind === 'outpatient') return undefined;
    const back = actsOf(db, encounterId).filter(({ kind }) => kind === 'settlement-reversal');
    return recallOpen(back) ? undefined : lastSettlement(db, claim.id, 'final');
  }

  /** What was not sent is never sent; what was taken goes back; what is unknown goes back once it is known. */
  #takeBack(encounterId: EncounterId, { actId, state, settlementId }: ListOrder): void {
    const { db } = this.#deps;
    if (state === 'waiting' || state === 'rejected') saveActState(db, actId, 'withdrawn');
    else if (state === 'acknowledged') this.#insert('settlement-list-reversal', encounterId, settlementId, null);
  }

  #insert(kind: ListActKind, encounterId: EncounterId, settlementId: string, deadlineAt: ReturnType<Clock['now']> | null): void {
    const { db, clock } = this.#deps;
    const key = randomUUID() as IdempotencyKey;
    const actId = insertAct(db, { kind, encounterId, key, clerkId: null, createdAt: clock.now(), deadlineAt });
    insertListOrder(db, { actId, settlementId });
  }
}

/** The last upload that was not withdrawn, while no taking back of it was ordered. */
function live(orders: readonly ListOrder[]): ListOrder | undefined {
  const last = orders.findLast(({ state }) => state !== 'withdrawn');
  return last?.kind === 'settlement-list' ? last : undefined;
}

/** A list of the stay is on its way back, or nobody knows whether one is there. */
export const listGoesBack = (orders: readonly Pick<ListOrder, 'kind' | 'state'>[]): boolean =>
  orders.some(({ kind, state }) => state === 'unknown' || (kind === 'settlement-list-reversal' && state === 'waiting'));
