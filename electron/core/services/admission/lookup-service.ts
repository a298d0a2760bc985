import { AppError } from '../../../../shared/errors/app-error.ts';
import type { PatientId } from '../../../../shared/identity/ids.ts';
import { isVerified } from '../../../../shared/model/credential.ts';
import { AID_CLASSES } from '../../../../shared/model/settlement-case.ts';
import type { Person } from '../../../../shared/model/stay.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb, WritableDb } from '../../db/database.ts';
import { hasConsented } from '../../db/repositories/door-repository.ts';
import { insertFilingReading, insertHardship } from '../../db/repositories/filing-repository.ts';
import { lastCredentialCheck } from '../../db/repositories/identity-repository.ts';
import {
  type Coverage,
  coveragesOf,
  findPatient,
  insertAccumulator,
  insertCreditStanding,
  insertEligibility,
  type Patient,
  saveInsured,
  SELF_PAY,
} from '../../db/repositories/patient-repository.ts';
import { insertChronicReading } from '../../db/repositories/premium-repository.ts';
import { insertOutpatientYear } from '../../db/repositories/visit-repository.ts';
import type { VisitType } from '../../../../shared/model/visit.ts';
import type { BankGateway } from '../../ports/bank-gateway.ts';
import type { ReadingGateway } from '../../ports/reading-gateway.ts';
import type { CentreGateway, InsuredPerson, SpecialIdentity, YearToDate } from '../../ports/centre-gateway.ts';

export interface LookupDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly centre: CentreGateway;
  readonly bank: BankGateway;
  /** Place of care: who is insured elsewhere is asked for his filings. */
  readonly careRegion: string;
  readonly reading: Pick<ReadingGateway, 'chronicRegistrations'>;
}

/** What the centre and the bank say of a person right now. Every fact is saved with its time. */
export class LookupService {
  readonly #deps: LookupDeps;

  constructor(deps: LookupDeps) {
    this.#deps = deps;
  }

  /**
   * Asks centre and bank again; of somebody whom nobody has verified it asks nothing. Returns whether the centre answered.
   * Errors: rejected/person.unknown-to-centre.
   */
  async refresh(patientId: PatientId, person: Person, voucherToken?: string): Promise<boolean> {
    if (!isVerifiedPatient(this.#deps.db, patientId)) return false;
    const [reached] = await Promise.all([this.#askCentre(patientId, person, voucherToken), this.askBank(patientId, person)]);
    return reached;
  }

  /** Asks eligibility and the year's values of one coverage again. Errors: those of the line. */
  async recheck(patient: Patient, coverage: Coverage): Promise<void> {
    await this.#askTreatment(patient, coverage);
  }

  /** The same for a visit of this kind. Errors: those of the line. */
  async recheckVisit(patient: Patient, coverage: Coverage, visitType: VisitType): Promise<void> {
    await this.#askTreatment(patient, coverage, visitType);
  }

  async #askCentre(patientId: PatientId, person: Person, voucherToken: string | undefined): Promise<boolean> {
    const { db, clock, centre } = this.#deps;
    try {
      const { personNumber, statuses, identities } = await centre.findPerson(person, voucherToken);
      db.transaction(() => {
        saveInsured(db, patientId, personNumber, statuses, clock.now());
        saveHardship(db, patientId, identities, clock.now());
      }).immediate();
      const chosen = usualCoverage(coveragesOf(db, patientId));
      const patient = findPatient(db, patientId);
      if (chosen !== undefined && patient !== undefined) await this.#askTreatment(patient, chosen);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'person.unknown-to-centre') throw error;
      if (error instanceof AppError && ['gateway', 'unknown', 'rejected'].includes(error.kind)) return false;
      throw error;
    }
  }

  async #askTreatment(patient: Patient, coverage: Coverage, visitType?: VisitType): Promise<void> {
    const { db, clock, centre } = this.#deps;
    const insured = insuredPerson(patient, coverage);
    const eligibility = await centre.checkEligibility(insured, clock.now(), visitType);
    insertEligibility(db, coverage.id, eligibility);
    await this.#askFilings(coverage, insured);
    await this.#askChronic(coverage, insured);
    const year = await centre.yearToDate(insured, Number(clock.today().slice(0, 4)));
    db.transaction(() => saveYear(db, coverage.id, year)).immediate();
  }

  /** Only who is insured elsewhere needs one. A place that does not answer this question leaves what was known. */
  async #askFilings(coverage: Coverage, insured: InsuredPerson): Promise<void> {
    const { db, clock, centre, careRegion } = this.#deps;
    if (coverage.insuredPlaceCode.slice(0, 4) === careRegion.slice(0, 4)) return;
    try {
      const filings = await centre.filings(insured, clock.now());
      insertFilingReading(db, coverage.id, { filings, source: 'centre', clerkId: null, asOf: clock.now() });
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'rejected')) throw error;
    }
  }

  /** 5301. A place that does not answer it leaves what was known: an admission never waits for it. */
  async #askChronic(coverage: Coverage, insured: InsuredPerson): Promise<void> {
    const { db, clock, reading } = this.#deps;
    try {
      insertChronicReading(db, coverage.id, await reading.chronicRegistrations(insured), clock.now());
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'rejected')) throw error;
    }
  }

  /** Asked only of whom has consented to it. The bank is a convenience here: without its answer the credit door stays closed, nothing else. */
  async askBank(patientId: PatientId, person: Person): Promise<void> {
    const { db, clock, bank } = this.#deps;
    if (!hasConsented(db, patientId)) return;
    try {
      const answer = await bank.query(person.certNumber, person.name);
      const none = { openedAt: null, agreementSigned: false, limit: null, available: null };
      insertCreditStanding(db, patientId, { ...none, ...answer, asOf: clock.now() });
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'gateway')) throw error;
    }
  }
}

