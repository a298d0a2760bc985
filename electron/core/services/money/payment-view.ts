import type { PaymentView, TenderView } from '../../../../shared/contract/payment-contract.ts';
import { routeBack } from '../../../../shared/ledger/means-table.ts';
import { broughtBy } from '../../../../shared/ledger/moves.ts';
import { isThirdPayer } from '../../../../shared/ledger/third-payer.ts';
import { cashRounding } from '../../../../shared/ledger/books.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import { schemeOf } from '../../../../shared/model/insured-words.ts';
import type { Posting } from '../../../../shared/model/ledger.ts';
import { Money } from '../../../../shared/money/money.ts';
import { findPack } from '../../../../shared/policy/find-packs.ts';
import { type DepositTerms, depositTerms } from '../../../../shared/rules/deposit-table.ts';
import { dayOf, daysBetween } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../../db/database.ts';
import { type Encounter, findEncounter } from '../../db/repositories/encounter-repository.ts';
import { postingsOf } from '../../db/repositories/ledger-repository.ts';
import { findOrder } from '../../db/repositories/order-repository.ts';
import { findCoverage, findPatient } from '../../db/repositories/patient-repository.ts';
import {
  refundRequestsOf,
  type RefundRequest,
  walletAnswersOf,
  type WalletOrder,
  walletOrderOfPosting,
  walletOrdersOf,
} from '../../db/repositories/payment-repository.ts';
import { leaveOf } from '../../db/repositories/leave-repository.ts';
import { openShiftOf } from '../../db/repositories/shift-repository.ts';
import { claimOf } from '../../db/repositories/settlement-repository.ts';
import { type ShareRequest, shareRequestsOf } from '../../db/repositories/share-repository.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { clerkName } from './shift-seal.ts';
import { owedBack, stayBalance } from './stay-money.ts';
import { invoiceOrdered } from '../invoice/invoice-book.ts';
import { maskNumber } from '../stay/strip-service.ts';

/** What money may move now. An unknown outcome locks the stay: no cash, no refund, until it is found out. */
export function modeOf(db: ReadableDb, encounter: Encounter): PaymentView['mode'] {
  if (encounter.careKind === 'outpatient') return visitMode(db, encounter);
  if (encounter.state === 'cancelled') return 'closed';
  if (encounter.state === 'settled') return 'settled';
  const claim = claimOf(db, encounter.id)?.state.kind;
  return encounter.state === 'settling' || claim === 'unknown' ? 'locked' : 'deposit';
}

/**
 * Of a visit no money is taken before it is settled (since 2025-03-31 nobody may ask an outpatient for a prepayment); what he paid before
 * a refund goes back at any time.
 */
function visitMode(db: ReadableDb, encounter: Encounter): PaymentView['mode'] {
  if (encounter.state === 'settling' || claimOf(db, encounter.id)?.state.kind === 'unknown') return 'locked';
  return encounter.state === 'settled' || stayBalance(db, encounter.id).owed.isNegative() ? 'settled' : 'closed';
}

/** Everything about a stay's money, for the page. */
export function paymentView(deps: PaymentDeps, encounter: Encounter, clerkId: string): PaymentView {
  const { db, book, strips, till } = deps;
  const { held, owed, due, awaitingDraw } = stayBalance(db, encounter.id);
  const mode = modeOf(db, encounter);
  const { amount, limit } = termsOf(deps, encounter);
  return {
    strip: strips.from(encounter),
    mode,
    shiftOpen: openShiftOf(db, clerkId) !== undefined,
    held,
    due,
    awaitingDraw,
    owedBack: owedBack(owed),
    invoiceStands: invoiceOrdered(db, encounter.id),
    // Before the settlement the deposit stays; of a cancelled stay nothing is left to pay.
    refundable: mode === 'settled' || mode === 'closed' ? held.plus(owedBack(owed)) : Money.ZERO,
    cashDue: due.minus(cashRounding(due, till.cashRounding)),
    terms: {
      amount: encounter.door === 'deposit' ? amount : null,
      limit: limit === null ? null : { rule: limit.rule, title: limit.title, article: limit.article },
    },
    nextReceipt: book.nextReceipt(),
    tenders: tendersOf(deps, encounter, held),
    walletOrders: walletOrdersOf(db, encounter.id).map((order) => toOrderView(db, order)),
    terminal: deps.wallets.hasTerminal,
    payee: payeeOf(db, encounter),
    shareRequests: shareRequestsOf(db, encounter.id).map((request) => toShareView(db, request)),
    requests: refundRequestsOf(db, encounter.id).map((request) => toRequestView(db, request)),
    mayPayTransfers: deps.may(clerkId, 'money:finance'),
  };
}

