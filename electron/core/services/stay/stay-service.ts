import type { z } from 'zod';
import { standing } from '../../../../shared/claim/recall-steps.ts';
import type { REGISTER_BLOCKS, StayIdentity, stayContract } from '../../../../shared/contract/stay-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { plusMilliseconds } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { type Act, actsOf, insertAct } from '../../db/repositories/act-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { injuryOf, lastFinding } from '../../db/repositories/door-repository.ts';
import { type Encounter, findEncounter, openEncounterOf } from '../../db/repositories/encounter-repository.ts';
import { lastCredentialCheck } from '../../db/repositories/identity-repository.ts';
import { findOrder, waitingOrders } from '../../db/repositories/order-repository.ts';
import { coveragesOf, findCoverage, findPatient, SELF_PAY, selfPayCoverage } from '../../db/repositories/patient-repository.ts';
import { mergesOf, saveCoverageChange, saveIdentityStanding, saveMerge } from '../../db/repositories/stay-repository.ts';
import { toCoverageView } from '../admission/admission-view.ts';
import { awaitsFinding } from '../admission/injury-finding.ts';
import type { IntakeService } from './intake-service.ts';
import { carryBack, carryToOrder } from './order-carry.ts';
import { checkOrderOf } from '../admission/order-person.ts';
import { once } from '../desk/keyed.ts';
import { isVerifiedPatient } from '../admission/lookup-service.ts';
import type { ProofService } from '../admission/proof-service.ts';
import { isLocalOrder } from '../admission/unknown-patient.ts';

type Block = (typeof REGISTER_BLOCKS)[number];
type Merge = z.output<typeof stayContract.merge.request>;
type Register = z.output<typeof stayContract.register.request>;

export interface StayDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly intake: IntakeService;
  readonly proofs: ProofService;
  readonly places: () => ReadonlyMap<string, string>;
  readonly lateRegistrationHours: number;
  readonly onChange: () => void;
}

const OPEN: readonly Encounter['state'][] = ['registered', 'in-hospital', 'ward-discharged'];

/** Whose a stay is after all, and its late registration. */
export class StayService {
  readonly #deps: StayDeps;

  constructor(deps: StayDeps) {
    this.#deps = deps;
  }

  /** Errors: encounter.not-found. */
  identity(encounterId: EncounterId): StayIdentity {
    const { db, places, lateRegistrationHours } = this.#deps;
    const encounter = this.#encounter(encounterId);
    const check = lastCredentialCheck(db, encounter.patientId);
    const injury = injuryOf(db, encounterId);
    const blocked = this.#blocked(encounter);
    const nameOf = (id: Encounter['patientId']) => maskName(findPatient(db, id)?.name ?? '');
    return {
      standing: encounter.identityStanding,
      unknownPerson: check?.kind === 'unknown',
      by: check?.kind ?? 'card',
      at: check?.at ?? null,
      merges: mergesOf(db, encounterId).map(({ kind, fromPatientId, toPatientId, reason, at }) => ({
        kind,
        from: nameOf(fromPatientId),
        to: nameOf(toPatientId),
        reason,
        at,
      })),
      mayUndoMerge: this.#mayUndo(encounter),
      coverages: coveragesOf(db, encounter.patientId).map((each) => toCoverageView(db, each, places())),
      coverageId: encounter.coverageId,
      registerBy:
        blocked === 'registered' || blocked === 'closed' ? null : plusMilliseconds(encounter.admittedAt, lateRegistrationHours * 3_600_000),
      injury: injury === undefined || !injury.injured ? null : { payer: injury.otherPayer, finding: lastFinding(db, encounterId) ?? null },
      blocked,
      waitingOrders: blocked === 'order-missing' ? this.#ordersOf(encounter) : [],
    };
  }

  /** One transaction: coverage, identity, the centre's act with its legal deadline, the charges so far. Errors: see the contract. */
  register(request: Register, clerkId: string): void {
    const { db, clock } = this.#deps;
    once(db, request.key, request, clock.now(), () => this.#register(request, clerkId));
    this.#deps.onChange();
  }

  #register({ encounterId, coverageId, key }: Register, clerkId: string): string {
    const { db, clock, intake, proofs, lateRegistrationHours } = this.#deps;
    const encounter = this.#encounter(encounterId);
    const because = this.#blocked(encounter);
    if (because !== null) throw new AppError('rule', 'register.blocked', 'this stay cannot be registered now', { because });
    const coverage = findCoverage(db, coverageId);
    if (coverage?.active !== true || coverage.patientId !== encounter.patientId || coverage.schemeCode === SELF_PAY)
      throw new AppError('rule', 'coverage.not-active', 'this coverage is not in force');
    saveCoverageChange(db, encounterId, encounter.coverageId, coverageId, clerkId, clock.now());
    saveIdentityStanding(db, encounterId, 'verified');
    const deadlineAt = plusMilliseconds(encounter.admittedAt, lateRegistrationHours * 3_600_000);
    insertAct(db, { kind: 'admission', encounterId, key, clerkId, createdAt: clock.now(), deadlineAt });
    proofs.onAdmission(encounterId);
    intake.sendCharges(encounter.orderNumber);
    insertAudit(db, { at: clock.now(), clerkId, event: 'registered-late', subjectId: encounterId, facts: { coverageId } });
    return encounterId;
  }

