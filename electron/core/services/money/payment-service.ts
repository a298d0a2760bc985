import type { PaymentView, TakeMoney } from '../../../../shared/contract/payment-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { cashRounding } from '../../../../shared/ledger/books.ts';
import type { Move } from '../../../../shared/ledger/means-table.ts';
import { moneyIn } from '../../../../shared/ledger/moves.ts';
import { Money } from '../../../../shared/money/money.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { type Encounter, findEncounter } from '../../db/repositories/encounter-repository.ts';
import { postingsOf } from '../../db/repositories/ledger-repository.ts';
import { once } from '../desk/keyed.ts';
import { modeOf, paymentView, termsOf } from './payment-view.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { type GiveBack, RefundDesk } from './refund-desk.ts';
import { ShareDesk } from './share-desk.ts';
import { stayBalance } from './stay-money.ts';

/** Money over the counter: taken before the settlement as a deposit, after it towards the share, and given back. */
export class PaymentService {
  readonly #deps: PaymentDeps;
  readonly refunds: RefundDesk;
  readonly shares: ShareDesk;

  constructor(deps: PaymentDeps) {
    this.#deps = deps;
    this.refunds = new RefundDesk(deps);
    this.shares = new ShareDesk(deps);
  }

  view(encounterId: EncounterId, clerkId: string): PaymentView {
    return paymentView(this.#deps, this.#encounter(encounterId), clerkId);
  }

  /** What is asked for in cash, and the change for what was handed over; nothing below zero. */
  change(amount: Money, received: Money): { asked: Money; rounding: Money; change: Money } {
    const rounding = cashRounding(amount, this.#deps.till.cashRounding);
    const asked = amount.minus(rounding);
    return { asked, rounding, change: Money.max(Money.ZERO, received.minus(asked)) };
  }

  async take(request: TakeMoney, clerkId: string): Promise<PaymentView> {
    const { way } = request;
    if (way === 'wallet' || this.#onTerminal(request)) await this.#takeByOrder(request, clerkId);
    else this.#takeByHand(request, way, clerkId);
    this.#deps.onChange();
    return this.view(request.encounterId, clerkId);
  }

  async giveBack(request: GiveBack, clerkId: string): Promise<PaymentView> {
    await this.refunds.giveBack(request, this.#encounter(request.encounterId), clerkId);
    this.#deps.onChange();
    return this.view(request.encounterId, clerkId);
  }

  async findOut(encounterId: EncounterId, clerkId: string): Promise<PaymentView> {
    await this.#deps.wallets.findOut(encounterId);
    this.#deps.onChange();
    return this.view(encounterId, clerkId);
  }

  #takeByHand(request: TakeMoney, means: 'cash' | 'bank-card' | 'transfer', clerkId: string): void {
    const { db, clock, book, shifts } = this.#deps;
    once(db, request.key, { ...request, clerkId }, clock.now(), () => {
      const shift = shifts.require(clerkId);
      const encounter = this.#encounter(request.encounterId);
      const move = this.#check(request, encounter);
      const whose = { stayId: encounter.id, shiftId: shift.id };
      if (means !== 'cash') this.#checkReference(means, request.reference);
      const rounding = means === 'cash' ? this.#rounding(move, request.amount) : Money.ZERO;
      const asked = request.amount.minus(rounding);
      if (means === 'cash' && request.received !== null && request.received.compare(asked) < 0)
        throw new AppError('validation', 'payment.cash-too-little', 'less was handed over than is asked');
      const received = request.received ?? asked;
      const cash = means === 'cash' ? { received: received.toString(), change: received.minus(asked).toString() } : {};
      const posting = book.write(moneyIn(move, means, request.amount, whose, rounding), {
        encounterId: encounter.id,
        shiftId: shift.id,
        clerkId,
        receipt: move === 'deposit-received',
        facts: { ...factsOf(request), ...cash },
      });
      const facts = { move, means, amount: request.amount.toString() };
      insertAudit(db, { at: clock.now(), clerkId, event: 'money-taken', subjectId: encounter.id, facts });
      return String(posting.id);
    });
  }

  /** A card whose slip is not typed in is charged on the connected terminal. */
  #onTerminal({ way, reference }: TakeMoney): boolean {
    return way === 'bank-card' && reference === '' && this.#deps.wallets.hasTerminal;
  }

  async #takeByOrder(request: TakeMoney, clerkId: string): Promise<void> {
    const { db, wallets, shifts } = this.#deps;
    await wallets.pay(request, clerkId, () => {
      const shift = shifts.require(clerkId);
      const encounter = this.#encounter(request.encounterId);
      const move = this.#check(request, encounter);
      invariant(db.inTransaction, 'an order is checked and saved together');
      return { move, shiftId: shift.id, facts: factsOf(request) };
    });
  }

  /** What every way of taking money must heed. Says which move it is. */
  #check(request: TakeMoney, encounter: Encounter): Move {
    const { db, wallets } = this.#deps;
    if (request.amount.compare(Money.ZERO) <= 0) throw new AppError('validation', 'ipc.invalid-request', 'an amount is above zero');
    const mode = modeOf(db, encounter);
    if (mode === 'locked') throw new AppError('unknown', 'encounter.locked', 'an outcome is unknown');
    if (mode === 'closed') throw new AppError('conflict', 'deposit.closed', 'the stay is over');
    if (mode === 'deposit') {
      this.#checkTable(request, encounter);
      return 'deposit-received';
    }
    // What a wallet was asked for may have been paid already: it counts as paid until it is found out.
    const due = stayBalance(db, encounter.id).due.minus(wallets.unknownAmount(encounter.id));
    if (due.compare(Money.ZERO) <= 0) throw new AppError('conflict', 'payment.nothing-due', 'nothing is due');
    if (request.amount.compare(due) > 0) throw new AppError('rule', 'payment.too-much', 'more than is due');
    return 'collected';
  }

