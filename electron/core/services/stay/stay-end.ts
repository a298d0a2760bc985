import { randomUUID } from 'node:crypto';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { actsOf, saveActState } from '../../db/repositories/act-repository.ts';
import { freeOrder } from '../../db/repositories/change-repository.ts';
import { chargeTotals } from '../../db/repositories/charge-repository.ts';
import { type Encounter, saveState } from '../../db/repositories/encounter-repository.ts';
import { heldByLock, orderCredit } from '../money/credit-orders.ts';

interface Deps {
  readonly db: WritableDb;
  readonly clock: Clock;
}

/** What of a stay was never sent, or was refused, is never sent: to the centre, and a lock, or more of it, to the bank. */
export function withdrawUnsent(db: WritableDb, encounterId: EncounterId): void {
  withdrawUnsentOfCentre(db, encounterId);
  withdrawUnsentLock(db, encounterId);
}

/** The same for the centre alone: the lock goes on. */
export function withdrawUnsentOfCentre(db: WritableDb, encounterId: EncounterId): void {
  for (const { id, line, state } of actsOf(db, encounterId))
    if (line === 'centre' && (state === 'waiting' || state === 'rejected')) saveActState(db, id, 'withdrawn');
}

/** A lock, or more of it, that the bank has not confirmed is never asked for any more; what it refused is not asked again. */
export function withdrawUnsentLock(db: WritableDb, encounterId: EncounterId): void {
  for (const { id, kind, state } of actsOf(db, encounterId))
    if ((kind === 'credit-lock' || kind === 'credit-raise') && (state === 'waiting' || state === 'rejected'))
      saveActState(db, id, 'withdrawn');
}

/** The whole of a confirmed lock goes back to the patient's limit; once. */
export function giveLockBack({ db, clock }: Deps, encounterId: EncounterId): void {
  const held = heldByLock(db, encounterId);
  const refused = actsOf(db, encounterId).some(({ kind, state }) => kind === 'credit-release' && state === 'rejected');
  if (held.isZero() || refused) return;
  const key = randomUUID() as IdempotencyKey;
  orderCredit({ db, clock }, { kind: 'credit-release', encounterId, amount: held, key, clerkId: null });
}

/** The stay never was: the lock goes back, and an order without any charge waits for its patient again. */
export function endStay(deps: Deps, encounter: Encounter): void {
  saveState(deps.db, encounter.id, 'cancelled');
  giveLockBack(deps, encounter.id);
  if (chargeTotals(deps.db, encounter.orderNumber).count === 0) freeOrder(deps.db, encounter.id, encounter.orderNumber);
}
