import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { movedOn } from '../../../../shared/ledger/books.ts';
import type { Account, Posting } from '../../../../shared/model/ledger.ts';
import { Money } from '../../../../shared/money/money.ts';
import { dayOf } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../../db/database.ts';
import { type Act, answersOf, attemptsOf } from '../../db/repositories/act-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { findInvoice, findInvoiceOrder } from '../../db/repositories/invoice-repository.ts';
import { balanceOf, postingsOf } from '../../db/repositories/ledger-repository.ts';
import { findOrder } from '../../db/repositories/order-repository.ts';
import { findPatient } from '../../db/repositories/patient-repository.ts';
import { findVisitOrder } from '../../db/repositories/visit-repository.ts';
import { standingSettlements } from './invoice-book.ts';
import type { InvoiceContent, InvoiceFigures } from '../../ports/invoice-gateway.ts';

/** What an act for the platform is about, gathered from the books when it is sent. */
export function invoiceContent(db: ReadableDb, act: Act): InvoiceContent {
  const order = findInvoiceOrder(db, act.id);
  invariant(order !== undefined, 'an act of this line names its settlement');
  const requestKey = `${act.kind}-${act.key}-${refusals(db, act)}`;
  if (act.kind === 'invoice-reversal') {
    const invoice = order.issueActId === null ? undefined : findInvoice(db, order.issueActId);
    invariant(invoice !== undefined, 'only an invoice that was issued is taken back');
    return { kind: 'invoice-reversal', requestKey, code: invoice.code, number: invoice.number, amount: invoice.amount };
  }
  const [posting] = postingsOf(db, { id: order.postingId });
  const encounter = findEncounter(db, act.encounterId);
  const patient = encounter === undefined ? undefined : findPatient(db, encounter.patientId);
  invariant(posting !== undefined && encounter !== undefined && patient !== undefined, 'an order refers to a settlement of a stay');
  return {
    kind: 'invoice-issue',
    requestKey,
    payerName: patient.name,
    stayNumber: encounter.stayNumber,
    department: (findOrder(db, encounter.orderNumber) ?? findVisitOrder(db, encounter.orderNumber))?.department.name ?? '',
    admittedOn: dayOf(encounter.admittedAt),
    leftOn: dayOf(encounter.wardLeftAt ?? posting.at),
    settledAt: posting.at,
    figures: figuresOf(posting, owedOf(db, act.encounterId, posting), reliefOf(db, act.encounterId, posting)),
  };
}

/** What is still owed is owed of the last settlement first: an interim one was to be paid before it. */
function owedOf(db: ReadableDb, encounterId: EncounterId, posting: Posting): Money {
  const later = standingSettlements(db, encounterId).filter(({ id }) => id > posting.id);
  const ofLater = Money.sum(later.map((each) => movedOn([each], 'receivable')));
  const left = Money.max(Money.ZERO, balanceOf(db, 'receivable', encounterId).minus(ofLater));
  return Money.min(left, movedOn([posting], 'receivable'));
}

/** The hospital bears a part of what the last settlement left. */
const reliefOf = (db: ReadableDb, encounterId: EncounterId, posting: Posting): Money =>
  standingSettlements(db, encounterId).at(-1)?.id === posting.id ? balanceOf(db, 'relief', encounterId) : Money.ZERO;

/** The platform keeps a refusal under its key: what is sent again after a person mended the cause is another request there. */
const refusals = (db: ReadableDb, act: Act): number =>
  attemptsOf(db, act.id).filter(({ messageId }) => answersOf(db, messageId).some(({ outcome }) => outcome === 'rejected')).length;

const FUNDS: readonly Account[] = ['pooled-fund', 'large-amount', 'serious-illness', 'assistance', 'other-funds'];

/**
 * @param owed      what the patient still owes of it, >= 0.
 * @param relieved  what the hospital bears of his share: the platform knows it as another payer's, >= 0.
 */
export function figuresOf(settled: Posting, owed: Money, relieved: Money): InvoiceFigures {
  const of = (account: Account) => movedOn([settled], account);
  const arrears = Money.max(Money.ZERO, owed);
  return {
    total: of('care-income').negated(),
    funds: Money.sum(FUNDS.map(of)),
    ownAccount: of('own-account'),
    otherPayer: of('other-payer').plus(relieved),
    ownPaid: of('receivable').minus(arrears).minus(relieved),
    arrears,
  };
}
