import { randomUUID } from 'node:crypto';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { actsOf, insertAct, insertActTarget, saveActState } from '../../db/repositories/act-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { encounterOfOrder } from '../../db/repositories/encounter-repository.ts';
import { withdrawalOf } from '../../db/repositories/recall-repository.ts';
import { claimOf } from '../../db/repositories/settlement-repository.ts';
import type { SettledElsewhere } from '../../ports/his-intake.ts';

/**
 * The stay was settled from the patient's phone, or by the bureau. What we still had to send of it is not sent: the centre's own settlement is asked for
 * and taken over. An outcome of ours that is unknown is found out before: it may be this very one. Runs inside the batch's transaction.
 */
export function takeSettledElsewhere({ db, clock }: { readonly db: WritableDb; readonly clock: Clock }, event: SettledElsewhere): void {
  const encounter = encounterOfOrder(db, event.orderNumber);
  if (encounter === undefined) throw conflict(`order ${event.orderNumber}: nobody is admitted on it`);
  if (encounter.visitNumber === null) throw conflict(`order ${event.orderNumber}: the centre has no visit of it`);
  if (withdrawalOf(db, encounter.id) !== undefined) throw conflict(`order ${event.orderNumber}: the stay was withdrawn from the insurance`);
  const claim = claimOf(db, encounter.id);
  if (claim?.state.kind === 'acknowledged') {
    if (claim.state.centreNumber === event.settlementNumber) return;
    throw conflict(`order ${event.orderNumber}: already settled under another number`);
  }
  for (const { id, kind, state } of actsOf(db, encounter.id)) {
    const queued = kind === 'settlement' || kind === 'discharge';
    if (queued && (state === 'waiting' || state === 'rejected')) saveActState(db, id, 'withdrawn');
  }
  const key = randomUUID() as IdempotencyKey;
  const act = {
    kind: 'settlement-adoption',
    encounterId: encounter.id,
    key,
    clerkId: null,
    createdAt: clock.now(),
    deadlineAt: null,
  } as const;
  const actId = insertAct(db, act);
  insertActTarget(db, actId, { messageId: null, transactionNumber: null, settlementNumber: event.settlementNumber });
  const facts = { by: event.by, settlementNumber: event.settlementNumber };
  insertAudit(db, { at: clock.now(), clerkId: null, event: 'settled-elsewhere', subjectId: encounter.id, facts });
}

const conflict = (reason: string): AppError => new AppError('conflict', 'his.file-refused', reason, { reason });
