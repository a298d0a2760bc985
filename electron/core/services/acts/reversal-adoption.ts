import { nextClaim } from '../../../../shared/claim/next-claim.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { ActResult } from '../../../../shared/model/attempt-outcome.ts';
import type { StatementDifference } from '../../../../shared/model/statement.ts';
import { Money } from '../../../../shared/money/money.ts';
import { dayOf, type Instant } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import type { SavedAttempt } from '../../db/repositories/act-repository.ts';
import { type CentreEntry, entriesOfStay, insertCentreEntry } from '../../db/repositories/centre-entry-repository.ts';
import { type Encounter, saveState } from '../../db/repositories/encounter-repository.ts';
import { findCoverage, findPatient, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import { recallsOf, withdrawalOf } from '../../db/repositories/recall-repository.ts';
import { claimOf, insertSettlement, lastSettlement, saveClaim } from '../../db/repositories/settlement-repository.ts';
import type { StayMoney } from '../money/stay-money.ts';
import { forgetCreditUse, takeDrawBack } from './credit-adoption.ts';
import { endStay, giveLockBack } from '../stay/stay-end.ts';

interface Deps {
  readonly db: WritableDb;
  readonly clock: Clock;
}

/** Taking a settlement back moves money, too. */
interface MoneyDeps extends Deps {
  readonly stayMoney: StayMoney;
}
type Settled = Extract<ActResult, { kind: 'settlement' }>;
type Reversed = Extract<ActResult, { kind: 'settlement-reversal' }>;

/** The settlement was taken back: a reversal row beside it, the claim open again, the stay back at the desk. */
export function adoptSettlementReversal(deps: MoneyDeps, encounter: Encounter, result: Reversed, attempt: SavedAttempt): void {
  const { reversalNumber, reversedAt } = result;
  saveReversal(deps, encounter, { reversalNumber, settledAt: reversedAt ?? deps.clock.now(), messageId: attempt.messageId });
}

/**
 * The centre's statement shows that it took the settlement back, or never had it: our books follow. Where the statement has no row of its own for it
 * (`messageId` ""), our entry of the settlement goes with its reversal.
 */
export function bookReversal(deps: MoneyDeps, encounter: Encounter, { settlementNumber, messageId, reversal }: StatementDifference): void {
  const entry = entriesOfStay(deps.db, encounter.id).findLast((one) => !one.reversal);
  const claim = claimOf(deps.db, encounter.id);
  const final = claim === undefined ? undefined : lastSettlement(deps.db, claim.id, 'final');
  if (entry === undefined || final?.sourceMessageId == null || final.centreNumber !== settlementNumber) {
    throw new AppError('conflict', 'statement.wrong-state', 'no settlement of this number stands here', {});
  }
  const told = reversal ? messageId : '';
  saveReversal(deps, encounter, { reversalNumber: '', settledAt: entry.settledAt, messageId: told }, final.sourceMessageId);
}

interface Reversal {
  readonly reversalNumber: string;
  readonly settledAt: Instant;
  readonly messageId: string;
}

function saveReversal({ db, clock, stayMoney }: MoneyDeps, encounter: Encounter, told: Reversal, sourceMessageId = told.messageId): void {
  const claim = claimOf(db, encounter.id);
  const final = claim === undefined ? undefined : lastSettlement(db, claim.id, 'final');
  invariant(claim !== undefined && final !== undefined, 'only a settlement that stands is taken back');
  const { reversalNumber, settledAt, messageId } = told;
  insertSettlement(db, claim.id, {
    standing: 'reversal',
    sourceMessageId,
    centreNumber: reversalNumber,
    split: final.split,
    settledAt,
    pack: null,
    detailText: JSON.stringify({ of: final.id }),
  });
  saveClaim(db, claim, nextClaim(claim.state, { kind: 'reversed' }), null);
  saveState(db, encounter.id, encounter.careKind === 'outpatient' ? 'registered' : 'ward-discharged');
  stayMoney.onRecalled(encounter.id);
  forgetCreditUse(db, encounter.id);
  takeDrawBack({ db, clock }, encounter.id);
  const entry = entriesOfStay(db, encounter.id).findLast(({ reversal }) => !reversal);
  if (entry === undefined) return;
  const { id, ...settled } = entry;
  const zero = { total: Money.ZERO, fund: Money.ZERO, account: Money.ZERO };
  const negative = { total: entry.total.negated(), fund: entry.fund.negated(), account: entry.account.negated() };
  const day = dayOf(settledAt);
  // No row of the centre's: neither the settlement nor its reversal counts there, so both go from ours.
  if (messageId === '') insertCentreEntry(db, { ...settled, ...zero, reversal: true, settlementNumber: '', day, settledAt }, id);
  else insertCentreEntry(db, { ...settled, ...negative, reversal: true, settlementNumber: reversalNumber, messageId, settledAt, day });
}

/**
 * The centre has nothing of the stay any more. Where the admission itself was taken back the stay is over; else he stays on, paying himself or
 * under another coverage.
 */
export function adoptAdmissionReversal(deps: Deps, encounter: Encounter): void {
  const { db } = deps;
  const cancelled = recallsOf(db, encounter.id).some(({ depth, approved }) => depth === 'admission' && approved === true);
  if (withdrawalOf(db, encounter.id) === undefined && cancelled) endStay(deps, encounter);
  else if (withdrawalOf(db, encounter.id) !== undefined || findCoverage(db, encounter.coverageId)?.schemeCode === SELF_PAY)
    giveLockBack(deps, encounter.id);
}

/** What the centre will count for this settlement (3201), under its own words; ours where it said nothing. */
export function saveCentreEntry({ db }: Deps, encounter: Encounter, result: Settled, attempt: SavedAttempt): void {
  const patient = findPatient(db, encounter.patientId);
  const coverage = findCoverage(db, encounter.coverageId);
  invariant(patient !== undefined && coverage !== undefined, 'a stay refers to its patient and coverage');
  const { clearing, split } = result;
  const entry: Omit<CentreEntry, 'id'> = {
    stay: encounter.id,
    reversal: false,
    settlementNumber: result.settlementNumber,
    visitNumber: encounter.visitNumber ?? '',
    personNumber: patient.personNumber ?? '',
    messageId: attempt.messageId,
    schemeCode: clearing.schemeCode || coverage.schemeCode,
    clearingType: clearing.clearingType || (encounter.careKind === 'outpatient' ? OUTPATIENT : INPATIENT),
    agencyCode: clearing.agencyCode || `${coverage.insuredPlaceCode.slice(0, 4)}00`,
    settledAt: result.settledAt,
    day: dayOf(result.settledAt),
    total: split.total,
    fund: clearing.fundTotal,
    account: Money.sum([split.account, split.familyAccount]),
    assumed: [clearing.schemeCode, clearing.clearingType, clearing.agencyCode].includes(''),
  };
  insertCentreEntry(db, entry);
}

const INPATIENT = '21';
const OUTPATIENT = '11';