  /** Errors: merge.not-possible, identity.to-verify, encounter.person-in-hospital, order.already-admitted. */
  merge({ encounterId, patientId, orderNumber, reason }: Merge, clerkId: string): void {
    const { db, clock, onChange } = this.#deps;
    db.transaction(() => {
      const encounter = this.#encounter(encounterId);
      const unknown = lastCredentialCheck(db, encounter.patientId)?.kind === 'unknown';
      if (!unknown || !OPEN.includes(encounter.state)) throw notPossible('this stay is of a known person, or closed');
      if (lastCredentialCheck(db, patientId) === undefined || !isVerifiedPatient(db, patientId))
        throw new AppError('rule', 'identity.to-verify', 'read his card, scan his code or see his document first');
      if (openEncounterOf(db, patientId) !== undefined)
        throw new AppError('conflict', 'encounter.person-in-hospital', 'this person has an open stay here');
      if (orderNumber !== null) checkOrderOf(db, orderNumber, patientId);
      const at = clock.now();
      const toOrderNumber = orderNumber ?? encounter.orderNumber;
      const moved = {
        encounterId,
        fromPatientId: encounter.patientId,
        toPatientId: patientId,
        fromOrderNumber: encounter.orderNumber,
        toOrderNumber,
      };
      saveMerge(db, { ...moved, kind: 'merge', reason, clerkId, at });
      if (orderNumber !== null) carryToOrder(this.#deps, encounter, orderNumber, clerkId);
      saveCoverageChange(db, encounterId, encounter.coverageId, selfPayCoverage(db, patientId, at), clerkId, at);
      saveIdentityStanding(db, encounterId, 'verified');
      insertAudit(db, { at, clerkId, event: 'patient-merged', subjectId: encounterId, facts: { orderNumber: orderNumber ?? '' } });
    }).immediate();
    onChange();
  }

  /**
   * The hospital's order came later than the person was known: from now on the stay goes on under it. Errors: merge.not-possible, identity.to-verify,
   * order.not-found, order.already-admitted, order.other-person, encounter.not-found.
   */
  linkOrder(encounterId: EncounterId, orderNumber: string, clerkId: string): void {
    const { db, clock, onChange } = this.#deps;
    db.transaction(() => {
      const encounter = this.#encounter(encounterId);
      if (!OPEN.includes(encounter.state) || !isLocalOrder(encounter.orderNumber))
        throw notPossible('this stay has its order, or is closed');
      if (lastCredentialCheck(db, encounter.patientId)?.kind === 'unknown' || !isVerifiedPatient(db, encounter.patientId))
        throw new AppError('rule', 'identity.to-verify', 'read his card, scan his code or see his document first');
      checkOrderOf(db, orderNumber, encounter.patientId);
      carryToOrder(this.#deps, encounter, orderNumber, clerkId);
      insertAudit(db, { at: clock.now(), clerkId, event: 'order-linked', subjectId: encounterId, facts: { orderNumber } });
    }).immediate();
    onChange();
  }

  /** Errors: merge.not-possible. */
  undoMerge(encounterId: EncounterId, reason: string, clerkId: string): void {
    const { db, clock, onChange } = this.#deps;
    db.transaction(() => {
      const encounter = this.#encounter(encounterId);
      const last = mergesOf(db, encounterId).at(-1);
      if (last === undefined || !this.#mayUndo(encounter)) throw notPossible('nothing to undo, or the centre knows of the stay');
      const at = clock.now();
      const back = { fromPatientId: last.toPatientId, toPatientId: last.fromPatientId };
      const order = { fromOrderNumber: encounter.orderNumber, toOrderNumber: last.fromOrderNumber };
      saveMerge(db, { encounterId, kind: 'undo', ...back, ...order, reason, clerkId, at });
      carryBack(this.#deps, encounter, clerkId);
      saveCoverageChange(db, encounterId, encounter.coverageId, selfPayCoverage(db, last.fromPatientId, at), clerkId, at);
      saveIdentityStanding(db, encounterId, 'to-verify');
      insertAudit(db, { at, clerkId, event: 'merge-undone', subjectId: encounterId, facts: {} });
    }).immediate();
    onChange();
  }

  #ordersOf({ patientId }: Encounter): string[] {
    const { db } = this.#deps;
    return waitingOrders(db, findPatient(db, patientId)?.certNumber ?? '').map(({ orderNumber }) => orderNumber);
  }

  #mayUndo(encounter: Encounter): boolean {
    const { db } = this.#deps;
    return mergesOf(db, encounter.id).at(-1)?.kind === 'merge' && actsOf(db, encounter.id).length === 0 && OPEN.includes(encounter.state);
  }

  #blocked(encounter: Encounter): Block | null {
    const { db } = this.#deps;
    if (isTold(actsOf(db, encounter.id))) return 'registered';
    if (!OPEN.includes(encounter.state)) return 'closed';
    if (lastCredentialCheck(db, encounter.patientId)?.kind === 'unknown') return 'unknown-person';
    if (!isVerifiedPatient(db, encounter.patientId)) return 'to-verify';
    const order = findOrder(db, encounter.orderNumber);
    if (order === undefined || isLocalOrder(order.orderNumber)) return 'order-missing';
    if (awaitsFinding(db, encounter.id)) return 'injury';
    return coveragesOf(db, encounter.patientId).some(({ active, schemeCode }) => active && schemeCode !== SELF_PAY) ? null : 'no-coverage';
  }

  #encounter(encounterId: EncounterId): Encounter {
    const encounter = findEncounter(this.#deps.db, encounterId);
    if (encounter === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    return encounter;
  }
}

const notPossible = (message: string): AppError => new AppError('conflict', 'merge.not-possible', message);

/** The centre has the stay, may have it, or will be told of it. */
function isTold(acts: readonly Act[]): boolean {
  const last = acts.findLast(({ kind }) => kind === 'admission');
  if (last === undefined || last.state === 'withdrawn') return false;
  return last.state !== 'acknowledged' || standing(acts).has('admission');
}
