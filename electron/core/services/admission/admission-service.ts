import { randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AdmissionView, admissionContract } from '../../../../shared/contract/admission-contract.ts';
import type { ExpectedLocks } from '../../../../shared/credit/expected-lock.ts';
import type { stayContract } from '../../../../shared/contract/stay-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { stayCodeOf } from '../../../../shared/identity/stay-code.ts';
import { type Instant, plusMilliseconds } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertAct } from '../../db/repositories/act-repository.ts';
import { chargesOf } from '../../db/repositories/charge-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { insertInjury } from '../../db/repositories/door-repository.ts';
import {
  countStayNumbers,
  findEncounter,
  insertEncounter,
  type NewEncounter,
  openEncounterOf,
} from '../../db/repositories/encounter-repository.ts';
import { insertAgent, insertStayCode } from '../../db/repositories/identity-repository.ts';
import { savePhone, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import { insertClaim } from '../../db/repositories/settlement-repository.ts';
import type { AdmissionOpening, Opened } from './admission-opening.ts';
import { orderCredit } from '../money/credit-orders.ts';
import { NOBODY_ELSE } from './credit-case.ts';
import type { IntakeService } from '../stay/intake-service.ts';
import { once } from '../desk/keyed.ts';
import type { ProofService } from './proof-service.ts';
import { admitUnknown } from './unknown-patient.ts';

export type CommitAdmission = z.output<typeof admissionContract.commit.request>;
export type OpenAdmission = z.output<typeof admissionContract.open.request>;

export interface AdmissionDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly opening: AdmissionOpening;
  readonly intake: IntakeService;
  readonly proofs: ProofService;
  readonly windowNumber: string;
  readonly lateRegistrationHours: number;
  readonly injuryFilingHours: number;
  /** Checks a second person's PIN. Errors: session.wrong-pin, session.locked-out, session.not-permitted. */
  readonly approve: (clerkId: string, pin: string) => { readonly clerkId: string };
  readonly onChange: () => void;
}

/** The admission itself, through the door that was opened for it. */
export class AdmissionService {
  readonly #deps: AdmissionDeps;

  constructor(deps: AdmissionDeps) {
    this.#deps = deps;
  }

  /** Errors: order.not-found, order.already-admitted, patient.not-found. */
  open({ orderNumber, patientId, coverageId, payer }: OpenAdmission): AdmissionView {
    return this.#deps.opening.open(orderNumber, patientId, coverageId, payer).view;
  }

  /** One transaction: encounter, claim, the centre's act, the lock's act, charges that came early, audit. Errors: see the contract. */
  commit(request: CommitAdmission, clerkId: string): EncounterId {
    const { db, clock, approve } = this.#deps;
    // The PIN is checked now and kept nowhere, not even in the hash of the request.
    const approver = request.approval === null ? null : approve(request.approval.clerkId, request.approval.pin).clerkId;
    const said = { ...request, approval: request.approval === null ? null : { approver, reason: request.approval.reason } };
    const encounterId = once(db, request.key, said, clock.now(), () => this.#admit(request, clerkId, approver));
    this.#deps.onChange();
    return encounterId as EncounterId;
  }

  #admit(request: CommitAdmission, clerkId: string, approver: string | null): EncounterId {
    const { db, clock, intake, opening } = this.#deps;
    const opened = opening.open(request.orderNumber, request.patientId, request.coverageId, request.injury ?? NOBODY_ELSE);
    if (openEncounterOf(db, request.patientId) !== undefined)
      throw new AppError('conflict', 'encounter.person-in-hospital', 'this person has an open stay here');
    if (opened.view.quoteHash !== request.quoteHash)
      throw new AppError('conflict', 'claim.quote-stale', 'the clerk saw other facts than these');
    if (request.identityCheck === 'agent' && request.agent === null)
      throw new AppError('validation', 'agent.missing', 'who acts for the patient?');
    if (opened.view.asksInjury && request.injury === null)
      throw new AppError('validation', 'injury.unanswered', 'the diagnosis asks for the injury questions');
    if (opened.coverage?.active !== true) throw new AppError('rule', 'coverage.not-active', 'this coverage is not in force');
    // Who only lacks a filing is admitted and files until the settlement; whose insurance does not run is not.
    const filesLater = opened.view.filing !== null && (!opened.view.filing.direct || opened.view.filing.kind === 'emergency');
    if (opened.view.eligibility.standing === 'not-eligible' && !filesLater && opened.coverage.schemeCode !== SELF_PAY)
      throw new AppError('rule', 'coverage.not-active', 'the centre says: not eligible');
    if (opened.view.closedBy !== null)
      throw new AppError('rule', 'admission.gate-closed', 'not with this coverage', { gate: opened.view.closedBy });
    // Two open stays of one person: the centre refuses the second, unless the first is ended meanwhile. Somebody must have asked.
    if (opened.view.eligibility.elsewhere === 'in-hospital' && opened.coverage.schemeCode !== SELF_PAY && !request.elsewhereAsked)
      throw new AppError('rule', 'admission.elsewhere', 'he is in hospital elsewhere');
    const encounter = this.#newEncounter(request, opened, clerkId, approver);
    insertEncounter(db, encounter);
    insertClaim(db, encounter.id);
    insertStayCode(db, encounter.id, stayCodeOf(randomBytes(16)));
    if (request.agent !== null) insertAgent(db, encounter.id, request.agent);
    if (request.injury !== null) this.#saveInjury(encounter.id, request.injury, clerkId);
    savePhone(db, request.patientId, request.contactPhone);
    if (opened.coverage.schemeCode !== SELF_PAY) this.#insertActs(request, encounter, opened.lock, clerkId);
    this.#deps.proofs.onAdmission(encounter.id);
    intake.sendCharges(request.orderNumber);
    const saved = findEncounter(db, encounter.id);
    invariant(saved !== undefined, 'it was saved in this transaction');
    intake.applyWaitingNotice(saved);
    const facts = {
      door: request.door,
      approver: approver ?? '',
      identityCheck: request.identityCheck,
      identity: encounter.identityStanding,
      elsewhere: opened.view.eligibility.elsewhere === 'in-hospital' ? 'asked' : '',
    };
    insertAudit(db, { at: clock.now(), clerkId, event: 'admitted', subjectId: encounter.id, facts });
    return encounter.id;
  }

