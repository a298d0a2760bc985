import type { z } from 'zod';
import { interimOpen, interimsStanding, recallOpen, recallSteps } from '../../../../shared/claim/recall-steps.ts';
import type { changeContract, StayChanges, StayDetails } from '../../../../shared/contract/change-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { AdmissionOrder } from '../../../../shared/model/stay.ts';
import { plusMilliseconds } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { actsOf, insertAct, outcomeUnknown } from '../../db/repositories/act-repository.ts';
import { knownFrom, saveContact, stayChangesOf } from '../../db/repositories/change-repository.ts';
import { chargeTotals } from '../../db/repositories/charge-repository.ts';
import { findClerk, listClerks } from '../../db/repositories/clerk-repository.ts';
import { saveDoor } from '../../db/repositories/credit-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { type Encounter, findEncounter } from '../../db/repositories/encounter-repository.ts';
import { findOrder, saveOrder } from '../../db/repositories/order-repository.ts';
import { type Coverage, coveragesOf, findCoverage, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import { insertDecision, insertRecall } from '../../db/repositories/recall-repository.ts';
import { claimOf } from '../../db/repositories/settlement-repository.ts';
import { saveCoverageChange } from '../../db/repositories/stay-repository.ts';
import { changeStay, fieldsChanged } from '../admission/admission-change.ts';
import { toCoverageView } from '../admission/admission-view.ts';
import { creditGoesOn, type CreditOfStayDeps } from '../admission/credit-of-stay.ts';
import { awaitsFinding } from '../admission/injury-finding.ts';
import type { IntakeService } from './intake-service.ts';
import { once } from '../desk/keyed.ts';
import { isVerifiedPatient } from '../admission/lookup-service.ts';
import type { ProofService } from '../admission/proof-service.ts';
import { endStay, giveLockBack, withdrawUnsent, withdrawUnsentOfCentre } from './stay-end.ts';

type Change = z.output<typeof changeContract.change.request>;
type ChangeCoverage = z.output<typeof changeContract.changeCoverage.request>;
type Cancel = z.output<typeof changeContract.cancel.request>;

export interface StayChangeDeps extends Pick<CreditOfStayDeps, 'hospital' | 'shelf'> {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly intake: IntakeService;
  readonly proofs: ProofService;
  readonly places: () => ReadonlyMap<string, string>;
  readonly lateRegistrationHours: number;
  /** Checks a second person's PIN. Errors: session.wrong-pin, session.locked-out, session.not-permitted. */
  readonly approve: (clerkId: string, pin: string) => { readonly clerkId: string };
  readonly onChange: () => void;
}

const IN_HOSPITAL: readonly Encounter['state'][] = ['registered', 'in-hospital'];

/** What is changed of an admission after it was made: ward, bed, doctor, diagnosis, coverage; and taking it back as a whole. */
export class StayChangeService {
  readonly #deps: StayChangeDeps;

  constructor(deps: StayChangeDeps) {
    this.#deps = deps;
  }

  /** Errors: encounter.not-found. */
  view(encounterId: EncounterId): StayChanges {
    const { db, places } = this.#deps;
    const encounter = this.#encounter(encounterId);
    return {
      open: IN_HOSPITAL.includes(encounter.state),
      details: detailsOf(this.#order(encounter), encounter),
      departments: [...knownFrom(db, 'department')],
      doctors: [...knownFrom(db, 'attendingDoctor')],
      coverages: this.#coveragesFor(encounter).map((each) => toCoverageView(this.#deps.db, each, places())),
      history: stayChangesOf(db, encounterId).map(({ id, at, clerkId, reason, before, after }) => ({
        changeId: id,
        at,
        clerk: clerkId === null ? null : (findClerk(db, clerkId)?.name ?? clerkId),
        reason,
        transfer: before.department.code !== after.department.code || before.ward !== after.ward,
        fields: fieldsChanged(before, after),
      })),
      cancelBlocked: [...this.#cancelBlocked(encounter)],
      approvers: listClerks(db)
        .filter(({ role }) => role === 'supervisor')
        .map(({ id, name }) => ({ clerkId: id, name })),
    };
  }

  /** Errors: see the contract. */
  change(request: Change, clerkId: string): void {
    const { db, clock, onChange } = this.#deps;
    once(db, request.key, request, clock.now(), () => {
      const { details, reason, key } = request;
      const encounter = this.#encounter(request.encounterId);
      if (!IN_HOSPITAL.includes(encounter.state)) throw closed('closed');
      const before = this.#order(encounter);
      const after = changedOrder(before, details);
      const contact = details.contactName !== encounter.contactName || details.contactPhone !== encounter.contactPhone;
      const fields = fieldsChanged(before, after);
      if (fields.length === 0 && !contact) throw new AppError('validation', 'change.nothing', 'nothing was changed');
      if (contact) saveContact(db, encounter.id, details.contactName, details.contactPhone);
      if (fields.length > 0) {
        saveOrder(db, after, clock.now());
        changeStay(this.#deps, encounter, { before, after, reason, clerkId, key });
      }
      const facts = { fields: fields.map(({ field }) => field).join(' '), contact: contact ? 'yes' : 'no' };
      insertAudit(db, { at: clock.now(), clerkId, event: 'stay-changed', subjectId: encounter.id, facts });
      return encounter.id;
    });
    onChange();
  }

  /** Errors: see the contract. */
  changeCoverage(request: ChangeCoverage, clerkId: string): void {
    const { db, clock, approve, onChange } = this.#deps;
    const approver = approve(request.approval.clerkId, request.approval.pin).clerkId;
    const said = { ...request, approval: { approver, reason: request.approval.reason } };
    once(db, request.key, said, clock.now(), () => {
      this.#changeCoverage(request, clerkId);
      const facts = { approver, reason: request.approval.reason };
      insertAudit(db, { at: clock.now(), clerkId, event: 'coverage-changed', subjectId: request.encounterId, facts });
      return request.encounterId;
    });
    onChange();
  }

  #changeCoverage({ encounterId, coverageId, approval, key }: ChangeCoverage, clerkId: string): void {
    const { db, clock, intake, proofs, lateRegistrationHours } = this.#deps;
    const encounter = this.#encounter(encounterId);
    const [why] = this.#coverageBlocked(encounter);
    if (why !== undefined) throw closed(why);
    if (coverageId === encounter.coverageId) throw new AppError('validation', 'change.nothing', 'this is the coverage of the stay');
    const coverage = this.#coveragesFor(encounter).find(({ id }) => id === coverageId);
    if (coverage === undefined) throw new AppError('rule', 'coverage.not-active', 'this coverage is not to be chosen');
    const onCredit = encounter.door === 'credit';
    // The lock is the bank's word on the person, not on the coverage: it goes on while the credit does, and is never dropped in silence.
    const lockStays = onCredit && creditGoesOn(this.#deps, encounter, coverage);
    if (lockStays) withdrawUnsentOfCentre(db, encounterId);
    else withdrawUnsent(db, encounterId);
    const act = { encounterId, key, clerkId, createdAt: clock.now(), deadlineAt: null };
    const steps = recallSteps(actsOf(db, encounterId), 'admission');
    for (const kind of steps) insertAct(db, { ...act, kind });
    saveCoverageChange(db, encounterId, encounter.coverageId, coverageId, clerkId, clock.now());
    if (onCredit && !lockStays)
      saveDoor(db, encounterId, { from: encounter.door, to: 'deposit', reason: approval.reason, clerkId, at: clock.now() });
    if (coverage.schemeCode === SELF_PAY) {
      if (steps.length === 0) giveLockBack({ db, clock }, encounterId);
      return;
    }
    if (onCredit && !lockStays) giveLockBack({ db, clock }, encounterId);
    const deadlineAt = plusMilliseconds(encounter.admittedAt, lateRegistrationHours * 3_600_000);
    insertAct(db, { ...act, kind: 'admission', deadlineAt });
    proofs.onAdmission(encounterId);
    intake.sendCharges(encounter.orderNumber);
  }

  /** Errors: see the contract. */
  cancel(request: Cancel, clerkId: string): void {
    const { db, clock, approve, onChange } = this.#deps;
    const { encounterId, approval, key } = request;
    const approver = approve(approval.clerkId, approval.pin).clerkId;
    const said = { ...request, approval: { approver, reason: approval.reason } };
    once(db, key, said, clock.now(), () => {
      const encounter = this.#encounter(encounterId);
      const [because] = this.#cancelBlocked(encounter);
      if (because !== undefined) throw new AppError('rule', 'cancel.blocked', 'this admission cannot be taken back now', { because });
      const at = clock.now();
      insertDecision(
        db,
        insertRecall(db, { key, encounterId, depth: 'admission', reason: approval.reason, clerkId, askedAt: at }),
        true,
        approver,
        at,
      );
      withdrawUnsent(db, encounterId);
      const steps = recallSteps(actsOf(db, encounterId), 'admission');
      for (const kind of steps) insertAct(db, { kind, encounterId, key, clerkId, createdAt: at, deadlineAt: null });
      if (steps.length === 0) endStay({ db, clock }, encounter);
      insertAudit(db, { at, clerkId, event: 'admission-cancelled', subjectId: encounterId, facts: { approver, reason: approval.reason } });
      return encounterId;
    });
    onChange();
  }

  /** Nobody is taken back whose care cost something, or of whom the centre may know more than we do. */
  #cancelBlocked(encounter: Encounter): StayChanges['cancelBlocked'] {
    const { db } = this.#deps;
    const acts = actsOf(db, encounter.id);
    return [
      ...(IN_HOSPITAL.includes(encounter.state) ? [] : (['closed'] as const)),
      ...(chargeTotals(db, encounter.orderNumber).total.isZero() ? [] : (['charges'] as const)),
      ...(acts.some(outcomeUnknown) ? (['outcome-unknown'] as const) : []),
      ...(recallOpen(acts) ? (['recall-open'] as const) : []),
    ];
  }

  #coverageBlocked(encounter: Encounter): readonly string[] {
    const { db } = this.#deps;
    const acts = actsOf(db, encounter.id);
    const claim = claimOf(db, encounter.id)?.state.kind;
    const here = IN_HOSPITAL.includes(encounter.state) || encounter.state === 'ward-discharged';
    return [
      ...(here && (claim === 'draft' || claim === 'rejected') ? [] : ['closed']),
      ...(acts.some(({ line, state }) => line === 'centre' && state === 'unknown') ? ['outcome-unknown'] : []),
      ...(recallOpen(acts) ? ['recall-open'] : []),
      ...(interimOpen(acts) || interimsStanding(acts) > 0 ? ['interim-standing'] : []),
    ];
  }

  #coveragesFor(encounter: Encounter): readonly Coverage[] {
    const { db } = this.#deps;
    if (this.#coverageBlocked(encounter).length > 0) return [];
    const insurable = isVerifiedPatient(db, encounter.patientId) && !awaitsFinding(db, encounter.id);
    const present = findCoverage(db, encounter.coverageId);
    // A stay that was never insured becomes so by late registration, which needs nobody's word.
    if (present?.schemeCode === SELF_PAY && !actsOf(db, encounter.id).some(({ kind }) => kind === 'admission')) return [];
    return coveragesOf(db, encounter.patientId).filter(
      ({ id, active, schemeCode }) => active && id !== encounter.coverageId && (insurable || schemeCode === SELF_PAY),
    );
  }

  #order(encounter: Encounter): AdmissionOrder {
    const order = findOrder(this.#deps.db, encounter.orderNumber);
    invariant(order !== undefined, 'a stay refers to its order');
    return order;
  }

  #encounter(encounterId: EncounterId): Encounter {
    const encounter = findEncounter(this.#deps.db, encounterId);
    if (encounter === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    return encounter;
  }
}

const closed = (because: string): AppError => new AppError('conflict', 'change.closed', 'nothing may be changed now', { because });

function detailsOf(order: AdmissionOrder, { contactName, contactPhone }: Encounter): StayDetails {
  const main = order.diagnoses.find(({ main: isMain }) => isMain);
  const { department, ward, bed, attendingDoctor: doctor } = order;
  return { department, ward, bed, doctor, diagnosis: { code: main?.code ?? '', name: main?.name ?? '' }, contactName, contactPhone };
}

const changedOrder = (order: AdmissionOrder, { department, ward, bed, doctor, diagnosis }: StayDetails): AdmissionOrder => ({
  ...order,
  department,
  ward,
  bed,
  attendingDoctor: doctor,
  diagnoses: order.diagnoses.map((each) => (each.main ? { ...diagnosis, main: true } : each)),
});