/** Somebody of before credentials were noted was read from his card. */
export function isVerifiedPatient(db: ReadableDb, patientId: PatientId): boolean {
  const check = lastCredentialCheck(db, patientId);
  return check === undefined || isVerified(check.kind);
}

/** The employees' scheme before the residents', active before not: what a clerk would choose first. Never self-pay: that is somebody's decision. */
export function usualCoverage(coverages: readonly Coverage[]): Coverage | undefined {
  const usable = coverages.filter(({ active, schemeCode }) => active && schemeCode !== SELF_PAY);
  return usable.find(({ schemeCode }) => schemeCode === '310') ?? usable.find(({ schemeCode }) => schemeCode === '390') ?? usable[0];
}

/** Errors: rule/coverage.not-active when the centre never named the person. */
export function insuredPerson(patient: Patient, coverage: Coverage): InsuredPerson {
  if (patient.personNumber === null) throw new AppError('rule', 'coverage.not-active', 'the centre has no number for this person');
  const { schemeCode, personClassCode, insuredPlaceCode } = coverage;
  return { person: patient, personNumber: patient.personNumber, schemeCode, personClassCode, insuredPlaceCode };
}

/** The highest class of assistance stands first in the list of classes; none is an answer, too. */
function saveHardship(db: WritableDb, patientId: PatientId, identities: readonly SpecialIdentity[], asOf: Instant): void {
  const [first] = [...identities].sort((a, b) => AID_CLASSES.indexOf(a.aid) - AID_CLASSES.indexOf(b.aid));
  insertHardship(db, patientId, { ...(first ?? { aid: 'none', words: '', from: null, until: null }), source: 'centre', asOf });
}

function saveYear(
  db: WritableDb,
  coverageId: string,
  { year, stayCount, deductible, pooledFund, largeAmountBurden, outpatientDeductible, outpatientFund, askedAt }: YearToDate,
): void {
  if (outpatientDeductible !== null || outpatientFund !== null)
    insertOutpatientYear(db, coverageId, year, { deductible: outpatientDeductible, fund: outpatientFund, asOf: askedAt });
  const values = [
    ['stay-count', stayCount],
    ['deductible', deductible],
    ['pooled-fund', pooledFund],
    ['large-amount-burden', largeAmountBurden],
  ] as const;
  for (const [kind, value] of values) if (value !== null) insertAccumulator(db, coverageId, year, kind, value, askedAt);
}