  /** The published table: not above it where the law says so, below it with a reason. */
  #checkTable({ amount, reason }: TakeMoney, encounter: Encounter): void {
    const { db, wallets } = this.#deps;
    const terms = termsOf(this.#deps, encounter);
    if (terms.amount === null || encounter.door !== 'deposit') return;
    const held = stayBalance(db, encounter.id).held.plus(wallets.unknownAmount(encounter.id)).plus(amount);
    if (terms.limit !== null && held.compare(terms.amount) > 0)
      throw new AppError('rule', 'deposit.above-table', 'above the published average', { most: terms.amount.toString() });
    if (held.compare(terms.amount) < 0 && reason === '')
      throw new AppError('validation', 'deposit.reason-missing', 'less than the table wants a reason');
  }

  /** A deposit is what was handed over; a share is rounded where the whole rest of it is paid in cash. */
  #rounding(move: Move, amount: Money): Money {
    const { till } = this.#deps;
    const rounding = cashRounding(amount, till.cashRounding);
    if (move === 'deposit-received' && !rounding.isZero()) throw new AppError('validation', 'payment.not-in-cash', 'not payable in cash');
    return rounding;
  }

  /** A slip is money once: the same number again is the same money, unless all of it went back. */
  #checkReference(means: string, reference: string): void {
    const { db, book } = this.#deps;
    if (reference === '') throw new AppError('validation', 'payment.reference-missing', 'the slip has a number');
    const used = postingsOf(db, { reference }).some((posting) => {
      if (posting.means !== means || (posting.kind !== 'deposit-received' && posting.kind !== 'collected')) return false;
      return !book
        .returnedOf(posting)
        .amount.equals(Money.sum(posting.lines.filter((line) => !line.amount.isNegative()).map((line) => line.amount)));
    });
    if (used) throw new AppError('conflict', 'payment.reference-used', 'this slip was entered before');
  }

  #encounter(encounterId: EncounterId): Encounter {
    const encounter = findEncounter(this.#deps.db, encounterId);
    if (encounter === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    return encounter;
  }
}

/** What is written beside the amounts; empty fields stay away. */
function factsOf({ reference, payer, relation, reason }: TakeMoney): Record<string, string> {
  return Object.fromEntries(Object.entries({ reference, payer, relation, reason }).filter(([, value]) => value !== ''));
}
