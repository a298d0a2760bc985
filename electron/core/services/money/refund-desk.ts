import type { z } from 'zod';
import type { paymentContract } from '../../../../shared/contract/payment-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import { movedOn } from '../../../../shared/ledger/books.ts';
import type { Move } from '../../../../shared/ledger/means-table.ts';
import { type WayBack, wayBack } from '../../../../shared/ledger/way-back.ts';
import { broughtBy, moneyBack, refundPaid } from '../../../../shared/ledger/moves.ts';
import { whyNotToTaker } from '../../../../shared/ledger/third-payer.ts';
import type { Posting } from '../../../../shared/model/ledger.ts';
import { Money } from '../../../../shared/money/money.ts';
import { dayOf, daysBetween } from '../../../../shared/time/calendar-date.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { leaveOf } from '../../db/repositories/leave-repository.ts';
import { postingsOf } from '../../db/repositories/ledger-repository.ts';
import {
  findRefundRequest,
  insertRefundRefusal,
  insertRefundRequest,
  insertRefundStep,
  type RefundRequest,
  walletOrderOfPosting,
} from '../../db/repositories/payment-repository.ts';
import type { Shift } from '../../db/repositories/shift-repository.ts';
import { invoiceOrdered, takingBackOpen } from '../invoice/invoice-book.ts';
import { once } from '../desk/keyed.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { modeOf, thirdPayerOf } from './payment-view.ts';
import { owedBack, stayBalance } from './stay-money.ts';

export type GiveBack = z.output<typeof paymentContract.giveBack.request>;

/** Money that goes back: the way it came, or as a transfer that two persons sign and the finance office pays. */
export class RefundDesk {
  readonly #deps: PaymentDeps;

  constructor(deps: PaymentDeps) {
    this.#deps = deps;
  }

  async giveBack(request: GiveBack, encounter: Encounter, clerkId: string): Promise<void> {
    const { db, clock, wallets } = this.#deps;
    let walletOrder: IdempotencyKey | undefined;
    const approver = this.#approver(request, clerkId);
    once(db, request.key, { ...request, approval: approver, clerkId }, clock.now(), () => {
      const { posting, refund } = this.#book(request, encounter, clerkId, approver);
      if (refund === 'wallet') walletOrder = request.key;
      return String(posting.id);
    });
    // Saved first, asked after: a repeat of the key asks nothing again, the order is looked up.
    if (walletOrder !== undefined) await wallets.sendRefund(walletOrder);
  }

