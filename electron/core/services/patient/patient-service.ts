import type { PatientFile, PersonRow } from '../../../../shared/contract/patient-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { PatientId } from '../../../../shared/identity/ids.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { findEncounter, openEncounterOf } from '../../db/repositories/encounter-repository.ts';
import { aidOn, lastFilingReading, lastHardship } from '../../db/repositories/filing-repository.ts';
import { lastCredentialCheck } from '../../db/repositories/identity-repository.ts';
import { waitingOrders } from '../../db/repositories/order-repository.ts';
import { papersOf } from '../../db/repositories/paper-repository.ts';
import {
  type Coverage,
  coveragesOf,
  findPatient,
  lastCreditStanding,
  lastEligibility,
  type Patient,
  SELF_PAY,
} from '../../db/repositories/patient-repository.ts';
import { encountersOf, findPeople, mergedEncountersOf, seenAt } from '../../db/repositories/people-repository.ts';
import { lastChronicReading } from '../../db/repositories/premium-repository.ts';
import { mergesOf } from '../../db/repositories/stay-repository.ts';
import { toCoverageView, toEligibilityView } from '../admission/admission-view.ts';
import { isVerifiedPatient } from '../admission/lookup-service.ts';
import { stayBalance } from '../money/stay-money.ts';
import type { EstimateService } from '../settlement/estimate-service.ts';
import { type StripService, toPatientView } from '../stay/strip-service.ts';

export interface PatientDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly strips: StripService;
  readonly estimates: EstimateService;
  readonly places: () => ReadonlyMap<string, string>;
}

const HISTORY_MOST = 50;
const AMOUNTS = ['deductible', 'pooled-fund', 'large-amount-burden'] as const;

type Insured = PatientFile['insured'][number];

/** 病人信息: who he is, what he is entitled to, how old each fact is, and what was done with him here. */
export class PatientService {
  readonly #deps: PatientDeps;

  constructor(deps: PatientDeps) {
    this.#deps = deps;
  }

  find(search: string): readonly PersonRow[] {
    const { db, clock } = this.#deps;
    return findPeople(db, search).flatMap((id): PersonRow[] => {
      const patient = findPatient(db, id);
      if (patient === undefined) return [];
      const { patientId, sex, age, maskedCertNumber } = toPatientView(patient, clock.today());
      const open = openEncounterOf(db, id);
      const openStay = open === undefined ? null : { encounterId: open.id, stayNumber: open.stayNumber };
      return [{ patientId, name: maskName(patient.name), sex, age, maskedCertNumber, seenAt: seenAt(db, id), openStay }];
    });
  }

