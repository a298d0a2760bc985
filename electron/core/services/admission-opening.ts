import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import { type ExpectedLocks, expectedLock } from '../../../shared/credit/expected-lock.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { PatientId } from '../../../shared/identity/ids.ts';
import type { AdmissionOrder } from '../../../shared/model/stay.ts';
import { Money } from '../../../shared/money/money.ts';
import { choose } from '../../../shared/policy/choose.ts';
import { findPack } from '../../../shared/policy/find-packs.ts';
import type { Pack } from '../../../shared/policy/pack.ts';
import { creditDoor } from '../../../shared/rules/door.ts';
import type { CreditApplication, DoorDecision } from '../../../shared/rules/door-types.ts';
import { dayOf } from '../../../shared/time/calendar-date.ts';
import type { Clock } from '../clock.ts';
import type { ReadableDb } from '../db/database.ts';
import { encounterOfOrder } from '../db/repositories/encounter-repository.ts';
import { aidOn, lastHardship } from '../db/repositories/filing-repository.ts';
import { lastCredentialCheck } from '../db/repositories/identity-repository.ts';
import { findOrder } from '../db/repositories/order-repository.ts';
import {
  type Coverage,
  type CreditStandingRow,
  coveragesOf,
  findPatient,
  lastAccumulator,
  lastCreditStanding,
  lastEligibility,
  type Patient,
  SELF_PAY,
} from '../db/repositories/patient-repository.ts';
import { toConditionView, toCoverageView, toCreditView, toDoors, toOrderView, toStepView } from './admission-view.ts';
import { directDecision, filingView, toGateView } from './direct-view.ts';
import type { EstimateService, Guess } from './estimate-service.ts';
import type { HospitalFacts } from './hospital-facts.ts';
import { sha256 } from './keyed.ts';
import { isVerifiedPatient, usualCoverage } from './lookup-service.ts';
import type { PolicyShelf } from './policy-shelf.ts';
import { toPatientView } from './strip-service.ts';

export interface OpeningDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
  readonly hospital: HospitalFacts;
  readonly shelf: () => PolicyShelf;
  /** Names of installed regions by code. */
  readonly places: () => ReadonlyMap<string, string>;
  readonly centreUp: () => boolean;
}

/** One order opened for one person: what the clerk sees, and what his key would confirm. */
export interface Opened {
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
  identity,
  eligibility,
  filing,
  doors,
  expected,
  conditions,
}: Omit<AdmissionView, 'quoteHash' | 'centreReached'>): object => ({
  patientId: patient.patientId,
  order,
  chosenCoverageId,
  verified: identity.verified,
  eligibility: eligibility.standing,
  filing: filing?.kind ?? null,
  doors,
  expected,
  conditions: conditions.map(({ rule, met }) => [rule, met]),
});

/** Gathers what must be seen before an admission: who, which coverage, which doors and why. Saves nothing. */
export class AdmissionOpening {
  readonly #deps: OpeningDeps;

  constructor(deps: OpeningDeps) {
    this.#deps = deps;
  }

  /** Errors: order.not-found, order.already-admitted, patient.not-found. */
  open(orderNumber: string, patientId: PatientId, coverageId: string | null): Opened {
    const { db } = this.#deps;
    const order = findOrder(db, orderNumber);
    if (order === undefined) throw new AppError('not-found', 'order.not-found', 'no such order', { orderNumber });
    const patient = findPatient(db, patientId);
    if (patient === undefined) throw new AppError('not-found', 'patient.not-found', 'no such patient');
    if (encounterOfOrder(db, orderNumber) !== undefined)
      throw new AppError('conflict', 'order.already-admitted', 'this order was used', { orderNumber });
    const verified = isVerifiedPatient(db, patientId);
    const known = coveragesOf(db, patientId);
    // Whom nobody verified pays himself until a real credential was seen: what this number is insured for may be another person's.
    const coverages = verified ? known : known.filter(({ schemeCode }) => schemeCode === SELF_PAY);
    const coverage = coverages.find(({ id }) => id === coverageId) ?? (verified ? usualCoverage(coverages) : coverages[0]);
    return this.#view(order, patient, coverages, coverage);
  }

  #view(order: AdmissionOrder, patient: Patient, coverages: readonly Coverage[], coverage: Coverage | undefined): Opened {
    const { db, clock, estimates, hospital, shelf, places, centreUp } = this.#deps;
    const standing = lastCreditStanding(db, patient.id);
    const begin = { on: clock.today(), emergency: order.route === 'emergency' };
    const guess: Guess =
      coverage === undefined ? { kind: 'none', because: 'no-coverage' } : estimates.ofPlan(patient, coverage, order.plan, begin);
    // The credit is a service of the place of care: its pack says who may use it.
    const carePack = findPack(shelf().packs, hospital.region, 'care');
    const insured = coverage !== undefined && coverage.schemeCode !== SELF_PAY;
    const decision = carePack === undefined || !insured ? null : this.#door(coverage, standing, carePack);
    const lock =
      guess.kind === 'none' || decision?.open !== true || carePack === undefined
        ? null
        : expectedLock(guess.range, decision.available, choose(carePack, null, 'credit.waiver'));
    const creditOpen = decision?.open === true && lock !== null && lock.deposit.isZero();
    const directCase = insured
      ? { order, coverage, credential: this.#identity(patient).by, on: begin.on, otherPayer: 'none' as const }
      : null;
    const direct = directCase === null ? null : directDecision(this.#deps, directCase);
    const shown = {
      patient: toPatientView(patient, clock.today()),
      order: toOrderView(order),
      identity: this.#identity(patient),
      coverages: coverages.map((each) => toCoverageView(each, places())),
      chosenCoverageId: coverage?.id ?? null,
      eligibility: this.#eligibility(coverage),
      direct: direct?.gates.map(toGateView) ?? [],
      filing: directCase === null ? null : filingView(this.#deps, patient, directCase, direct, guess),
      hardship: this.#hardship(patient),
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

  #identity(patient: Patient): AdmissionView['identity'] {
    const check = lastCredentialCheck(this.#deps.db, patient.id);
    return { by: check?.kind ?? 'card', verified: isVerifiedPatient(this.#deps.db, patient.id), at: check?.at ?? null };
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

  #hardship(patient: Patient): AdmissionView['hardship'] {
    const reading = lastHardship(this.#deps.db, patient.id);
    if (reading === undefined) return null;
    const aid = aidOn(this.#deps.db, patient.id, this.#deps.clock.today());
    return { aid, words: reading.words, until: reading.until, age: { source: reading.source, asOf: reading.asOf } };
  }

  #stayCount(coverage: Coverage | undefined): AdmissionView['stayCount'] {
    const { db, clock, estimates } = this.#deps;
    const year = Number(clock.today().slice(0, 4));
    const row = coverage === undefined ? undefined : lastAccumulator(db, coverage.id, year, 'stay-count');
    if (row === undefined) return { count: null, age: null, fresh: false };
    return { count: row.value, age: { source: 'centre', asOf: row.asOf }, fresh: estimates.isFresh(row.asOf) };
  }
}
