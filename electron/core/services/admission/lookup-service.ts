import { AppError } from '../../../../shared/errors/app-error.ts';
import type { PatientId } from '../../../../shared/identity/ids.ts';
import { isVerified } from '../../../../shared/model/credential.ts';
import type { Filing } from '../../../../shared/model/filing.ts';
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
  insertCreditStanding,
  insertEligibility,
  type Patient,
  saveInsured,
  SELF_PAY,
} from '../../db/repositories/patient-repository.ts';
import { insertChronicReading } from '../../db/repositories/premium-repository.ts';
import { insertAccumulator, insertOutpatientYear } from '../../db/repositories/year-repository.ts';
import type { BankGateway } from '../../ports/bank-gateway.ts';
import type { ReadingGateway, Registration } from '../../ports/reading-gateway.ts';
import type { CareAsked, CentreGateway, Eligibility, InsuredPerson, SpecialIdentity, YearToDate } from '../../ports/centre-gateway.ts';

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

  /** Asks eligibility, for this care, and the year's values of one coverage again. Errors: those of the line. */
  async recheck(patient: Patient, coverage: Coverage, care: CareAsked): Promise<void> {
    await this.#askTreatment(patient, coverage, care);
  }

  async #askCentre(patientId: PatientId, person: Person, voucherToken: string | undefined): Promise<boolean> {
    const { db, clock, centre } = this.#deps;
    try {
      const { personNumber, statuses, identities } = await centre.findPerson(person, voucherToken);
      const chosen = usualCoverage(statuses);
      const treatment = chosen === undefined ? null : await this.#treatmentOf({ person, personNumber, ...chosen });
      // All of it at once: whoever looks meanwhile sees the old facts or the new ones, never half of each.
      db.transaction(() => {
        saveInsured(db, patientId, personNumber, statuses, clock.now());
        saveHardship(db, patientId, identities, clock.now());
        const same = (one: Coverage) => one.schemeCode === chosen?.schemeCode && one.insuredPlaceCode === chosen.insuredPlaceCode;
        const coverage = coveragesOf(db, patientId).find(same);
        if (coverage !== undefined && treatment !== null) saveTreatment(db, coverage.id, treatment);
      }).immediate();
      if (treatment !== null && treatment.failure !== null) throw treatment.failure;
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'person.unknown-to-centre') throw error;
      if (error instanceof AppError && ['gateway', 'unknown', 'rejected'].includes(error.kind)) return false;
      throw error;
    }
  }

  async #askTreatment(patient: Patient, coverage: Coverage, care: CareAsked): Promise<void> {
    const { db } = this.#deps;
    const treatment = await this.#treatmentOf(insuredPerson(patient, coverage), care);
    db.transaction(() => saveTreatment(db, coverage.id, treatment)).immediate();
    if (treatment.failure !== null) throw treatment.failure;
  }

  /** All questions about one coverage side by side: a slow line costs one answer's time, not six. What is answered counts, whatever else fails. */
  async #treatmentOf(insured: InsuredPerson, care?: CareAsked): Promise<Treatment> {
    const { clock, centre, careRegion, reading } = this.#deps;
    // Only who is insured elsewhere needs a filing.
    const elsewhere = insured.insuredPlaceCode.slice(0, 4) !== careRegion.slice(0, 4);
    const [eligibility, filings, chronic, year] = await Promise.allSettled([
      centre.checkEligibility(insured, clock.now(), care),
      elsewhere ? unlessRefused(centre.filings(insured, clock.now())) : null,
      unlessRefused(reading.chronicRegistrations(insured)),
      centre.yearToDate(insured, Number(clock.today().slice(0, 4))),
    ]);
    const failed = [eligibility, filings, chronic, year].find(({ status }) => status === 'rejected');
    return {
      eligibility: answerOf(eligibility),
      filings: answerOf(filings),
      chronic: answerOf(chronic),
      year: answerOf(year),
      asOf: clock.now(),
      failure: failed?.status === 'rejected' ? failed.reason : null,
    };
  }

  /** Asked only of a verified person who has consented to it. The bank is a convenience here: without its answer the credit door stays closed, nothing else. */
  async askBank(patientId: PatientId, person: Person): Promise<void> {
    const { db, clock, bank } = this.#deps;
    if (!isVerifiedPatient(db, patientId) || !hasConsented(db, patientId)) return;
    try {
      const answer = await bank.query(person.certNumber, person.name);
      const none = { openedAt: null, agreementSigned: false, limit: null, available: null, outstanding: null };
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

/** What the centre said of one coverage; null: it was not asked, or did not answer that. */
interface Treatment {
  readonly eligibility: Eligibility | null;
  readonly filings: readonly Filing[] | null;
  readonly chronic: readonly Registration[] | null;
  readonly year: YearToDate | null;
  readonly asOf: Instant;
  /** Why something is missing: the first of what failed. */
  readonly failure: unknown;
}

/** A place that does not answer this question leaves what was known: an admission never waits for it. */
async function unlessRefused<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AppError && error.kind === 'rejected') return null;
    throw error;
  }
}

const answerOf = <T>(settled: PromiseSettledResult<T>): T | null => (settled.status === 'fulfilled' ? settled.value : null);

/** The employees' scheme before the residents', active before not: what a clerk would choose first. Never self-pay: that is somebody's decision. */
export function usualCoverage<T extends Pick<Coverage, 'active' | 'schemeCode'>>(coverages: readonly T[]): T | undefined {
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

function saveTreatment(db: WritableDb, coverageId: string, { eligibility, filings, chronic, year, asOf }: Treatment): void {
  if (eligibility !== null) insertEligibility(db, coverageId, eligibility);
  if (filings !== null) insertFilingReading(db, coverageId, { filings, source: 'centre', clerkId: null, asOf });
  if (chronic !== null) insertChronicReading(db, coverageId, chronic, asOf);
  if (year !== null) saveYear(db, coverageId, year);
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
