import { AppError } from '../../../shared/errors/app-error.ts';
import type { PatientId } from '../../../shared/identity/ids.ts';
import type { Person } from '../../../shared/model/stay.ts';
import type { Clock } from '../clock.ts';
import type { WritableDb } from '../db/database.ts';
import { insertAudit } from '../db/repositories/desk-repository.ts';
import {
  type Coverage,
  coveragesOf,
  findPatient,
  insertAccumulator,
  insertCreditStanding,
  insertEligibility,
  type Patient,
  saveInsured,
  savePerson,
} from '../db/repositories/patient-repository.ts';
import type { BankGateway } from '../ports/bank-gateway.ts';
import type { CardReader } from '../ports/card-reader.ts';
import type { CentreGateway, InsuredPerson, YearToDate } from '../ports/centre-gateway.ts';

export interface LookupDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly reader: CardReader;
  readonly centre: CentreGateway;
  readonly bank: BankGateway;
}

export interface Lookup {
  readonly patientId: PatientId;
  readonly centreReached: boolean;
}

/** Who is at the desk, and what the centre and the bank say of him right now. Every fact is saved with its time. */
export class LookupService {
  readonly #deps: LookupDeps;

  constructor(deps: LookupDeps) {
    this.#deps = deps;
  }

  /**
   * Reads the card and looks its holder up. With the centre away the person is still known from the card, and old facts keep their age.
   *
   * Errors: those of the reader; rejected/person.unknown-to-centre: the card was read, the centre does not know him.
   */
  async readCard(clerkId: string | null): Promise<Lookup> {
    const { db, clock, reader } = this.#deps;
    const person = await reader.read();
    const patientId = db
      .transaction(() => {
        const id = savePerson(db, person, clock.now());
        insertAudit(db, { at: clock.now(), clerkId, event: 'card-read', subjectId: id, facts: {} });
        return id;
      })
      .immediate();
    return { patientId, centreReached: await this.refresh(patientId, person) };
  }

  /** Asks centre and bank again. Returns whether the centre answered. Errors: rejected/person.unknown-to-centre. */
  async refresh(patientId: PatientId, person: Person): Promise<boolean> {
    const [reached] = await Promise.all([this.#askCentre(patientId, person), this.#askBank(patientId, person)]);
    return reached;
  }

  /** Asks eligibility and the year's values of one coverage again. Errors: those of the line. */
  async recheck(patient: Patient, coverage: Coverage): Promise<void> {
    await this.#askTreatment(patient, coverage);
  }

  async #askCentre(patientId: PatientId, person: Person): Promise<boolean> {
    const { db, clock, centre } = this.#deps;
    try {
      const { personNumber, statuses } = await centre.findPerson(person);
      db.transaction(() => saveInsured(db, patientId, personNumber, statuses, clock.now())).immediate();
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

  async #askTreatment(patient: Patient, coverage: Coverage): Promise<void> {
    const { db, clock, centre } = this.#deps;
    const insured = insuredPerson(patient, coverage);
    const eligibility = await centre.checkEligibility(insured, clock.now());
    insertEligibility(db, coverage.id, eligibility);
    const year = await centre.yearToDate(insured, Number(clock.today().slice(0, 4)));
    db.transaction(() => saveYear(db, coverage.id, year)).immediate();
  }

  /** The bank is a convenience here: without its answer the credit door stays closed, nothing else. */
  async #askBank(patientId: PatientId, person: Person): Promise<void> {
    const { db, clock, bank } = this.#deps;
    try {
      const answer = await bank.query(person.certNumber, person.name);
      const none = { openedAt: null, agreementSigned: false, limit: null, available: null };
      insertCreditStanding(db, patientId, { ...none, ...answer, asOf: clock.now() });
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'gateway')) throw error;
    }
  }
}

/** The employees' scheme before the residents', active before not: what a clerk would choose first. */
export function usualCoverage(coverages: readonly Coverage[]): Coverage | undefined {
  const active = coverages.filter((coverage) => coverage.active);
  return active.find(({ schemeCode }) => schemeCode === '310') ?? active.find(({ schemeCode }) => schemeCode === '390') ?? active[0];
}

/** Errors: rule/coverage.not-active when the centre never named the person. */
export function insuredPerson(patient: Patient, coverage: Coverage): InsuredPerson {
  if (patient.personNumber === null) throw new AppError('rule', 'coverage.not-active', 'the centre has no number for this person');
  const { schemeCode, personClassCode, insuredPlaceCode } = coverage;
  return { person: patient, personNumber: patient.personNumber, schemeCode, personClassCode, insuredPlaceCode };
}

function saveYear(
  db: WritableDb,
  coverageId: string,
  { year, stayCount, deductible, pooledFund, largeAmountBurden, askedAt }: YearToDate,
): void {
  const values = [
    ['stay-count', stayCount],
    ['deductible', deductible],
    ['pooled-fund', pooledFund],
    ['large-amount-burden', largeAmountBurden],
  ] as const;
  for (const [kind, value] of values) if (value !== null) insertAccumulator(db, coverageId, year, kind, value, askedAt);
}
