import type { AdmissionView } from '../../../../shared/contract/admission-contract.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { consentFor } from '../../db/repositories/door-repository.ts';
import { aidOn, lastHardship } from '../../db/repositories/filing-repository.ts';
import { lastCredentialCheck } from '../../db/repositories/identity-repository.ts';
import { type Coverage, lastEligibility, type Patient } from '../../db/repositories/patient-repository.ts';
import { lastChronicReading } from '../../db/repositories/premium-repository.ts';
import type { EstimateService } from '../settlement/estimate-service.ts';
import { isVerifiedPatient } from './lookup-service.ts';

interface FactsDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
}

/** What is known of a person before his admission, each fact with its source and age. */
export class AdmissionFacts {
  readonly #deps: FactsDeps;

  constructor(deps: FactsDeps) {
    this.#deps = deps;
  }

  consent(orderNumber: string, patient: Patient): AdmissionView['consent'] {
    const consent = consentFor(this.#deps.db, orderNumber, patient.id);
    return consent === undefined ? null : { given: consent.given, signedBy: consent.signedBy, at: consent.at };
  }

  identity(patient: Patient): AdmissionView['identity'] {
    const check = lastCredentialCheck(this.#deps.db, patient.id);
    return { by: check?.kind ?? 'card', verified: isVerifiedPatient(this.#deps.db, patient.id), at: check?.at ?? null };
  }

  eligibility(coverage: Coverage | undefined): AdmissionView['eligibility'] {
    const row = coverage === undefined ? undefined : lastEligibility(this.#deps.db, coverage.id);
    if (row === undefined) return { standing: 'unknown', reason: null, elsewhere: 'unknown', age: null };
    return {
      standing: row.eligible ? 'eligible' : 'not-eligible',
      reason: row.reason,
      elsewhere: row.inHospitalElsewhere ? 'in-hospital' : 'none',
      age: { source: 'centre', asOf: row.askedAt },
    };
  }

  hardship(patient: Patient): AdmissionView['hardship'] {
    const reading = lastHardship(this.#deps.db, patient.id);
    if (reading === undefined) return null;
    const aid = aidOn(this.#deps.db, patient.id, this.#deps.clock.today());
    return { aid, words: reading.words, until: reading.until, age: { source: reading.source, asOf: reading.asOf } };
  }

  chronic(coverage: Coverage | undefined): AdmissionView['chronic'] {
    const reading = coverage === undefined ? undefined : lastChronicReading(this.#deps.db, coverage.id);
    if (reading === undefined) return null;
    return { registrations: [...reading.registrations], age: { source: 'centre', asOf: reading.asOf } };
  }

  stayCount(coverage: Coverage | undefined): AdmissionView['stayCount'] {
    const { clock, estimates } = this.#deps;
    const year = Number(clock.today().slice(0, 4));
    const row = coverage === undefined ? undefined : estimates.yearReading(coverage, year, 'stay-count');
    if (row === undefined) return { count: null, age: null, fresh: false };
    return { count: row.value, age: { source: 'centre', asOf: row.asOf }, fresh: estimates.isFresh(row.asOf) };
  }
}
