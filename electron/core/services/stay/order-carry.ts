import { invariant } from '../../../../shared/errors/invariant.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { chargesOf } from '../../db/repositories/charge-repository.ts';
import { clearWardNotice, type Encounter, findEncounter, saveState } from '../../db/repositories/encounter-repository.ts';
import { linkTo, linesFrom, saveOrderLink } from '../../db/repositories/order-link-repository.ts';
import { saveWaitingNotice } from '../../db/repositories/order-repository.ts';
import { takeOver } from './charge-takeover.ts';
import type { IntakeService } from './intake-service.ts';

interface Deps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly intake: Pick<IntakeService, 'applyWaitingNotice'>;
}

/**
 * A stay of this desk's own number goes on under the hospital's order: its lines go with it, its first charge may lie before the desk saw him, and a
 * notice of the ward that waited for this order is heeded. Runs inside a transaction; the stay's person is saved by the caller.
 */
export function carryToOrder({ db, clock, intake }: Deps, encounter: Encounter, orderNumber: string, clerkId: string): void {
  const at = clock.now();
  const { id: encounterId, orderNumber: from, admittedAt } = encounter;
  takeOver(db, { from, to: orderNumber, reason: 'order-linked', clerkId, at, counts: 'as-it-came' });
  const first = chargesOf(db, orderNumber)[0]?.occurredAt;
  const admittedAfter = first !== undefined && first < admittedAt ? first : admittedAt;
  const link = { encounterId, fromOrderNumber: from, toOrderNumber: orderNumber, clerkId, at };
  saveOrderLink(db, { ...link, admittedBefore: admittedAt, admittedAfter });
  const carried = findEncounter(db, encounterId);
  invariant(carried !== undefined, 'it was saved in this transaction');
  intake.applyWaitingNotice(carried);
}

/** The way back: the stay stands on its local number again as before, and what the hospital sent for its order waits for somebody else. */
export function carryBack({ db, clock }: Deps, encounter: Encounter, clerkId: string): void {
  const { id: encounterId, orderNumber, wardNotice } = encounter;
  const link = linkTo(db, encounterId, orderNumber);
  if (link === undefined) return;
  const at = clock.now();
  const { fromOrderNumber: local } = link;
  takeOver(db, {
    from: orderNumber,
    to: local,
    only: linesFrom(db, local, orderNumber),
    reason: 'order-unlinked',
    clerkId,
    at,
    counts: 'as-it-came',
  });
  const back = { encounterId, fromOrderNumber: orderNumber, toOrderNumber: local, clerkId, at };
  saveOrderLink(db, { ...back, admittedBefore: encounter.admittedAt, admittedAfter: link.admittedBefore });
  if (wardNotice?.orderNumber !== orderNumber) return;
  saveWaitingNotice(db, wardNotice, at);
  clearWardNotice(db, encounterId);
  saveState(db, encounterId, 'in-hospital');
}
