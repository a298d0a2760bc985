import type { AmountRange, Strip } from '../../../../shared/contract/common-schemas.ts';
import { visitStanding } from '../../../../shared/claim/visit-steps.ts';
import { standing } from '../../../../shared/claim/recall-steps.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { Money } from '../../../../shared/money/money.ts';
import { ageOn, type CalendarDate } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { type Act, actsOf } from '../../db/repositories/act-repository.ts';
import { chargeTotals } from '../../db/repositories/charge-repository.ts';
import { otherTotal } from '../../db/repositories/charge-share-repository.ts';
import { type Encounter, findEncounter } from '../../db/repositories/encounter-repository.ts';
import { standingInterims } from '../../db/repositories/interim-repository.ts';
import { findOrder } from '../../db/repositories/order-repository.ts';
import { findCoverage, findPatient, type Patient } from '../../db/repositories/patient-repository.ts';
import { withdrawalOf } from '../../db/repositories/recall-repository.ts';
import { claimOf, type CreditEntry, creditEntries, lastSettlement } from '../../db/repositories/settlement-repository.ts';
import { findVisitOrder } from '../../db/repositories/visit-repository.ts';
import { coverageLabel } from '../desk/coverage-words.ts';
import { selfPayAgain } from '../settlement/recall-gates.ts';
import { stayBalance } from '../money/stay-money.ts';
import type { EstimateService } from '../settlement/estimate-service.ts';

export interface StripDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
  /** Names of installed regions by code. */
  readonly places: () => ReadonlyMap<string, string>;
}

/** The strip on top of every screen: who, where, how he pays, and whether deposit and lock hold what he is expected to bear. */
export class StripService {
  readonly #deps: StripDeps;

  constructor(deps: StripDeps) {
    this.#deps = deps;
  }

