import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { VisitActKind } from '../../../../shared/model/acts.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertAct, saveActState } from '../../db/repositories/act-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { insertBatch, insertVisitEvent, type VisitEventKind } from '../../db/repositories/visit-repository.ts';
import { chargedNow } from './visit-content.ts';
import { centreActsOf } from './visit-facts.ts';

/** Where a visit's acts and history are written. */
export interface VisitBooks {
  readonly db: WritableDb;
  readonly clock: Clock;
}

const POLL_MS = 60;
/** The centre has this long to take a visit before the clerk is told that it is still on its way. */
const WAIT_MS = 25_000;

/** Acts of a visit for the centre; that of the charges carries what is charged now. */
export function insertVisitActs(
  { db, clock }: VisitBooks,
  encounterId: EncounterId,
  kinds: readonly VisitActKind[],
  key: IdempotencyKey,
  clerkId: string,
): void {
  const encounter = findEncounter(db, encounterId);
  invariant(encounter !== undefined, 'acts are of a visit');
  for (const kind of kinds) {
    const actId = insertAct(db, { kind, encounterId, key, clerkId, createdAt: clock.now(), deadlineAt: null });
    if (kind !== 'visit-charges') continue;
    const lines = chargedNow(db, encounter);
    insertBatch(db, { encounterId, orderNumber: encounter.orderNumber, actId, lines, at: clock.now() });
  }
}

/** What the centre refused gives way to what is sent now, or is not wanted any more. */
export function giveUpRefused(db: WritableDb, encounterId: EncounterId): void {
  for (const { id, state } of centreActsOf(db, encounterId)) if (state === 'rejected') saveActState(db, id, 'withdrawn');
}

/** Waits until nothing of the visit is on its way, or its patience ends. */
export async function untilSent(db: WritableDb, encounterId: EncounterId): Promise<void> {
  const until = performance.now() + WAIT_MS;
  const open = () => centreActsOf(db, encounterId).some(({ state }) => state === 'waiting' || state === 'unknown');
  while (db.open && open() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

/** A step in the visit's history; the centre's own have no clerk. */
export function noteOnVisit(
  { db, clock }: VisitBooks,
  encounterId: EncounterId,
  kind: VisitEventKind,
  reason: string,
  clerkId: string | null,
): void {
  insertVisitEvent(db, { encounterId, kind, reason, postingId: null, clerkId, at: clock.now() });
}
