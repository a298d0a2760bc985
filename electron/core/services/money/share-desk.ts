import type { z } from 'zod';
import type { paymentContract } from '../../../../shared/contract/payment-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { relieved } from '../../../../shared/ledger/moves.ts';
import type { ShareAsk } from '../../../../shared/model/ledger.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { ReadableDb } from '../../db/database.ts';
import { insertCaseStep } from '../../db/repositories/case-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { claimOf, lastSettlement } from '../../db/repositories/settlement-repository.ts';
import {
  findShareRequest,
  insertShareDecision,
  insertShareRequest,
  type ShareRequest,
  shareRequestsOf,
} from '../../db/repositories/share-repository.ts';
import { openShiftOf } from '../../db/repositories/shift-repository.ts';
import { standingSettlement } from '../invoice/invoice-book.ts';
import { once } from '../desk/keyed.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { modeOf } from './payment-view.ts';
import { stayBalance } from './stay-money.ts';

type Ask = z.output<typeof paymentContract.askShare.request>;
type Decide = z.output<typeof paymentContract.decideShare.request>;

/** A wish about the share that stands now; one about a settlement that was taken back is history. */
export function standingShareRequests(db: ReadableDb, encounterId: EncounterId): readonly ShareRequest[] {
  const settled = standingSettlement(db, encounterId);
  return shareRequestsOf(db, encounterId).filter(({ settledId }) => settledId === settled?.id);
}

/** Whether somebody agreed that he goes, or that finance takes it on, with his share unpaid. */
export const agreedTo = (db: ReadableDb, encounterId: EncounterId, kind: ShareAsk): boolean =>
  standingShareRequests(db, encounterId).some((request) => request.kind === kind && request.approved === true);

/** 欠费离院, 减免, 转财务: a clerk waives nothing. He asks, a supervisor decides, of what finance takes over finance itself; only then anything moves. */
export class ShareDesk {
  readonly #deps: PaymentDeps;

  constructor(deps: PaymentDeps) {
    this.#deps = deps;
  }

  /** Errors: encounter.not-found, encounter.locked, payment.nothing-due, payment.too-much, payment.wrong-state. */
  ask({ encounterId, kind, amount, reason, key }: Ask, clerkId: string): void {
    const { db, clock, onChange } = this.#deps;
    once(db, key, { encounterId, kind, amount: amount.toString(), reason, clerkId }, clock.now(), () => {
      const { settledId } = this.#owing(encounterId, amount);
      if (standingShareRequests(db, encounterId).some((one) => one.kind === kind && one.approved === null))
        throw new AppError('conflict', 'payment.wrong-state', 'it was asked for before');
      const at = clock.now();
      const id = insertShareRequest(db, { encounterId, kind, settledId, amount, reason, clerkId, askedAt: at });
      insertAudit(db, { at, clerkId, event: 'share-asked', subjectId: encounterId, facts: { kind, amount: amount.toString() } });
      return String(id);
    });
    onChange();
  }

  /** Errors: payment.not-found, refund.same-person, payment.wrong-state, payment.too-much (he paid meanwhile), refund.reason-missing. */
  decide({ requestId, approved, reason, key }: Decide, clerkId: string): void {
    const { db, clock, onChange } = this.#deps;
    if (!approved && reason === '') throw new AppError('validation', 'refund.reason-missing', 'a no has a reason');
    once(db, key, { requestId, approved, reason, clerkId }, clock.now(), () => {
      const request = findShareRequest(db, requestId);
      if (request === undefined) throw new AppError('not-found', 'payment.not-found', 'no such request');
      if (!this.#deps.may(clerkId, request.kind === 'finance' ? 'money:finance' : 'money:approve'))
        throw new AppError('permission', 'session.not-permitted', 'another office decides it', { permission: 'share:decide' });
      if (request.clerkId === clerkId) throw new AppError('permission', 'refund.same-person', 'two persons sign');
      if (request.approved !== null) throw new AppError('conflict', 'payment.wrong-state', 'it was decided before');
      const postingId = approved ? this.#carryOut(request, clerkId) : null;
      insertShareDecision(db, { requestId, approved, reason, clerkId, postingId, decidedAt: clock.now() });
      const facts = { requestId, kind: request.kind, approved: approved ? 1 : 0, reason };
      insertAudit(db, { at: clock.now(), clerkId, event: 'share-decided', subjectId: request.encounterId, facts });
      return String(requestId);
    });
    onChange();
  }

  /** What a yes does, in the till of whoever asked while it is open: the posting of a relief; a case that is finance's from now on. */
  #carryOut(request: ShareRequest, clerkId: string): number | null {
    const { db, clock, book } = this.#deps;
    const { encounterId, amount, reason, kind } = request;
    const { settledId } = this.#owing(encounterId, kind === 'relief' ? amount : Money.ZERO);
    if (settledId !== request.settledId) throw new AppError('conflict', 'payment.wrong-state', 'the settlement was taken back meanwhile');
    if (kind === 'finance') {
      const claim = claimOf(db, encounterId);
      const settlementId = claim === undefined ? null : (lastSettlement(db, claim.id, 'final')?.id ?? null);
      insertCaseStep(db, { encounterId, settlementId, step: 'to-finance', words: reason, clerkId, at: clock.now() });
    }
    if (kind !== 'relief') return null;
    const shift = openShiftOf(db, request.clerkId);
    const about = { encounterId, shiftId: shift?.id ?? null, clerkId: request.clerkId, facts: { reason, approver: clerkId } };
    return book.write(relieved(amount, encounterId), about).id;
  }

  /** The settlement whose share is owed now, at least so much of it. */
  #owing(encounterId: EncounterId, amount: Money): { readonly settledId: number } {
    const { db } = this.#deps;
    const encounter = findEncounter(db, encounterId);
    if (encounter === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    const mode = modeOf(db, encounter);
    if (mode === 'locked') throw new AppError('unknown', 'encounter.locked', 'an outcome is unknown');
    const settled = standingSettlement(db, encounterId);
    const { due } = stayBalance(db, encounterId);
    if (mode !== 'settled' || settled === undefined || due.isZero())
      throw new AppError('conflict', 'payment.nothing-due', 'nothing is due');
    if (amount.compare(due) > 0) throw new AppError('rule', 'payment.too-much', 'more than is due');
    return { settledId: settled.id };
  }
}
