import type { AdmissionView } from '../../../../shared/contract/admission-contract.ts';
import { type ExpectedLocks, expectedLock } from '../../../../shared/credit/expected-lock.ts';
import { freeOf } from '../../../../shared/credit/credit-life.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { PatientId } from '../../../../shared/identity/ids.ts';
import { schemeOf } from '../../../../shared/model/insured-words.ts';
import type { Money } from '../../../../shared/money/money.ts';
import type { AdmissionOrder } from '../../../../shared/model/stay.ts';
import { choose } from '../../../../shared/policy/choose.ts';
import { findPack } from '../../../../shared/policy/find-packs.ts';
import { type DepositRow, depositTerms } from '../../../../shared/rules/deposit-table.ts';
import type { DoorDecision } from '../../../../shared/rules/door-types.ts';
import { asksInjury } from '../../../../shared/rules/injury.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { listClerks } from '../../db/repositories/clerk-repository.ts';
import { lockedSince } from '../../db/repositories/credit-repository.ts';
import {
  type Coverage,
  coveragesOf,
  type CreditStandingRow,
  findPatient,
  lastCreditStanding,
  type Patient,
  SELF_PAY,
} from '../../db/repositories/patient-repository.ts';
import { AdmissionFacts } from './admission-facts.ts';
import { suggestDoor, toConditionView, toCoverageView, toCreditView, toDoors, toOrderView, toStepView } from './admission-view.ts';
import { creditDecision, NOBODY_ELSE, type SaidPayer } from './credit-case.ts';
import { closedBy, directDecision, filingView, premiumView, toGateView } from './direct-view.ts';
import type { EstimateService, Guess } from '../settlement/estimate-service.ts';
import type { HospitalFacts } from '../desk/hospital-facts.ts';
import { sha256 } from '../desk/keyed.ts';
import { overUnconfirmedCap, unconfirmedCapCondition } from '../money/unconfirmed-cap.ts';
import { isVerifiedPatient, usualCoverage } from './lookup-service.ts';
import { checkOrderOf } from './order-person.ts';
import type { PolicyShelf } from '../desk/policy-shelf.ts';
import { toPatientView } from '../stay/strip-service.ts';

export interface OpeningDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
  readonly hospital: HospitalFacts;
  readonly shelf: () => PolicyShelf;
  /** Names of installed regions by code. */
  readonly places: () => ReadonlyMap<string, string>;
  readonly centreUp: () => boolean;
  /** The hospital's published table of deposits. */
  readonly depositTable: readonly DepositRow[];
  readonly bankUp: () => boolean;
  /** 待银行确认风险额度, set by finance. */
  readonly unconfirmedCap: Money;
  /** What is done while a third party may owe the stay: the whole of it self-paid, or line by line. */
  readonly thirdParty: 'whole-stay' | 'lines';
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
  consent,
  identity,
  eligibility,
  filing,
  doors,
  expected,
  conditions,
  closedBy: closed,
}: Omit<AdmissionView, 'quoteHash' | 'centreReached'>): object => ({
  patientId: patient.patientId,
  order,
  chosenCoverageId,
  verified: identity.verified,
  consented: consent?.given ?? null,
  eligibility: eligibility.standing,
  filing: filing?.kind ?? null,
  doors,
  expected,
  closed,
  conditions: conditions.map(({ rule, met }) => [rule, met]),
});

/** Gathers what must be seen before an admission: who, which coverage, which doors and why. Saves nothing. */
export class AdmissionOpening {
  readonly #deps: OpeningDeps;

  readonly #facts: AdmissionFacts;

  constructor(deps: OpeningDeps) {
    this.#deps = deps;
    this.#facts = new AdmissionFacts(deps);
  }

  /** Errors: order.not-found, order.already-admitted, order.other-person, patient.not-found. */
  open(orderNumber: string, patientId: PatientId, coverageId: string | null, payer: SaidPayer = NOBODY_ELSE): Opened {
    const { db, thirdParty } = this.#deps;
    const patient = findPatient(db, patientId);
    if (patient === undefined) throw new AppError('not-found', 'patient.not-found', 'no such patient');
    const order = checkOrderOf(db, orderNumber, patientId);
    const verified = isVerifiedPatient(db, patientId);
    const known = coveragesOf(db, patientId);
    // Whom nobody verified pays himself until a real credential was seen: what this number is insured for may be another person's.
    // And where somebody else may owe the stay, nobody sends it to the insurance before the finding: the hospital's rule, or all of it.
    const insurable = verified && (payer.extent === 'none' || (payer.extent === 'some-lines' && thirdParty === 'lines'));
    const coverages = insurable ? known : known.filter(({ schemeCode }) => schemeCode === SELF_PAY);
    const coverage = coverages.find(({ id }) => id === coverageId) ?? (insurable ? usualCoverage(coverages) : coverages[0]);
    return this.#view(order, patient, coverages, coverage, payer);
  }

