import { randomUUID } from 'node:crypto';
import { nextClaim } from '../../../shared/claim/next-claim.ts';
import { invariant } from '../../../shared/errors/invariant.ts';
import type { IdempotencyKey } from '../../../shared/identity/ids.ts';
import type { ActResult } from '../../../shared/model/attempt-outcome.ts';
import { Money } from '../../../shared/money/money.ts';
import { dayOf } from '../../../shared/time/calendar-date.ts';
import type { Clock } from '../clock.ts';
import type { WritableDb } from '../db/database.ts';
import { actsOf, insertAct, insertCreditOrder, type SavedAttempt } from '../db/repositories/act-repository.ts';
import { type CentreEntry, entriesOfStay, insertCentreEntry } from '../db/repositories/centre-entry-repository.ts';
import { type Encounter, saveState } from '../db/repositories/encounter-repository.ts';
import { findCoverage, findPatient } from '../db/repositories/patient-repository.ts';
import { withdrawalOf } from '../db/repositories/recall-repository.ts';
import { claimOf, creditEntries, insertSettlement, lastSettlement, saveClaim } from '../db/repositories/settlement-repository.ts';
import { coveredOf } from './strip-service.ts';

interface Deps {
  readonly db: WritableDb;
  readonly clock: Clock;
}
type Settled = Extract<ActResult, { kind: 'settlement' }>;
type Reversed = Extract<ActResult, { kind: 'settlement-reversal' }>;

/** The settlement was taken back: a reversal row beside it, the claim open again, the stay back at the desk. */
export function adoptSettlementReversal({ db, clock }: Deps, encounter: Encounter, result: Reversed, attempt: SavedAttempt): void {
  const claim = claimOf(db, encounter.id);
  const final = claim === undefined ? undefined : lastSettlement(db, claim.id, 'final');
  invariant(claim !== undefined && final !== undefined, 'only a settlement that stands is taken back');
  const settledAt = result.reversedAt ?? clock.now();
  insertSettlement(db, claim.id, {
    standing: 'reversal',
    sourceMessageId: attempt.messageId,
    centreNumber: result.reversalNumber,
    split: final.split,
    settledAt,
    pack: null,
    detailText: JSON.stringify({ of: final.id }),
  });
  saveClaim(db, claim, nextClaim(claim.state, { kind: 'reversed' }), null);
  saveState(db, encounter.id, 'ward-discharged');
  const entry = entriesOfStay(db, encounter.id).findLast(({ reversal }) => !reversal);
  if (entry === undefined) return;
  const { id: _id, ...settled } = entry;
  insertCentreEntry(db, {
    ...settled,
    ...{ reversal: true, settlementNumber: result.reversalNumber, messageId: attempt.messageId, settledAt, day: dayOf(settledAt) },
    ...{ total: entry.total.negated(), fund: entry.fund.negated(), account: entry.account.negated() },
  });
}

/** The centre has nothing of the stay any more: it is over, unless the patient stays on paying himself. The bank's lock goes back. */
export function adoptAdmissionReversal({ db, clock }: Deps, encounter: Encounter): void {
  if (withdrawalOf(db, encounter.id) === undefined) saveState(db, encounter.id, 'cancelled');
  const held = coveredOf(creditEntries(db, encounter.id));
  const released = actsOf(db, encounter.id).some(({ kind, state }) => kind === 'credit-release' && state !== 'withdrawn');
  if (held.isZero() || released) return;
  const key = randomUUID() as IdempotencyKey;
  const act = { kind: 'credit-release', encounterId: encounter.id, key, clerkId: null, createdAt: clock.now(), deadlineAt: null } as const;
  insertCreditOrder(db, insertAct(db, act), held);
}

/** What the centre will count for this settlement (3201), under its own words; ours where it said nothing. */
export function saveCentreEntry({ db }: Deps, encounter: Encounter, result: Settled, attempt: SavedAttempt): void {
  const patient = findPatient(db, encounter.patientId);
  const coverage = findCoverage(db, encounter.coverageId);
  invariant(patient !== undefined && coverage !== undefined, 'a stay refers to its patient and coverage');
  const { clearing, split } = result;
  const entry: Omit<CentreEntry, 'id'> = {
    encounterId: encounter.id,
    reversal: false,
    settlementNumber: result.settlementNumber,
    visitNumber: encounter.visitNumber ?? '',
    personNumber: patient.personNumber ?? '',
    messageId: attempt.messageId,
    schemeCode: clearing.schemeCode || coverage.schemeCode,
    clearingType: clearing.clearingType || INPATIENT,
    agencyCode: clearing.agencyCode || `${coverage.insuredPlaceCode.slice(0, 4)}00`,
    settledAt: result.settledAt,
    day: dayOf(result.settledAt),
    total: split.total,
    fund: clearing.fundTotal,
    account: Money.sum([split.account, split.familyAccount]),
  };
  insertCentreEntry(db, entry);
}

const INPATIENT = '21';
