import type { Pending, ShiftSheet } from '../../../../shared/contract/books-schemas.ts';
import { depositSheet, meansSheet, movedOn, settlementSheet, tillSheet } from '../../../../shared/ledger/books.ts';
import type { Posting } from '../../../../shared/model/ledger.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import type { ReadableDb } from '../../db/database.ts';
import { otherTotal } from '../../db/repositories/charge-share-repository.ts';
import { queueSummary } from '../../db/repositories/queue-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { balanceOf, balanceUpTo, lastPosting, postingsOf } from '../../db/repositories/ledger-repository.ts';
import { findPatient } from '../../db/repositories/patient-repository.ts';
import { unknownWalletOrders } from '../../db/repositories/payment-repository.ts';
import { type Shift, staysOfShift } from '../../db/repositories/shift-repository.ts';
import type { EstimateService } from '../settlement/estimate-service.ts';

export interface SheetDeps {
  readonly db: ReadableDb;
  readonly estimates: EstimateService;
}

/** The sheets of a shift as they stand now, from the postings of its till alone. */
export function shiftSheet(deps: SheetDeps, shift: Shift): { readonly sheet: ShiftSheet; readonly postings: readonly Posting[] } {
  const { db } = deps;
  const postings = postingsOf(db, { shiftId: shift.id });
  const opening = balanceUpTo(db, 'deposit', shift.openedAfterId).negated();
  const mine = depositSheet(opening, postings);
  const closing = balanceUpTo(db, 'deposit', lastPosting(db)?.id ?? 0).negated();
  const sheet: ShiftSheet = {
    till: tillSheet(postings),
    means: [...meansSheet(postings)],
    deposits: { ...mine, elsewhere: closing.minus(mine.closing), closing, receipts: receiptsOf(postings) },
    settlements: { ...settlementSheet(postings) },
    pending: pendingOf(deps, shift, postings),
    postings: postings.length,
  };
  return { sheet, postings };
}

export function receiptsOf(postings: readonly Posting[]): ShiftSheet['deposits']['receipts'] {
  const numbers = postings.flatMap(({ receiptNumber }) => receiptNumber ?? []);
  return { count: numbers.length, first: numbers[0] ?? null, last: numbers.at(-1) ?? null };
}

/** What is not finished: counted and named, but in no total. */
function pendingOf(deps: SheetDeps, shift: Shift, postings: readonly Posting[]): Pending[] {
  const queue = queueSummary(deps.db);
  const counted = (matter: Pending['matter'], count: number): Pending[] =>
    count === 0 ? [] : [{ matter, stayNumber: null, patientName: null, amount: null, estimate: null, count }];
  const stays = new Set([...staysOfShift(deps.db, shift.id), ...postings.flatMap(({ encounterId }) => encounterId ?? [])]);
  return [
    ...counted('outcome-unknown', queue.unknown),
    ...counted('waiting', queue.waiting),
    ...counted('payment-unknown', unknownWalletOrders(deps.db).filter(({ shiftId }) => shiftId === shift.id).length),
    ...[...stays].flatMap((stay) => pendingOfStay(deps, stay)),
  ];
}

function pendingOfStay({ db, estimates }: SheetDeps, encounterId: EncounterId): Pending[] {
  const encounter = findEncounter(db, encounterId);
  if (encounter === undefined) return [];
  const { stayNumber, patientId } = encounter;
  const base = { stayNumber, patientName: maskName(findPatient(db, patientId)?.name ?? ''), amount: null, estimate: null, count: 1 };
  if (encounter.state === 'left-unsettled') {
    const guess = estimates.expected(encounter);
    const beside = otherTotal(db, encounter.orderNumber);
    const { least, most } = guess.kind === 'none' ? { least: null, most: null } : guess.range;
    const estimate = least === null ? null : { least: least.burden.plus(beside), most: most.burden.plus(beside) };
    return [{ ...base, matter: 'left-unsettled', estimate }];
  }
  const owed = balanceOf(db, 'receivable', encounterId);
  const back = balanceOf(db, 'refund-due', encounterId).negated();
  return [
    ...(owed.isZero() ? [] : [{ ...base, matter: 'owed' as const, amount: owed }]),
    ...(back.isZero() ? [] : [{ ...base, matter: 'refund-due' as const, amount: back }]),
  ];
}

/** What moved on the account that a posting of a stay is about, for lists of what came later. */
export function amountOf(posting: Posting): ReturnType<typeof movedOn> {
  const account = posting.kind === 'settled' ? 'care-income' : posting.kind === 'refund-paid' ? 'refund-due' : undefined;
  if (account !== undefined) return movedOn([posting], account).negated();
  const against = posting.kind === 'deposit-received' || posting.kind === 'deposit-refunded' ? 'deposit' : 'receivable';
  return movedOn([posting], against).negated();
}