  #view(order: AdmissionOrder, patient: Patient, coverages: readonly Coverage[], coverage: Coverage | undefined, payer: SaidPayer): Opened {
    const { db, clock, estimates, hospital, shelf, places, centreUp } = this.#deps;
    const facts = this.#facts;
    const consent = facts.consent(order.orderNumber, patient);
    const standing = consent?.given === true ? freeStanding(db, patient.id) : undefined;
    const begin = { on: clock.today(), emergency: order.route === 'emergency', care: order.careKind };
    const guess: Guess =
      coverage === undefined ? { kind: 'none', because: 'no-coverage' } : estimates.ofPlan(patient, coverage, order.plan, begin);
    // The credit is a service of the place of care: its pack says who may use it.
    const carePack = findPack(shelf().packs, hospital.region, 'care');
    const insured = coverage !== undefined && coverage.schemeCode !== SELF_PAY;
    const decision =
      carePack === undefined || !insured
        ? null
        : creditDecision({ coverage, standing, consented: consent?.given === true, payer, hospital, now: clock.now() }, carePack);
    const lock =
      guess.kind === 'none' || decision?.open !== true || carePack === undefined
        ? null
        : expectedLock(guess.range, decision.available, choose(carePack, null, 'credit.waiver'));
    // Without the bank a lock stands unconfirmed: as many as finance lets the desk risk, then the deposit rule applies.
    const risky = decision?.open === true && lock !== null && overUnconfirmedCap(this.#deps, lock.lock);
    // What is expected beyond the free limit is asked as a deposit (rule D-11, reading Q-D4).
    const credit = decision?.open === true && !risky ? lock : null;
    const inHospital = facts.eligibility(coverage).elsewhere === 'in-hospital';
    const directCase = insured
      ? { order, coverage, credential: facts.identity(patient).by, on: begin.on, otherPayer: payer.extent, inHospital }
      : null;
    const direct = directCase === null ? null : directDecision(this.#deps, directCase);
    const hardship = facts.hardship(patient);
    const exempt = hardship !== null && hardship.aid !== 'none';
    const shown = {
      // Whoever was never here before has left his number with the doctor's order.
      patient: { ...toPatientView(patient, clock.today()), phone: patient.phone ?? order.patient.phone },
      order: toOrderView(order),
      identity: facts.identity(patient),
      coverages: coverages.map((each) => toCoverageView(db, each, places())),
      chosenCoverageId: coverage?.id ?? null,
      eligibility: facts.eligibility(coverage),
      direct: direct?.gates.map(toGateView) ?? [],
      closedBy: directCase === null ? null : closedBy(directCase, direct),
      premium: directCase === null ? null : premiumView(this.#deps, directCase),
      chronic: facts.chronic(coverage),
      filing: directCase === null ? null : filingView(this.#deps, patient, directCase, direct, guess),
      hardship,
      asksInjury: asksInjury(order.diagnoses.map(({ code }) => code)),
      injuryPaysSelf: this.#deps.thirdParty === 'whole-stay',
      consent,
      approvers: this.#approvers(),
      stayCount: facts.stayCount(coverage),
      credit: toCreditView(standing, consent?.given === true),
      conditions: [...(decision?.gates.map(toConditionView) ?? []), ...(risky ? [unconfirmedCapCondition(this.#deps)] : [])],
      waiver:
        credit === null
          ? null
          : { reading: credit.reading, ownShare: credit.readings['own-share'].deposit, totalCost: credit.readings['total-cost'].deposit },
      doors: toDoors(credit, exempt, this.#deposit(order, coverage)),
      suggestedDoor: suggestDoor(credit !== null, exempt, order),
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

  /** What the published table asks of him (rule L-02); null: it has no row. */
  #deposit(order: AdmissionOrder, coverage: Coverage | undefined): Money | null {
    const { clock, hospital, shelf, depositTable } = this.#deps;
    const subject = {
      diagnosisCode: order.diagnoses.find(({ main }) => main)?.code ?? '',
      scheme: coverage === undefined ? null : schemeOf(coverage.schemeCode),
      insuredPlace: coverage?.insuredPlaceCode ?? '',
      carePlace: hospital.region,
      on: clock.today(),
    };
    return depositTerms(depositTable, subject, shelf().packs.find(({ places }) => places.includes('national')) ?? null).amount;
  }

  /** Supervisors of this desk; they approve with their own PIN. */
  #approvers(): AdmissionView['approvers'] {
    return listClerks(this.#deps.db)
      .filter(({ role }) => role === 'supervisor')
      .map(({ id, name }) => ({ clerkId: id, name }));
  }
}

/** The bank's last answer, without what was promised to it since: two admissions in one outage do not use one limit twice. */
function freeStanding(db: ReadableDb, patientId: PatientId): CreditStandingRow | undefined {
  const seen = lastCreditStanding(db, patientId);
  if (seen === undefined || seen.limit === null || seen.available === null) return seen;
  return { ...seen, available: freeOf({ limit: seen.limit, available: seen.available }, lockedSince(db, patientId, seen.asOf)) };
}