  /** Nobody approves what he does himself. Errors: refund.same-person; session.* of the approver. */
  #approver({ approval }: GiveBack, clerkId: string): string | null {
    if (approval === null) return null;
    const approver = this.#deps.approve(approval.clerkId, approval.pin).clerkId;
    if (approver === clerkId) throw new AppError('permission', 'refund.same-person', 'two persons sign');
    return approver;
  }

  #book(
    request: GiveBack,
    encounter: Encounter,
    clerkId: string,
    approver: string | null,
  ): { posting: Posting; refund: 'hand' | 'wallet' | 'request' } {
    const { db, clock, book, shifts, wallets } = this.#deps;
    const shift = shifts.require(clerkId);
    const source = this.#source(request, encounter);
    const way = this.#wayBack(request, source, encounter, approver !== null);
    const viaLine = way === 'line';
    const route = way === 'request' ? 'request' : 'same';
    this.#checkTaker(request, source, way, approver !== null);
    if (way === 'drawer') this.#checkFloat(source, request.amount, shift);
    // What a line gives back waits as due until it says that it went; by hand it is gone at once.
    const back = moneyBack(source, book.returnedOf(source), request.amount, viaLine ? 'request' : route, {
      stayId: encounter.id,
      shiftId: shift.id,
    });
    const about = { encounterId: encounter.id, shiftId: shift.id, clerkId, returnsId: source.id };
    const facts = {
      receipt: request.receipt,
      reason: request.reason,
      ...(request.reference === '' ? {} : { reference: request.reference }),
      ...(approver === null ? {} : { approver }),
      ...(request.taker === null ? {} : { taker: request.taker.name, takerCert: request.taker.cert }),
    };
    const posting = book.write(back, { ...about, facts });
    // Of a share that the rounding of cash gave up wholly, nothing goes back in money.
    if (route === 'request' && !movedOn([posting], 'refund-due').isZero()) this.#request(request, posting, encounter.id, clerkId);
    if (viaLine)
      wallets.orderRefund({
        id: request.key,
        source,
        givenBack: posting,
        amount: request.amount,
        encounterId: encounter.id,
        shiftId: shift.id,
        clerkId,
      });
    const audited = { amount: request.amount.toString(), of: source.id, route, approver: approver ?? '' };
    insertAudit(db, { at: clock.now(), clerkId, event: 'money-given-back', subjectId: encounter.id, facts: audited });
    return { posting, refund: viaLine ? 'wallet' : route === 'request' ? 'request' : 'hand' };
  }

  /**
   * What a third person paid is his: to his hand or account, or to somebody for him with a second person's word. What goes back to the very card or wallet
   * that paid needs nobody. Errors: refund.taker-missing, refund.payer-only.
   */
  #checkTaker({ taker, payee }: GiveBack, source: Posting, way: string, approved: boolean): void {
    const payer = thirdPayerOf(this.#deps.db, source);
    if (payer === null || (way !== 'drawer' && way !== 'request')) return;
    const whose = taker !== null && way === 'request' && payee !== null && payee.name !== '' ? { ...taker, name: payee.name } : taker;
    const why = whyNotToTaker(payer, whose, approved);
    if (why !== null) throw new AppError('rule', why, 'the money is the payer’s');
  }

  /** The receipt, with enough left, of a stay whose money may go back now. */
  #source({ postingId, amount }: GiveBack, encounter: Encounter): Posting {
    const { db, book } = this.#deps;
    const [source] = postingsOf(db, { id: postingId, encounterId: encounter.id });
    const byHand = source !== undefined && source.means !== null && source.means !== 'deposit' && source.means !== 'credit';
    if (!byHand || source.reversesId !== null || !['deposit-received', 'collected'].includes(source.kind))
      throw new AppError('not-found', 'payment.not-found', 'no such receipt');
    const left = broughtBy(source).amount.minus(book.returnedOf(source).amount);
    if (amount.compare(Money.ZERO) <= 0 || amount.compare(left) > 0)
      throw new AppError('rule', 'refund.too-much', 'more than is left of it');
    return source;
  }

  /** The one decision of the matrix, for this receipt now. Errors: those of wayBack. */
  #wayBack(
    { byTransfer, reference, amount }: GiveBack,
    source: Posting,
    encounter: Encounter,
    approved: boolean,
  ): Exclude<WayBack['kind'], 'refused'> {
    const { db, clock, till, wallets } = this.#deps;
    const { means } = source;
    invariant(means !== null, 'money came by some means');
    const way = wayBack(
      {
        ...{ means, move: source.kind as Move, byTransfer, slip: reference !== '' },
        daysAgo: daysBetween(dayOf(source.at), clock.today()),
        whole: amount.equals(broughtBy(source).amount),
        byOrder: walletOrderOfPosting(db, source.id) !== undefined && (means !== 'bank-card' || wallets.hasTerminal),
        locked: modeOf(db, encounter) === 'locked',
        leftUnsettled: encounter.state === 'left-unsettled',
        invoiceOpen: takingBackOpen(db, encounter.id),
        owedBack: amount.compare(owedBack(stayBalance(db, encounter.id).owed)) <= 0,
        invoiceStands: invoiceOrdered(db, encounter.id),
        approved,
      },
      till.refundDays,
    );
    if (way.kind === 'refused') throw new AppError(way.error[0], way.error[1], 'it does not go back now');
    return way.kind;
  }

  /** Cash of this shift may be handed back from the drawer; older money only out of the float, never out of the takings. */
  #checkFloat(source: Posting, amount: Money, shift: Shift): void {
    if (source.shiftId === shift.id) return;
    const mine = postingsOf(this.#deps.db, { shiftId: shift.id });
    const float = movedOn(
      mine.filter(({ kind }) => kind === 'float-in'),
      'cash-drawer',
    );
    const own = new Set(mine.map(({ id }) => id));
    const older = mine.filter(({ returnsId }) => returnsId !== null && !own.has(returnsId));
    const gone = movedOn(older, 'cash-drawer').negated();
    if (gone.plus(amount).compare(float) > 0) throw new AppError('rule', 'drawer.float-used-up', 'the float does not hold so much');
  }

  /** Without an account of its own the transfer goes to the one that he named when he left. */
  #request({ payee: typed, reason }: GiveBack, posting: Posting, encounterId: EncounterId, clerkId: string): void {
    const { db, clock } = this.#deps;
    const named = leaveOf(db, encounterId)?.payee ?? null;
    const payee = typed?.account === '' && named !== null ? { ...named, agentCert: typed.agentCert } : typed;
    if (payee === null || payee.name === '' || payee.account === '' || payee.bank === '')
      throw new AppError('validation', 'refund.account-missing', 'a transfer needs an account');
    insertRefundRequest(db, {
      encounterId,
      postingId: posting.id,
      amount: movedOn([posting], 'refund-due').negated(),
      payeeName: payee.name,
      payeeAccount: payee.account,
      payeeBank: payee.bank,
      agentCert: payee.agentCert,
      reason,
      clerkId,
      askedAt: clock.now(),
    });
  }

  /** Errors: payment.not-found, refund.same-person, payment.wrong-state. */
  approve(requestId: number, key: IdempotencyKey, clerkId: string): void {
    const { db, clock, onChange } = this.#deps;
    once(db, key, { requestId, clerkId }, clock.now(), () => {
      const request = this.#find(requestId);
      if (request.clerkId === clerkId) throw new AppError('permission', 'refund.same-person', 'two persons sign');
      if (request.approvedBy !== null || request.refusedAt !== null)
        throw new AppError('conflict', 'payment.wrong-state', 'it was approved before');
      insertRefundStep(db, { requestId, step: 'approved', clerkId, postingId: null, at: clock.now() });
      insertAudit(db, { at: clock.now(), clerkId, event: 'refund-approved', subjectId: request.encounterId, facts: { requestId } });
      return String(requestId);
    });
    onChange();
  }

  /**
   * The second person says no: the money is held again as if it had not been given back. Errors: payment.not-found, refund.same-person,
   * payment.wrong-state.
   */
  refuse(requestId: number, reason: string, key: IdempotencyKey, clerkId: string): void {
    const { db, clock, book, onChange } = this.#deps;
    once(db, key, { requestId, reason, clerkId }, clock.now(), () => {
      const request = this.#find(requestId);
      if (request.clerkId === clerkId) throw new AppError('permission', 'refund.same-person', 'two persons sign');
      if (request.approvedBy !== null || request.refusedAt !== null)
        throw new AppError('conflict', 'payment.wrong-state', 'it was decided before');
      const [givenBack] = postingsOf(db, { id: request.postingId });
      invariant(givenBack !== undefined, 'a request is for money that was booked as due');
      const taken = book.reverse(givenBack, { shiftId: null, clerkId, facts: { reason } });
      insertRefundRefusal(db, { requestId, reason, clerkId, postingId: taken.id, at: clock.now() });
      insertAudit(db, { at: clock.now(), clerkId, event: 'refund-refused', subjectId: request.encounterId, facts: { requestId, reason } });
      return String(taken.id);
    });
    onChange();
  }

  /** Errors: payment.not-found, payment.wrong-state, payment.reference-missing. */
  paid(requestId: number, reference: string, key: IdempotencyKey, clerkId: string): void {
    const { db, clock, book, onChange } = this.#deps;
    if (reference === '') throw new AppError('validation', 'payment.reference-missing', 'a transfer has a number');
    once(db, key, { requestId, reference, clerkId }, clock.now(), () => {
      const request = this.#find(requestId);
      if (request.approvedBy === null || request.paidAt !== null)
        throw new AppError('conflict', 'payment.wrong-state', 'not to be paid now');
      const { encounterId, amount } = request;
      const posting = book.write(refundPaid('finance', 'transfer', amount, encounterId), {
        encounterId,
        shiftId: null,
        clerkId,
        facts: { reference },
      });
      insertRefundStep(db, { requestId, step: 'paid', clerkId, postingId: posting.id, at: clock.now() });
      return String(posting.id);
    });
    onChange();
  }

  #find(requestId: number): RefundRequest {
    const request = findRefundRequest(this.#deps.db, requestId);
    if (request === undefined) throw new AppError('not-found', 'payment.not-found', 'no such request');
    return request;
  }
}
