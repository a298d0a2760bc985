import { AppError } from '../../../../shared/errors/app-error.ts';
import { personClassOf, schemeOf } from '../../../../shared/model/insured-words.ts';
import type { EstimateRange } from '../../../../shared/model/settlement.ts';
import {
  type Accumulator,
  type Accumulators,
  type AidClass,
  type CareKind,
  type Charges,
  type FilingKind,
  NO_ACCUMULATORS,
  type SettlementCase,
} from '../../../../shared/model/settlement-case.ts';
import { netLines, type VisitType } from '../../../../shared/model/visit.ts';
import { Money } from '../../../../shared/money/money.ts';
import { findPacks } from '../../../../shared/policy/find-packs.ts';
import type { RulePacks } from '../../../../shared/policy/pack.ts';
import { estimateRange } from '../../../../shared/rules/estimate-range.ts';
import type { ChargeItem } from '../../../../shared/model/stay.ts';
import { type CalendarDate, dayOf, type Instant, millisecondsOf } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { gradesOf } from '../../db/repositories/catalogue-repository.ts';
import { chargesOf } from '../../db/repositories/charge-repository.ts';
import { sharesOf } from '../../db/repositories/charge-share-repository.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { aidOn } from '../../db/repositories/filing-repository.ts';
import { settledLines, standingInterims } from '../../db/repositories/interim-repository.ts';
import { findOrder } from '../../db/repositories/order-repository.ts';
import { type Coverage, findCoverage, findPatient, type Patient, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import { findVisitOrder, visitChoice } from '../../db/repositories/visit-repository.ts';
import { type AccumulatorKind, lastAccumulator, lastOutpatientYear, type OutpatientYear } from '../../db/repositories/year-repository.ts';
import { type CareBegin, filingKindAt } from '../admission/filing-service.ts';
import type { HospitalFacts } from '../desk/hospital-facts.ts';
import type { PolicyShelf } from '../desk/policy-shelf.ts';

export interface EstimateDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly shelf: () => PolicyShelf;
  readonly hospital: HospitalFacts;
  readonly freshForHours: number;
  /** So long the centre's queries may follow its books late. */
  readonly visibleAfterSeconds: number;
}

/** An estimate with the case it was made of, or the reason why there is none (无法预估 is a normal state). */
export type Guess =
  | { readonly kind: 'estimate'; readonly claim: SettlementCase; readonly packs: RulePacks; readonly range: EstimateRange }
  | { readonly kind: 'none'; readonly because: string };

/** Gathers what the rules need from the tables and asks them. Saves nothing. */
export class EstimateService {
  readonly #deps: EstimateDeps;
  readonly #known = new Map<string, Guess>();
  #at: { readonly stand: string; readonly shelf: PolicyShelf | null } = { stand: '', shelf: null };

  constructor(deps: EstimateDeps) {
    this.#deps = deps;
  }