  #newEncounter(request: CommitAdmission, { coverage, view }: Opened, clerkId: string, approver: string | null): NewEncounter {
    invariant(coverage !== undefined, 'an active coverage was checked');
    const chosen = view.doors.find(({ door, open }) => door === request.door && open);
    if (chosen === undefined) throw new AppError('rule', 'credit.not-available', 'this door is closed', { door: request.door });
    if (chosen.needsApproval && approver === null)
      throw new AppError('permission', 'door.needs-approval', 'a supervisor must approve this door', { door: request.door });
    const { orderNumber, patientId, door, contactName, contactPhone, identityCheck } = request;
    const base = { orderNumber, patientId, door, contactName, contactPhone, identityCheck, coverageId: coverage.id };
    return {
      ...base,
      id: randomUUID() as EncounterId,
      stayNumber: this.#stayNumber(),
      identityStanding: view.identity.verified ? 'verified' : 'to-verify',
      waiverReason: chosen.needsApproval ? (request.approval?.reason ?? null) : null,
      waiverApproverId: chosen.needsApproval ? approver : null,
      state: 'in-hospital',
      admittedAt: this.#beginOf(orderNumber),
      openedAt: this.#deps.clock.now(),
      clerkId,
    };
  }

  /** An injury starts the filing clock of the hospital; what somebody else owes waits for 医保办's finding. */
  #saveInjury(encounterId: EncounterId, injury: NonNullable<CommitAdmission['injury']>, clerkId: string): void {
    const { db, clock, injuryFilingHours } = this.#deps;
    const at = clock.now();
    const fileBy = injury.injured ? plusMilliseconds(at, injuryFilingHours * 3_600_000) : null;
    insertInjury(db, { ...injury, encounterId, fileBy, clerkId, at });
  }

  /** The ward may have begun before the desk saw him: a stay begins no later than its first charge, for its lines must lie inside it. */
  #beginOf(orderNumber: string): Instant {
    const now = this.#deps.clock.now();
    const first = chargesOf(this.#deps.db, orderNumber)[0]?.occurredAt;
    return first !== undefined && first < now ? first : now;
  }

  /**
   * An emergency of whom nobody knows the name; a supervisor has approved that nothing is asked of him. Errors: those of the approval.
   */
  admitUnknown(request: z.output<typeof stayContract.admitUnknown.request>, clerkId: string): EncounterId {
    const { db, clock, approve, windowNumber } = this.#deps;
    const approver = approve(request.approval.clerkId, request.approval.pin).clerkId;
    const said = { ...request, approval: { approver, reason: request.approval.reason } };
    const deps = { db, clock, windowNumber, nextStayNumber: () => this.#stayNumber() };
    const encounterId = once(db, request.key, said, clock.now(), () => admitUnknown(deps, request, clerkId, approver));
    this.#deps.onChange();
    return encounterId as EncounterId;
  }

  /** ZY, year month day, window, three digits: unique without asking another window. */
  #stayNumber(): string {
    const { db, clock, windowNumber } = this.#deps;
    const prefix = `ZY${clock.today().replaceAll('-', '').slice(2)}${windowNumber}`;
    return `${prefix}${String(countStayNumbers(db, prefix) + 1).padStart(3, '0')}`;
  }

  #insertActs(request: CommitAdmission, encounter: NewEncounter, lock: ExpectedLocks | null, clerkId: string): void {
    const { db, clock, lateRegistrationHours } = this.#deps;
    const base = { encounterId: encounter.id, key: request.key, clerkId, createdAt: clock.now() };
    const deadlineAt = plusMilliseconds(clock.now(), lateRegistrationHours * 3_600_000);
    insertAct(db, { ...base, kind: 'admission', deadlineAt });
    if (request.door !== 'credit') return;
    invariant(lock !== null, 'the credit door is open only with a lock');
    orderCredit(this.#deps, { kind: 'credit-lock', encounterId: encounter.id, amount: lock.lock, key: request.key, clerkId });
  }
}