  /** Errors: not-found/encounter.not-found. */
  of(encounterId: EncounterId): Strip {
    const encounter = findEncounter(this.#deps.db, encounterId);
    if (encounter === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    return this.from(encounter);
  }

  from(encounter: Encounter): Strip {
    const { db, clock, places } = this.#deps;
    const patient = findPatient(db, encounter.patientId);
    const order = placeOfCare(db, encounter);
    const coverage = findCoverage(db, encounter.coverageId);
    invariant(patient !== undefined && order !== undefined && coverage !== undefined, 'a stay refers to its patient, order and coverage');
    const { total, count } = chargeTotals(db, encounter.orderNumber);
    const entries = creditEntries(db, encounter.id);
    const burden = this.#burden(encounter);
    const covered = coveredOf(entries);
    const { held, owed, awaitingDraw } = stayBalance(db, encounter.id);
    const parts = standingInterims(db, encounter.id);
    // What an interim settlement settled is expected no more: its share is a debt, as far as it was not paid.
    const owedOfParts = parts.length === 0 ? Money.ZERO : owed;
    const settledTotal = Money.sum(parts.map((part) => part.total));
    return {
      encounterId: encounter.id,
      patient: toPatientView(patient, clock.today()),
      careKind: encounter.careKind,
      stayNumber: encounter.stayNumber,
      department: order.department,
      bed: order.bed,
      coverageLabel: coverageLabel(coverage, places()),
      door: encounter.door,
      state: encounter.state,
      registration: registrationOf(actsOf(db, encounter.id)),
      admittedAt: encounter.admittedAt,
      wardLeftAt: encounter.wardLeftAt,
      chargesTotal: total,
      chargeCount: count,
      depositBalance: held,
      creditLocked: covered,
      creditState: creditStateOf(encounter, actsOf(db, encounter.id), entries),
      expectedBurden: burden?.range ?? null,
      balance:
        burden === null
          ? withoutEstimate(encounter, held.plus(covered).minus(owedOfParts).minus(total.minus(settledTotal)))
          : balanceOf(burden, held.plus(covered).minus(owedOfParts), held.minus(owed).plus(awaitingDraw)),
      final: burden?.final ?? false,
      selfPay: withdrawalOf(db, encounter.id) !== undefined,
    };
  }

  /** Official once the centre settled, or once he pays all of it himself; before that of the charges so far, and of the doctor's plan while there are none. */
  #burden(encounter: Encounter): { readonly range: AmountRange; readonly final: boolean } | null {
    // A stay that was taken back costs nothing; what is still held goes back.
    if (encounter.state === 'cancelled') return { range: { least: Money.ZERO, most: Money.ZERO }, final: true };
    if (withdrawalOf(this.#deps.db, encounter.id) !== undefined) {
      const { total } = chargeTotals(this.#deps.db, encounter.orderNumber);
      return { range: { least: total, most: total }, final: !selfPayAgain(this.#deps.db, encounter.id) };
    }
    const claim = claimOf(this.#deps.db, encounter.id);
    const final = claim === undefined ? undefined : lastSettlement(this.#deps.db, claim.id, 'final');
    // Another payer's lines are no part of the claim, and owed here all the same.
    const beside = otherTotal(this.#deps.db, encounter.orderNumber);
    const range = (least: Money, most: Money) => ({ least: least.plus(beside), most: most.plus(beside) });
    if (final !== undefined) return { range: range(final.split.burden, final.split.burden), final: true };
    const guess = this.#deps.estimates.expected(encounter);
    if (guess.kind === 'none') return null;
    return { range: range(guess.range.least.burden, guess.range.most.burden), final: false };
  }
}

/** Expected: what covers him less what he is expected to bear. Once the centre settled: what the books say he owes, below zero, or gets back. */
function balanceOf({ range, final }: { readonly range: AmountRange; readonly final: boolean }, cover: Money, books: Money): AmountRange {
  return final ? { least: books, most: books } : { least: cover.minus(range.most), most: cover.minus(range.least) };
}

/** What nobody can estimate may all be his: nothing but what covers him stands against his charges. Of a visit nothing is held beforehand. */
const withoutEstimate = ({ careKind }: Encounter, left: Money): AmountRange | null =>
  careKind === 'inpatient' ? { least: left, most: left } : null;

/** Where he is looked after: a stay's ward and bed, a visit's department. */
function placeOfCare(
  db: ReadableDb,
  { careKind, orderNumber }: Encounter,
): { readonly department: string; readonly bed: string } | undefined {
  if (careKind === 'outpatient') {
    const visit = findVisitOrder(db, orderNumber);
    return visit === undefined ? undefined : { department: visit.department.name, bed: '' };
  }
  const order = findOrder(db, orderNumber);
  return order === undefined ? undefined : { department: order.department.name, bed: order.bed };
}

/** 2102**********0012: the first four and the last four. */
export const maskNumber = (number: string): string =>
  number.length <= 8 ? '*'.repeat(number.length) : `${number.slice(0, 4)}${'*'.repeat(number.length - 8)}${number.slice(-4)}`;

export function toPatientView(patient: Patient, today: CalendarDate): Strip['patient'] {
  return {
    patientId: patient.id,
    name: patient.name,
    sex: patient.sex,
    birthOn: patient.birthOn,
    age: patient.birthOn === null ? null : ageOn(patient.birthOn, today),
    maskedCertNumber: maskNumber(patient.certNumber),
    phone: patient.phone,
  };
}

/** What the credit carries of this stay: locked or already drawn, without what was given back. */
export function coveredOf(entries: readonly CreditEntry[]): Money {
  const sum = (wanted: CreditEntry['kind']) => Money.sum(entries.filter(({ kind }) => kind === wanted).map(({ amount }) => amount));
  return sum('lock').plus(sum('raise')).minus(sum('release'));
}

function registrationOf(acts: readonly Act[]): Strip['registration'] {
  const visit = acts.findLast(({ kind }) => kind === 'visit')?.state;
  if (visit !== undefined)
    return visitStanding(acts).visit === null && visit === 'acknowledged' ? 'reversed' : visit === 'withdrawn' ? 'none' : visit;
  const state = acts.findLast(({ kind }) => kind === 'admission')?.state ?? 'none';
  if (state === 'acknowledged' && !standing(acts).has('admission')) return 'reversed';
  return state === 'withdrawn' ? 'reversed' : state;
}

function creditStateOf(encounter: Encounter, acts: readonly Act[], entries: readonly CreditEntry[]): Strip['creditState'] {
  if (encounter.door !== 'credit') return 'none';
  const times = (wanted: CreditEntry['kind']) => entries.filter(({ kind }) => kind === wanted).length;
  if (times('draw') > times('draw-reversal')) return 'drawn';
  if (times('draw-reversal') > 0) return 'locked';
  if (entries.some(({ kind }) => kind === 'release')) return 'released';
  if (entries.some(({ kind }) => kind === 'lock')) return 'locked';
  const lock = acts.find(({ kind }) => kind === 'credit-lock')?.state;
  if (lock === 'rejected') return 'refused';
  return lock === 'unknown' ? 'unknown' : 'requested';
}
