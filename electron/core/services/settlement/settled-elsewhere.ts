import { randomUUID } from 'node:crypto';
import { standing } from '../../../../shared/claim/recall-steps.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { type Act, actsOf, insertAct, insertActTarget, saveActState } from '../../db/repositories/act-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { type Encounter, encounterOfOrder } from '../../db/repositories/encounter-repository.ts';
import { withdrawalOf } from '../../db/repositories/recall-repository.ts';
import { claimOf } from '../../db/repositories/settlement-repository.ts';
import type { SettledElsewhere } from '../../ports/his-intake.ts';

export interface ElsewhereDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly dischargeBeforeSettlement: boolean;
}

/** The hospital's system tells that a stay or a visit was settled from the patient's phone, or by the bureau. Runs inside the batch's transaction. */
export function takeSettledElsewhere(deps: ElsewhereDeps, event: SettledElsewhere): void {
  const { db, clock } = deps;
  const encounter = encounterOfOrder(db, event.orderNumber);
  if (encounter === undefined) throw conflict(`order ${event.orderNumber}: nobody is admitted on it`);
  const claim = claimOf(db, encounter.id);
  if (claim?.state.kind === 'acknowledged' && claim.state.centreNumber === event.settlementNumber) return;
  const why = whyNotAdopted(deps, encounter);
  if (why !== null) throw conflict(`order ${event.orderNumber}: ${REASONS[why]}`);
  queueAdoption(deps, encounter, { settlementNumber: event.settlementNumber, key: randomUUID() as IdempotencyKey, clerkId: null });
  const facts = { by: event.by, settlementNumber: event.settlementNumber };
  insertAudit(db, { at: clock.now(), clerkId: null, event: 'settled-elsewhere', subjectId: encounter.id, facts });
}

const REASONS = {
  'no-visit': 'the centre has no visit of it',
  withdrawn: 'the stay was withdrawn from the insurance',
  settled: 'already settled under another number',
  'paid-in-full': 'the visit was paid in full: begin its settlement with the insurance anew first',
} as const;

/** Why nothing may be taken over; null: it may. */
export function whyNotAdopted({ db }: Pick<ElsewhereDeps, 'db'>, encounter: Encounter): keyof typeof REASONS | null {
  if (encounter.visitNumber === null) return 'no-visit';
  if (withdrawalOf(db, encounter.id) !== undefined) return 'withdrawn';
  if (claimOf(db, encounter.id)?.state.kind === 'acknowledged') return 'settled';
  return encounter.careKind === 'outpatient' && encounter.state === 'settled' ? 'paid-in-full' : null;
}

export interface Adoption {
  readonly settlementNumber: string;
  readonly key: IdempotencyKey;
  /** null: nobody asked, an event told it. */
  readonly clerkId: string | null;
}

/**
 * What we still had to send is not sent: the centre's own settlement is asked for and taken over. An outcome of ours that is unknown is found out
 * before: it may be this very one. Where the discharge is reported after the settlement, it still is. Runs inside a transaction.
 */
export function queueAdoption(deps: ElsewhereDeps, encounter: Encounter, { settlementNumber, key, clerkId }: Adoption): void {
  const { db, clock, dischargeBeforeSettlement } = deps;
  for (const act of actsOf(db, encounter.id)) if (givesWay(act)) saveActState(db, act.id, 'withdrawn');
  const act = { encounterId: encounter.id, key, clerkId, createdAt: clock.now(), deadlineAt: null } as const;
  const target = { messageId: null, transactionNumber: null, settlementNumber };
  insertActTarget(db, insertAct(db, { ...act, kind: 'settlement-adoption' }), target);
  const left = encounter.careKind === 'inpatient' && encounter.wardNotice !== null;
  const acts = actsOf(db, encounter.id);
  const reported = standing(acts).has('discharge') || acts.some(({ kind, state }) => kind === 'discharge' && state === 'unknown');
  if (left && !dischargeBeforeSettlement && !reported) insertAct(db, { ...act, kind: 'discharge' });
}

/** Not sent yet, or refused; also a question for another number, which changes nothing there. The taking-back of a double, or of a 4101, stands by itself. */
function givesWay({ line, kind, state }: Act): boolean {
  if (line !== 'centre') return false;
  if (kind === 'settlement-adoption') return ['waiting', 'rejected', 'unknown'].includes(state);
  return state === 'rejected' || (state === 'waiting' && kind !== 'message-reversal' && kind !== 'settlement-list-reversal');
}

const conflict = (reason: string): AppError => new AppError('conflict', 'his.file-refused', reason, { reason });
