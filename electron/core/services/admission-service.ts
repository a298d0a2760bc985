import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AdmissionView, admissionContract } from '../../../shared/contract/admission-contract.ts';
import { type ExpectedLocks, expectedLock } from '../../../shared/credit/expected-lock.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { invariant } from '../../../shared/errors/invariant.ts';
import type { EncounterId, PatientId } from '../../../shared/identity/ids.ts';
import type { AdmissionOrder } from '../../../shared/model/stay.ts';
import { Money } from '../../../shared/money/money.ts';
import type { Pack } from '../../../shared/policy/pack.ts';
import { choose } from '../../../shared/policy/choose.ts';
import { creditDoor } from '../../../shared/rules/door.ts';
import type { CreditApplication, DoorDecision } from '../../../shared/rules/door-types.ts';
import { dayOf, type Instant, plusMilliseconds } from '../../../shared/time/calendar-date.ts';
import type { Clock } from '../clock.ts';
import type { WritableDb } from '../db/database.ts';
import { insertAct, insertCreditOrder } from '../db/repositories/act-repository.ts';
import { chargesOf } from '../db/repositories/charge-repository.ts';
import { insertAudit } from '../db/repositories/desk-repository.ts';
import {
  countStayNumbers,
  encounterOfOrder,
  findEncounter,
  insertEncounter,
  type NewEncounter,
} from '../db/repositories/encounter-repository.ts';
import { findOrder } from '../db/repositories/order-repository.ts';
import {
  type Coverage,
  coveragesOf,
  type CreditStandingRow,
  findPatient,
  lastAccumulator,
  lastCreditStanding,
  lastEligibility,
  type Patient,
  savePhone,
} from '../db/repositories/patient-repository.ts';
import { insertClaim } from '../db/repositories/settlement-repository.ts';
import { toConditionView, toCoverageView, toCreditView, toDoors, toOrderView, toStepView } from './admission-view.ts';
import type { EstimateService, Guess, HospitalFacts } from './estimate-service.ts';
import type { IntakeService } from './intake-service.ts';
import { once, sha256 } from './keyed.ts';
import { usualCoverage } from './lookup-service.ts';
import { toPatientView } from './strip-service.ts';

export type CommitAdmission = z.output<typeof admissionContract.commit.request>;

export interface AdmissionDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
  readonly intake: IntakeService;
  readonly hospital: HospitalFacts;
  readonly windowNumber: string;
  readonly lateRegistrationHours: number;
  /** Names of installed regions by code. */
  readonly places: () => ReadonlyMap<string, string>;
  readonly centreUp: () => boolean;
  readonly onChange: () => void;
}

interface Opened {
  readonly order: AdmissionOrder;
  readonly patient: Patient;
  readonly coverage: Coverage | undefined;
  readonly guess: Guess;
  readonly decision: DoorDecision | null;
  readonly lock: ExpectedLocks | null;
  readonly view: AdmissionView;
}

/** What the clerk confirms with his key: who, on what, through which door and for how much. Ages and clock times on the screen move by themselves. */
const confirmed = ({
  patient,
  order,
  chosenCoverageId,
  eligibility,
  doors,
  expected,
  conditions,
}: Omit<AdmissionView, 'quoteHash' | 'centreReached'>): object => ({
  patientId: patient.patientId,
  order,
  chosenCoverageId,
  eligibility: eligibility.standing,
  doors,
  expected,
  conditions: conditions.map(({ rule, met }) => [rule, met]),
});

/** Which door, and the admission itself. */
export class AdmissionService {
  readonly #deps: AdmissionDeps;

  constructor(deps: AdmissionDeps) {
    this.#deps = deps;
  }

  /** Errors: order.not-found, order.already-admitted, patient.not-found. */
  open(orderNumber: string, patientId: PatientId, coverageId: string | null): AdmissionView {
    return this.#open(orderNumber, patientId, coverageId).view;
  }