  /** Errors: patient.not-found. */
  view(patientId: PatientId): PatientFile {
    const { db, clock, strips } = this.#deps;
    const patient = this.#patient(patientId);
    const check = lastCredentialCheck(db, patientId);
    const standing = lastCreditStanding(db, patientId);
    const ids = encountersOf(db, patientId, HISTORY_MOST);
    return {
      patient: toPatientView(patient, clock.today()),
      identity: { by: check?.kind ?? null, at: check?.at ?? null, verified: isVerifiedPatient(db, patientId) },
      insured: coveragesOf(db, patientId)
        .filter(({ schemeCode }) => schemeCode !== SELF_PAY)
        .map((coverage) => this.#insured(coverage)),
      hardship: this.#hardship(patientId),
      credit:
        standing === undefined
          ? null
          : { standing: standing.standing, limit: standing.limit, available: standing.available, asOf: standing.asOf },
      history: ids.map((id) => strips.of(id)),
      owed: Money.sum(ids.map((id) => stayBalance(db, id).due)),
      merges: this.#merges(patientId),
      papers: ids
        .flatMap((id) => {
          const stayNumber = findEncounter(db, id)?.stayNumber ?? '';
          return papersOf(db, id).map(({ kind, fileName, madeAt }) => ({ stayNumber, kind, file: fileName, madeAt }));
        })
        .toSorted((a, b) => b.madeAt.localeCompare(a.madeAt)),
      orders: waitingOrders(db, patient.certNumber).map(({ orderNumber }) => orderNumber),
    };
  }

  /** The whole number, for whoever asked, and noted. Errors: patient.not-found. */
  certificate(patientId: PatientId, clerkId: string): string {
    const { db, clock } = this.#deps;
    const { certNumber } = this.#patient(patientId);
    insertAudit(db, { at: clock.now(), clerkId, event: 'certificate-shown', subjectId: patientId, facts: {} });
    return certNumber;
  }

  #patient(patientId: PatientId): Patient {
    const patient = findPatient(this.#deps.db, patientId);
    if (patient === undefined) throw new AppError('not-found', 'patient.not-found', 'no such patient');
    return patient;
  }

  #insured(coverage: Coverage): Insured {
    const { db, clock, places } = this.#deps;
    const filings = lastFilingReading(db, coverage.id);
    const chronic = lastChronicReading(db, coverage.id);
    return {
      coverage: toCoverageView(db, coverage, places()),
      eligibility: toEligibilityView(lastEligibility(db, coverage.id)),
      year: Number(clock.today().slice(0, 4)),
      values: this.#values(coverage),
      filings:
        filings === undefined
          ? null
          : {
              age: { source: filings.source, asOf: filings.asOf },
              list: filings.filings.map(({ category, filedOn, from, until, place }) => ({
                category,
                filedOn,
                from,
                until,
                place: place ?? null,
              })),
            },
      chronic:
        chronic === undefined
          ? null
          : { names: chronic.registrations.map(({ name }) => name), age: { source: 'centre', asOf: chronic.asOf } },
    };
  }

  /** Every value of the year has a row, also one that nobody has asked about: what is not known must be seen. */
  #values(coverage: Coverage): Insured['values'] {
    const { clock, estimates } = this.#deps;
    const year = Number(clock.today().slice(0, 4));
    const count = estimates.yearReading(coverage, year, 'stay-count');
    const value = (kind: Insured['values'][number]['kind'], amount: Money | null, asOf: Instant | null) => ({
      kind,
      amount,
      count: null as number | null,
      age: asOf === null ? null : { source: 'centre' as const, asOf },
      fresh: asOf !== null && estimates.isFresh(asOf),
    });
    const outpatient = estimates.outpatientYear(coverage, year);
    return [
      { ...value('stay-count', null, count?.asOf ?? null), count: count?.value ?? null },
      ...AMOUNTS.map((kind) => {
        const reading = estimates.yearReading(coverage, year, kind);
        return value(kind, reading === undefined ? null : Money.fromFen(reading.value), reading?.asOf ?? null);
      }),
      value('outpatient-deductible', outpatient?.deductible ?? null, outpatient?.asOf ?? null),
      value('outpatient-fund', outpatient?.fund ?? null, outpatient?.asOf ?? null),
      value('account-balance', coverage.balance, coverage.balance === null ? null : coverage.asOf),
    ];
  }

  #hardship(patientId: PatientId): PatientFile['hardship'] {
    const { db, clock } = this.#deps;
    const reading = lastHardship(db, patientId);
    if (reading === undefined) return null;
    const { words, until, source, asOf } = reading;
    return { aid: aidOn(db, patientId, clock.today()), words, until, age: { source, asOf } };
  }

  #merges(patientId: PatientId): PatientFile['merges'] {
    const { db } = this.#deps;
    const nameOf = (id: PatientId) => maskName(findPatient(db, id)?.name ?? '');
    return mergedEncountersOf(db, patientId).flatMap((id) =>
      mergesOf(db, id).map(({ kind, fromPatientId, toPatientId, reason, at }) => ({
        kind,
        stayNumber: findEncounter(db, id)?.stayNumber ?? '',
        from: nameOf(fromPatientId),
        to: nameOf(toPatientId),
        reason,
        at,
      })),
    );
  }
}