  /** Of the doctor's plan, before admission. `begin.on`: the day whose law holds. `assumed`: as if he had filed so. */
  ofPlan(
    patient: Patient,
    coverage: Coverage,
    plan: { readonly total: Money; readonly selfPaid: Money; readonly firstShare: Money },
    begin: CareBegin,
    assumed?: FilingKind,
  ): Guess {
    const filing = assumed ?? this.filingKind(coverage, begin);
    return this.#guess(
      patient,
      coverage,
      { kind: 'sums', sums: { ...plan, overCap: Money.ZERO } },
      { on: begin.on, care: begin.care },
      filing,
    );
  }

  /** How a stay of this coverage counts by what is known of its filings. */
  filingKind(coverage: Coverage, begin: CareBegin): FilingKind {
    return filingKindAt(this.#deps, coverage, begin);
  }

  /** Of the charge lines that came so far. The law is that of the day the patient left the ward, or of today while he is in. */
  ofStay(encounter: Encounter): Guess {
    const { db } = this.#deps;
    // What a transaction wrote may be taken back without a trace in the counts.
    if (db.inTransaction) return this.#ofStay(encounter);
    const [stand, shelf] = [this.#stand(), this.#deps.shelf()];
    if (stand !== this.#at.stand || shelf !== this.#at.shelf) this.#known.clear();
    this.#at = { stand, shelf };
    const key = JSON.stringify(encounter);
    const guess = this.#known.get(key) ?? this.#ofStay(encounter);
    this.#known.set(key, guess);
    return guess;
  }

  /** Changes with every row that anybody writes, and with the minute: a page asks for the same estimate several times. */
  #stand(): string {
    const { db, clock } = this.#deps;
    const written = db.prepare('SELECT total_changes()').pluck().get() as number;
    return `${written} ${db.pragma('data_version', { simple: true }) as number} ${clock.now().slice(0, 16)}`;
  }

  /** Of some of a stay's lines alone, by the law of a day. */
  ofPart(encounter: Encounter, lines: readonly ChargeItem[], on: CalendarDate): Guess {
    return this.#ofStay(encounter, { on, lines: new Set(lines.map(({ lineNumber }) => lineNumber)) });
  }

  #ofStay(encounter: Encounter, part?: { readonly on: CalendarDate; readonly lines: ReadonlySet<string> }): Guess {
    const { db, clock } = this.#deps;
    const patient = findPatient(db, encounter.patientId);
    const coverage = findCoverage(db, encounter.coverageId);
    if (patient === undefined || coverage === undefined) return { kind: 'none', because: 'no-coverage' };
    if (encounter.careKind === 'outpatient') return this.#ofVisit(encounter, patient, coverage);
    const on = part?.on ?? (encounter.wardLeftAt === null ? clock.today() : dayOf(encounter.wardLeftAt));
    const grades = gradesOf(db, encounter.orderNumber);
    // What somebody else owes is no part of the claim, and what was settled while the stay went on is none any more.
    const shares = sharesOf(db, encounter.orderNumber);
    const settled = settledLines(db, encounter.orderNumber);
    const open = ({ lineNumber }: ChargeItem) =>
      shares.get(lineNumber) !== 'other' && !settled.has(lineNumber) && part?.lines.has(lineNumber) !== false;
    const insured = chargesOf(db, encounter.orderNumber).filter(open);
    const lines = insured.map(({ lineNumber, itemCode, quantity, amount }) => ({
      id: lineNumber,
      code: itemCode,
      quantity,
      amount,
      grade: grades.get(itemCode) ?? null,
    }));
    if (lines.length === 0) return { kind: 'none', because: 'no-charges' };
    const begin = this.#beginOf(encounter);
    const rest = settled.size === 0 ? undefined : this.#afterParts(encounter, coverage, on);
    return this.#guess(patient, coverage, { kind: 'lines', lines }, { on, care: begin.care }, this.filingKind(coverage, begin), rest);
  }

  /** The deductible of a stay is taken once, whatever parts of it were settled before. */
  #afterParts(encounter: Encounter, coverage: Coverage, on: CalendarDate): VisitPart {
    const parts = standingInterims(this.#deps.db, encounter.id);
    const taken = Money.sum(parts.map(({ settlement }) => settlement.split.deductible));
    const asOf = parts.at(-1)?.settlement.settledAt ?? encounter.admittedAt;
    const deductibleInStay = { value: taken, source: 'centre', asOf, freshness: 'fresh', atMost: null } as const;
    return { account: null, accumulators: { ...this.#accumulators(coverage, Number(on.slice(0, 4))), deductibleInStay } };
  }

  /** Of what is charged of a visit now. Its own account counts where the clerk chose it; a relative's never: nobody here knows what lies on it. */
  #ofVisit(encounter: Encounter, patient: Patient, coverage: Coverage): Guess {
    const { db } = this.#deps;
    const order = findVisitOrder(db, encounter.orderNumber);
    const lines = netLines(chargesOf(db, encounter.orderNumber));
    if (order === undefined || lines.length === 0) return { kind: 'none', because: 'no-charges' };
    const care = careKindOfVisit(order.visitType);
    const on = dayOf(order.visitedAt);
    const grades = gradesOf(db, encounter.orderNumber);
    const claimed = lines.map(({ lineNumber, itemCode, quantity, amount }) => ({
      id: lineNumber,
      code: itemCode,
      quantity,
      amount,
      grade: grades.get(itemCode) ?? null,
    }));
    const filing = this.filingKind(coverage, { on, emergency: order.visitType === 'emergency', care });
    const account = visitChoice(db, encounter.id).account === 'own' ? coverage.balance : null;
    const accumulators = this.#visitAccumulators(coverage, Number(on.slice(0, 4)));
    return this.#guess(patient, coverage, { kind: 'lines', lines: claimed }, { on, care }, filing, { account, accumulators });
  }

  /** Ordinary outpatient care counts apart from stays. */
  #visitAccumulators(coverage: Coverage, year: number): Accumulators {
    const last = this.outpatientYear(coverage, year);
    const known = (value: Money | null): Accumulator<Money> | null =>
      last === undefined || value === null
        ? null
        : { value, source: 'centre', asOf: last.asOf, freshness: this.isFresh(last.asOf) ? 'fresh' : 'stale', atMost: null };
    return { ...NO_ACCUMULATORS, deductible: known(last?.deductible ?? null), pooledFund: known(last?.fund ?? null) };
  }

  /** What the stay is expected to cost him: of its charges, and of the doctor's plan while none came. */
  expected(encounter: Encounter): Guess {
    const { db, clock } = this.#deps;
    const guess = this.ofStay(encounter);
    if (guess.kind === 'estimate' || guess.because !== 'no-charges') return guess;
    // All of it was settled in between: the plan was for that.
    if (standingInterims(db, encounter.id).length > 0) return guess;
    const patient = findPatient(db, encounter.patientId);
    const coverage = findCoverage(db, encounter.coverageId);
    const order = findOrder(db, encounter.orderNumber);
    if (patient === undefined || coverage === undefined || order === undefined) return guess;
    return this.ofPlan(patient, coverage, order.plan, { ...this.#beginOf(encounter), on: clock.today() });
  }

  /** A filing is judged by the first day of care, whatever the day of the estimate. */
  #beginOf(encounter: Encounter): CareBegin {
    const order = findOrder(this.#deps.db, encounter.orderNumber);
    return { on: dayOf(encounter.admittedAt), emergency: order?.route === 'emergency', care: order?.careKind ?? 'inpatient' };
  }

  #guess(
    patient: Patient,
    coverage: Coverage,
    charges: Charges,
    { on, care }: Pick<CareBegin, 'on' | 'care'>,
    filing: FilingKind,
    visit?: VisitPart,
  ): Guess {
    const { db, shelf, hospital } = this.#deps;
    if (coverage.schemeCode === SELF_PAY) return { kind: 'none', because: 'self-pay' };
    const scheme = schemeOf(coverage.schemeCode);
    const person = personClassOf(coverage.personClassCode);
    if (scheme === null || person === null) return { kind: 'none', because: 'unknown-scheme' };
    if (patient.birthOn === null) return { kind: 'none', because: 'no-birth-day' };
    try {
      const packs = findPacks(shelf().packs, { insured: coverage.insuredPlaceCode, care: hospital.region });
      const claim: SettlementCase = {
        patient: { birthOn: patient.birthOn },
        coverage: { region: coverage.insuredPlaceCode, scheme, person, ...aidPart(aidOn(db, patient.id, on)) },
        filing,
        provider: hospital,
        care: { kind: care, on },
        charges,
        accumulators: visit?.accumulators ?? this.#accumulators(coverage, Number(on.slice(0, 4))),
        account: visit?.account ?? null,
        credit: null,
      };
      return { kind: 'estimate', claim, packs, range: estimateRange(claim, packs) };
    } catch (error) {
      if (error instanceof AppError && (error.kind === 'rule' || error.kind === 'validation')) return { kind: 'none', because: error.code };
      throw error;
    }
  }

  #accumulators(coverage: Coverage, year: number): Accumulators {
    const amount = (kind: AccumulatorKind) => this.#accumulator(coverage, year, kind, Money.fromFen);
    return {
      stays: this.#accumulator(coverage, year, 'stay-count', (count) => count),
      deductible: amount('deductible'),
      base: null,
      pooledFund: amount('pooled-fund'),
      burden: amount('large-amount-burden'),
      supplement: null,
    };
  }

  #accumulator<T>(coverage: Coverage, year: number, kind: AccumulatorKind, read: (value: number) => T): Accumulator<T> | null {
    const row = this.yearReading(coverage, year, kind);
    if (row === undefined) return null;
    return {
      value: read(row.value),
      source: 'centre',
      asOf: row.asOf,
      freshness: this.isFresh(row.asOf) ? 'fresh' : 'stale',
      atMost: null,
    };
  }

  /** What the centre last said of a year that does not count anything taken back since: a count for stay-count, else fen. */
  yearReading(coverage: Coverage, year: number, kind: AccumulatorKind): { readonly value: number; readonly asOf: Instant } | undefined {
    const { db, visibleAfterSeconds } = this.#deps;
    return lastAccumulator(db, coverage.id, year, kind, visibleAfterSeconds * 1_000);
  }

  /** The same of ordinary outpatient care. */
  outpatientYear(coverage: Coverage, year: number): OutpatientYear | undefined {
    const { db, visibleAfterSeconds } = this.#deps;
    return lastOutpatientYear(db, coverage.id, year, visibleAfterSeconds * 1_000);
  }

  /** A value of the year that is older than the hospital's limit may have changed elsewhere. */
  isFresh(asOf: Instant): boolean {
    const { clock, freshForHours } = this.#deps;
    return clock.milliseconds() - millisecondsOf(asOf) <= freshForHours * 3_600_000;
  }
}

/** What is known of a case beside its charges. */
interface VisitPart {
  readonly account: Money | null;
  readonly accumulators: Accumulators;
}

/** An emergency is ordinary outpatient care; only its conditions differ. */
export const careKindOfVisit = (visitType: VisitType): CareKind => (visitType === 'chronic' ? 'chronic-outpatient' : 'outpatient');

/** Absent where there is none: a case without assistance is the usual one. */
const aidPart = (aid: AidClass): { readonly aid?: AidClass } => (aid === 'none' ? {} : { aid });