/** The table's row for the stay's main diagnosis and coverage, on the day of admission. */
export function termsOf({ db, shelf, till, region }: PaymentDeps, encounter: Encounter): DepositTerms {
  if (encounter.careKind === 'outpatient') return { amount: null, limit: null };
  const order = findOrder(db, encounter.orderNumber);
  const coverage = findCoverage(db, encounter.coverageId);
  invariant(order !== undefined && coverage !== undefined, 'a stay refers to its order and coverage');
  return depositTerms(
    till.depositTable,
    {
      diagnosisCode: order.diagnoses.find(({ main }) => main)?.code ?? '',
      scheme: schemeOf(coverage.schemeCode),
      insuredPlace: coverage.insuredPlaceCode,
      carePlace: region,
      on: dayOf(encounter.admittedAt),
    },
    findPack(shelf().packs, NATIONAL, 'national') ?? null,
  );
}

const NATIONAL = '100000';

function tendersOf(deps: PaymentDeps, encounter: Encounter, held: Money): TenderView[] {
  return postingsOf(deps.db, { encounterId: encounter.id })
    .filter(({ kind, reversesId }) => (kind === 'deposit-received' || kind === 'collected') && reversesId === null)
    .map((posting) => toTender(deps, posting, held));
}

function toTender(deps: PaymentDeps, posting: Posting, held: Money): TenderView {
  const { db, book, clock, till } = deps;
  const { means } = posting;
  invariant(means !== null, 'money came by some means');
  const { amount } = broughtBy(posting);
  const returned = book.returnedOf(posting).amount;
  const byHand = means !== 'deposit' && means !== 'credit';
  return {
    postingId: posting.id,
    kind: posting.kind === 'collected' ? 'collected' : 'deposit-received',
    means,
    amount,
    backPostings: byHand
      ? postingsOf(db, { returnsId: posting.id })
          .filter(({ reversesId }) => reversesId === null)
          .map(({ id }) => id)
      : [],
    returned,
    left: Money.min(amount.minus(returned), posting.kind === 'deposit-received' ? held : amount),
    at: posting.at,
    clerkName: posting.clerkId === null ? '' : clerkName(db, posting.clerkId),
    receiptNumber: posting.receiptNumber,
    payer: posting.facts['payer'] ?? '',
    thirdPayer: thirdPayerOf(db, posting) !== null,
    reference: posting.facts['reference'] ?? '',
    viaTerminal: means === 'bank-card' && deps.wallets.hasTerminal && walletOrderOfPosting(db, posting.id) !== undefined,
    back: byHand ? routeBack(means, daysBetween(dayOf(posting.at), clock.today()), till.refundDays) : null,
  };
}

/** The third person who paid it; null: the patient, or his family. */
export function thirdPayerOf(db: ReadableDb, { encounterId, facts }: Posting): string | null {
  const encounter = encounterId === null ? undefined : findEncounter(db, encounterId);
  const patient = encounter === undefined ? undefined : findPatient(db, encounter.patientId);
  const payer = facts['payer'] ?? '';
  return isThirdPayer(payer, facts['relation'] ?? '', patient?.name ?? '') ? payer : null;
}

const toOrderView = (db: ReadableDb, { id, kind, channel, amount, state, askedAt }: WalletOrder): PaymentView['walletOrders'][number] => ({
  orderId: id,
  kind,
  channel,
  amount,
  state,
  askedAt,
  words: walletAnswersOf(db, id).at(-1)?.words ?? null,
});

/** The account that he named when he left with his deposit here; its number is not shown whole. */
function payeeOf(db: ReadableDb, { id }: Encounter): PaymentView['payee'] {
  const payee = leaveOf(db, id)?.payee ?? null;
  return payee === null ? null : { ...payee, account: maskNumber(payee.account) };
}

const toRequestView = (db: ReadableDb, request: RefundRequest): PaymentView['requests'][number] => ({
  requestId: request.id,
  amount: request.amount,
  payeeName: request.payeeName,
  payeeAccount: maskNumber(request.payeeAccount),
  payeeBank: request.payeeBank,
  reason: request.reason,
  state: request.refusedAt !== null ? 'refused' : request.paidAt !== null ? 'paid' : request.approvedBy !== null ? 'approved' : 'asked',
  askedBy: clerkName(db, request.clerkId),
  askedAt: request.askedAt,
  approvedBy: request.approvedBy === null ? null : clerkName(db, request.approvedBy),
});

const toShareView = (
  db: ReadableDb,
  { id, kind, amount, reason, clerkId, askedAt, approved, decidedBy }: ShareRequest,
): PaymentView['shareRequests'][number] => ({
  requestId: id,
  kind,
  amount,
  reason,
  state: approved === null ? 'asked' : approved ? 'approved' : 'refused',
  askedBy: clerkName(db, clerkId),
  askedAt,
  decidedBy: decidedBy === null ? null : clerkName(db, decidedBy),
});