  /** One transaction: encounter, claim, the centre's act, the lock's act, charges that came early, audit. Errors: see the contract. */
  commit(request: CommitAdmission, clerkId: string): EncounterId {
    const { db, clock } = this.#deps;
    const encounterId = once(db, request.key, request, clock.now(), () => this.#admit(request, clerkId));
    this.#deps.onChange();
    return encounterId as EncounterId;
  }

  #open(orderNumber: string, patientId: PatientId, coverageId: string | null): Opened {
    const { db } = this.#deps;
    const order = findOrder(db, orderNumber);
    if (order === undefined) throw new AppError('not-found', 'order.not-found', 'no such order', { orderNumber });
    const patient = findPatient(db, patientId);
    if (patient === undefined) throw new AppError('not-found', 'patient.not-found', 'no such patient');
    if (encounterOfOrder(db, orderNumber) !== undefined)
      throw new AppError('conflict', 'order.already-admitted', 'this order was used', { orderNumber });
    const coverages = coveragesOf(db, patientId);
    const coverage = coverages.find(({ id }) => id === coverageId) ?? usualCoverage(coverages);
    return this.#view(order, patient, coverages, coverage);
  }

  #view(order: AdmissionOrder, patient: Patient, coverages: readonly Coverage[], coverage: Coverage | undefined): Opened {
    const { db, clock, estimates, places, centreUp } = this.#deps;
    const standing = lastCreditStanding(db, patient.id);
    const guess: Guess =
      coverage === undefined ? { kind: 'none', because: 'no-coverage' } : estimates.ofPlan(patient, coverage, order.plan, clock.today());
    const decision = guess.kind === 'none' || coverage === undefined ? null : this.#door(coverage, standing, guess.packs.insured);
    const lock =
      guess.kind === 'none' || decision === null
        ? null
        : expectedLock(guess.range, decision.available, choose(guess.packs.insured, null, 'credit.waiver'));
    const creditOpen = decision?.open === true && lock !== null && lock.deposit.isZero();
    const shown = {
      patient: toPatientView(patient, clock.today()),
      order: toOrderView(order),
      coverages: coverages.map((each) => toCoverageView(each, places())),
      chosenCoverageId: coverage?.id ?? null,
      eligibility: this.#eligibility(coverage),
      stayCount: this.#stayCount(coverage),
      credit: toCreditView(standing),
      conditions: decision?.gates.map(toConditionView) ?? [],
      doors: toDoors(creditOpen, lock?.lock ?? null),
      suggestedDoor: creditOpen ? ('credit' as const) : ('deposit' as const),
      expected:
        guess.kind === 'none'
          ? null
          : {
              inScopeOwnShare: { least: guess.range.least.inScopeOwnShare, most: guess.range.most.inScopeOwnShare },
              selfPaid: guess.range.most.selfPaid,
              steps: (guess.range.columns[0]?.estimate.steps ?? []).map(toStepView),
            },
      noEstimate: guess.kind === 'none' ? guess.because : null,
    };
    const view: AdmissionView = { ...shown, centreReached: centreUp(), quoteHash: sha256(confirmed(shown)) };
    return { order, patient, coverage, guess, decision, lock, view };
  }

  #door(coverage: Coverage, standing: CreditStandingRow | undefined, pack: Pack): DoorDecision {
    const { clock, hospital } = this.#deps;
    const now = clock.now();
    const limit = standing?.limit ?? null;
    const application: CreditApplication = {
      coverage: { region: coverage.insuredPlaceCode },
      provider: hospital,
      care: { kind: 'inpatient', admittedOn: dayOf(now), admittedAt: now },
      meetsAdmissionCriteria: true,
      credit: {
        authorisedAt: standing?.openedAt ?? null,
        // The bank says that it was signed, not when: it is signed when the service is opened.
        agreementSignedAt: standing?.agreementSigned === true ? standing.openedAt : null,
        consentToBank: standing?.agreementSigned === true,
        limit,
        outstanding: limit === null ? Money.ZERO : limit.minus(standing?.available ?? Money.ZERO),
        bankAnswer: standing === undefined ? 'not-asked' : standing.standing === 'available' ? 'yes' : 'no',
        hospitalMaySettle: standing?.agreementSigned === true,
      },
      exclusions: { workInjury: 'none', thirdParty: 'none', publicHealth: 'none' },
    };
    return creditDoor(application, pack);
  }

  #eligibility(coverage: Coverage | undefined): AdmissionView['eligibility'] {
    const row = coverage === undefined ? undefined : lastEligibility(this.#deps.db, coverage.id);
    if (row === undefined) return { standing: 'unknown', reason: null, elsewhere: 'unknown', age: null };
    return {
      standing: row.eligible ? 'eligible' : 'not-eligible',
      reason: row.reason,
      elsewhere: row.inHospitalElsewhere ? 'in-hospital' : 'none',
      age: { source: 'centre', asOf: row.askedAt },
    };
  }

  #stayCount(coverage: Coverage | undefined): AdmissionView['stayCount'] {
    const { db, clock, estimates } = this.#deps;
    const year = Number(clock.today().slice(0, 4));
    const row = coverage === undefined ? undefined : lastAccumulator(db, coverage.id, year, 'stay-count');
    if (row === undefined) return { count: null, age: null, fresh: false };
    return { count: row.value, age: { source: 'centre', asOf: row.asOf }, fresh: estimates.isFresh(row.asOf) };
  }

  #admit(request: CommitAdmission, clerkId: string): EncounterId {
    const { db, clock, intake } = this.#deps;
    const opened = this.#open(request.orderNumber, request.patientId, request.coverageId);
    if (opened.view.quoteHash !== request.quoteHash)
      throw new AppError('conflict', 'claim.quote-stale', 'the clerk saw other facts than these');
    if (opened.coverage?.active !== true) throw new AppError('rule', 'coverage.not-active', 'this coverage is not in force');
    if (opened.view.eligibility.standing === 'not-eligible')
      throw new AppError('rule', 'coverage.not-active', 'the centre says: not eligible');
    const encounter = this.#newEncounter(request, opened, clerkId);
    insertEncounter(db, encounter);
    insertClaim(db, encounter.id);
    savePhone(db, request.patientId, request.contactPhone);
    this.#insertActs(request, encounter, opened.lock, clerkId);
    intake.sendCharges(request.orderNumber);
    const saved = findEncounter(db, encounter.id);
    invariant(saved !== undefined, 'it was saved in this transaction');
    intake.applyWaitingNotice(saved);
    const facts = { door: request.door, identityCheck: request.identityCheck };
    insertAudit(db, { at: clock.now(), clerkId, event: 'admitted', subjectId: encounter.id, facts });
    return encounter.id;
  }

  #newEncounter(request: CommitAdmission, { coverage, view }: Opened, clerkId: string): NewEncounter {
    invariant(coverage !== undefined, 'an active coverage was checked');
    if (!view.doors.some(({ door, open }) => door === request.door && open)) {
      throw new AppError('rule', 'credit.not-available', 'this door is closed', { door: request.door });
    }
    const { orderNumber, patientId, door, contactName, contactPhone, identityCheck } = request;
    const base = { orderNumber, patientId, door, contactName, contactPhone, identityCheck, coverageId: coverage.id };
    return {
      ...base,
      id: randomUUID() as EncounterId,
      stayNumber: this.#stayNumber(),
      state: 'in-hospital',
      admittedAt: this.#beginOf(orderNumber),
      clerkId,
    };
  }

  /** The ward may have begun before the desk saw him: a stay begins no later than its first charge, for its lines must lie inside it. */
  #beginOf(orderNumber: string): Instant {
    const now = this.#deps.clock.now();
    const first = chargesOf(this.#deps.db, orderNumber)[0]?.occurredAt;
    return first !== undefined && first < now ? first : now;
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
    insertCreditOrder(db, insertAct(db, { ...base, kind: 'credit-lock', deadlineAt: null }), lock.lock);
  }
}
