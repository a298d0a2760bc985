import type { StayInsurance } from '../../../../shared/contract/stay-insurance-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { AdmissionOrder } from '../../../../shared/model/stay.ts';
import { Money } from '../../../../shared/money/money.ts';
import { dayOf } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { actsOf, lastWordsOf } from '../../db/repositories/act-repository.ts';
import { injuryOf } from '../../db/repositories/door-repository.ts';
import { type Encounter, findEncounter } from '../../db/repositories/encounter-repository.ts';
import { lastCredentialCheck } from '../../db/repositories/identity-repository.ts';
import { findOrder } from '../../db/repositories/order-repository.ts';
import {
  type Coverage,
  findCoverage,
  findPatient,
  lastEligibility,
  type Patient,
  SELF_PAY,
} from '../../db/repositories/patient-repository.ts';
import { lastProofOf } from '../../db/repositories/proof-repository.ts';
import { maySendAgain } from '../acts/send-again.ts';
import { toCoverageView, toEligibilityView } from '../admission/admission-view.ts';
import { directDecision, filingView } from '../admission/direct-view.ts';
import type { LookupService } from '../admission/lookup-service.ts';
import type { ProofService } from '../admission/proof-service.ts';
import type { HospitalFacts } from '../desk/hospital-facts.ts';
import type { PolicyShelf } from '../desk/policy-shelf.ts';
import type { EstimateService } from '../settlement/estimate-service.ts';

export interface StayInsuranceDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
  readonly hospital: HospitalFacts;
  readonly shelf: () => PolicyShelf;
  readonly places: () => ReadonlyMap<string, string>;
  readonly lookups: Pick<LookupService, 'recheck'>;
  readonly proofs: Pick<ProofService, 'verify'>;
  readonly onChange: () => void;
}

/** What an admitted stay is insured by: whether it still counts, what filing would change, and what the centre refused. */
export class StayInsuranceService {
  readonly #deps: StayInsuranceDeps;

  constructor(deps: StayInsuranceDeps) {
    this.#deps = deps;
  }

  /** null: he pays himself. Errors: encounter.not-found. */
  view(encounterId: EncounterId): StayInsurance | null {
    const { db, places } = this.#deps;
    const { encounter, coverage, patient, order } = this.#stay(encounterId);
    if (coverage === undefined || patient === undefined || coverage.schemeCode === SELF_PAY) return null;
    const proof = lastProofOf(db, encounterId);
    return {
      coverage: toCoverageView(db, coverage, places()),
      eligibility: toEligibilityView(lastEligibility(db, coverage.id)),
      proof: proof === undefined ? null : { result: proof.result, reason: reasonOf(proof.factsText), at: proof.at },
      filing: order === undefined ? null : this.#filing(encounter, patient, coverage, order),
      planTotal: order?.plan.total ?? Money.ZERO,
      refused: refusedRegistration(db, encounterId),
    };
  }

  /** Asks the centre again and keeps the proof. Whether it answered. Errors: encounter.not-found. */
  async recheck(encounterId: EncounterId): Promise<boolean> {
    const { coverage, patient, order } = this.#stay(encounterId);
    if (coverage === undefined || patient === undefined || coverage.schemeCode === SELF_PAY) return false;
    const { lookups, proofs, onChange } = this.#deps;
    try {
      await lookups.recheck(patient, coverage, order?.careKind ?? 'inpatient');
      await proofs.verify(encounterId);
      return true;
    } catch (error) {
      if (error instanceof AppError && ['gateway', 'unknown', 'rejected', 'rule'].includes(error.kind)) return false;
      throw error;
    } finally {
      onChange();
    }
  }

  /** Judged by the day of the admission, as its registration is. */
  #filing(encounter: Encounter, patient: Patient, coverage: Coverage, order: AdmissionOrder): StayInsurance['filing'] {
    const { db, estimates } = this.#deps;
    const on = dayOf(encounter.admittedAt);
    const direct = {
      order,
      coverage,
      credential: lastCredentialCheck(db, patient.id)?.kind ?? 'card',
      on,
      otherPayer: injuryOf(db, encounter.id)?.extent ?? 'none',
      inHospital: false,
    } as const;
    const guess = estimates.ofPlan(patient, coverage, order.plan, { on, emergency: order.route === 'emergency', care: order.careKind });
    return filingView(this.#deps, patient, direct, directDecision(this.#deps, direct), guess);
  }

  #stay(encounterId: EncounterId): {
    readonly encounter: Encounter;
    readonly coverage: Coverage | undefined;
    readonly patient: Patient | undefined;
    readonly order: AdmissionOrder | undefined;
  } {
    const { db } = this.#deps;
    const encounter = findEncounter(db, encounterId);
    if (encounter === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    const { coverageId, patientId, orderNumber } = encounter;
    return { encounter, coverage: findCoverage(db, coverageId), patient: findPatient(db, patientId), order: findOrder(db, orderNumber) };
  }
}

const reasonOf = (factsText: string): string | null => (JSON.parse(factsText) as { reason: string | null }).reason;

/** The last refused registration, unless a later one was made. */
function refusedRegistration(db: ReadableDb, encounterId: EncounterId): StayInsurance['refused'] {
  const last = actsOf(db, encounterId).findLast(({ kind }) => kind === 'admission');
  return last === undefined || !maySendAgain(last) ? null : { actId: last.id, words: lastWordsOf(db, last.id) };
}
