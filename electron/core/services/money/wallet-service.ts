import type { TakeMoney } from '../../../../shared/contract/payment-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import { cardWayBack } from '../../../../shared/ledger/means-table.ts';
import { moneyIn, refundPaid } from '../../../../shared/ledger/moves.ts';
import type { Posting } from '../../../../shared/model/ledger.ts';
import { dayOf, daysBetween } from '../../../../shared/time/calendar-date.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import {
  findWalletOrder,
  insertWalletAnswer,
  insertWalletOrder,
  saveWalletOutcome,
  unknownWalletOrders,
  walletAnswersOf,
  type WalletChannel,
  type WalletOrder,
  walletOrderOfPosting,
  walletOrdersOf,
} from '../../db/repositories/payment-repository.ts';
import { postingsOf } from '../../db/repositories/ledger-repository.ts';
import { findShift, openShiftOf } from '../../db/repositories/shift-repository.ts';
import type { CardTerminal } from '../../ports/card-terminal.ts';
import { channelOf, type WalletGateway, type WalletOutcome } from '../../ports/wallet-gateway.ts';
import { once } from '../desk/keyed.ts';
import type { LedgerBook } from './ledger-book.ts';

export interface WalletDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly book: LedgerBook;
  /** null: this desk has no such line. */
  readonly gateway: WalletGateway | null;
  /** null: cards are charged on a terminal that is not connected; its slips are typed in. */
  readonly terminal: CardTerminal | null;
  readonly absentAfterSeconds: number;
  readonly monotonicMs: () => number;
  readonly onChange: () => void;
}

interface PayAbout {
  readonly move: 'deposit-received' | 'collected';
  readonly shiftId: string;
  readonly facts: Readonly<Record<string, string>>;
}

interface RefundOrder {
  readonly id: IdempotencyKey;
  readonly source: Posting;
  /** What booked the money as due back; taken back itself when the platform does not do it. */
  readonly givenBack: Posting;
  readonly amount: Money;
  readonly encounterId: EncounterId;
  readonly shiftId: string;
  readonly clerkId: string;
}

/**
 * 微信, 支付宝 and the card terminal. An order is saved as unknown before its first byte and sent once; whatever was not answered is looked up, never sent again.
 * Only an answer that says so puts money into the books.
 */
export class WalletService {
  readonly #deps: WalletDeps;
  /** Since when an order is called absent, on a clock that nobody sets; a new process begins anew, which only waits longer. */
  readonly #absentSince = new Map<string, number>();

  constructor(deps: WalletDeps) {
    this.#deps = deps;
  }

  get hasTerminal(): boolean {
    return this.#deps.terminal !== null;
  }

  /** The line of an order. Errors: wallet.unreachable, card.terminal-away where this desk has none. */
  #gatewayOf(channel: WalletChannel): WalletGateway {
    const { gateway, terminal } = this.#deps;
    const line = channel === 'bank-card' ? terminal : gateway;
    const code = channel === 'bank-card' ? 'card.terminal-away' : 'wallet.unreachable';
    if (line === null) throw new AppError('gateway', code, 'this desk has no such line');
    return line;
  }

  /** Charges the code, or the card that the terminal asks for. `check` runs in the transaction that saves the order. Errors: payment.means-not-allowed, wallet.unreachable, those of check. */
  async pay(request: TakeMoney, clerkId: string, check: () => PayAbout): Promise<void> {
    const { db, clock } = this.#deps;
    const { code, key, ...said } = request;
    const channel = request.way === 'bank-card' ? 'bank-card' : channelOf(code);
    if (channel === undefined)
      throw new AppError('validation', 'payment.means-not-allowed', 'this is no payment code', { means: 'wallet' });
    const gateway = this.#gatewayOf(channel);
    let born = false;
    once(db, key, { ...said, clerkId }, clock.now(), () => {
      const { move, shiftId, facts } = check();
      const { encounterId, amount } = request;
      insertWalletOrder(db, {
        id: key,
        kind: 'pay',
        channel,
        encounterId,
        move,
        amount,
        paidOrderId: null,
        shiftId,
        clerkId,
        facts,
        askedAt: clock.now(),
      });
      born = true;
      return key;
    });
    if (born) await this.#exchange(key, () => gateway.pay(key, request.amount, code));
  }

  /** Inside the transaction that books the refund as due. */
  orderRefund({ id, source, givenBack, amount, encounterId, shiftId, clerkId }: RefundOrder): void {
    const { db, clock } = this.#deps;
    const paid = walletOrderOfPosting(db, source.id);
    invariant(paid !== undefined, 'only what a wallet brought goes back to it');
    const row = { id, kind: 'refund' as const, channel: paid.channel, encounterId, move: null, amount, paidOrderId: paid.id };
    insertWalletOrder(db, { ...row, shiftId, clerkId, facts: { givenBack: String(givenBack.id) }, askedAt: clock.now() });
  }

  async sendRefund(orderId: IdempotencyKey): Promise<void> {
    const { db } = this.#deps;
    const order = findWalletOrder(db, orderId);
    const paid = order?.paidOrderId == null ? undefined : findWalletOrder(db, order.paidOrderId);
    if (order === undefined || paid === undefined) return;
    const way = cardWayBack(daysBetween(dayOf(paid.askedAt), dayOf(order.askedAt)), order.amount.equals(paid.amount));
    await this.#exchange(orderId, () => this.#gatewayOf(order.channel).refund(orderId, paid.id, order.amount, way));
  }

  /** What the wallets were asked for and have not answered: counts as paid until it is found out. */
  unknownAmount(encounterId: EncounterId): Money {
    const unknown = walletOrdersOf(this.#deps.db, encounterId).filter(({ kind, state }) => kind === 'pay' && state === 'unknown');
    return Money.sum(unknown.map(({ amount }) => amount));
  }

  /** Looks one stay's unknown orders up; without a stay all of them. Sends nothing again. */
  async findOut(encounterId: EncounterId | null): Promise<void> {
    const { db, gateway, terminal } = this.#deps;
    const orders =
      encounterId === null ? unknownWalletOrders(db) : walletOrdersOf(db, encounterId).filter(({ state }) => state === 'unknown');
    const failures: unknown[] = [];
    for (const { id, channel } of orders) {
      const line = channel === 'bank-card' ? terminal : gateway;
      // One that cannot be booked keeps nobody else's waiting.
      if (line !== null) await this.#tolerate(id, () => line.find(id)).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }

  async #exchange(orderId: string, ask: () => Promise<WalletOutcome>): Promise<void> {
    try {
      this.#record(orderId, await ask());
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'gateway')) throw error;
      // Our own line said so: not a byte left, nothing was charged.
      this.#close(orderId, error.code);
      throw error;
    }
  }

  async #tolerate(orderId: string, ask: () => Promise<WalletOutcome>): Promise<void> {
    try {
      this.#record(orderId, await ask());
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'gateway')) throw error;
    }
  }

  #record(orderId: string, outcome: WalletOutcome): void {
    const { db, clock } = this.#deps;
    const believed = outcome.kind !== 'absent' || this.#mayBelieveAbsent(orderId);
    db.transaction(() => {
      const numberThere = outcome.kind === 'done' ? outcome.numberThere : null;
      const words = outcome.kind === 'done' ? null : outcome.words;
      insertWalletAnswer(db, orderId, { outcome: outcome.kind, numberThere, words, seenAt: clock.now() });
      const order = findWalletOrder(db, orderId);
      invariant(order !== undefined, 'an order was saved before it was sent');
      if (order.state !== 'unknown') return; // an answer that comes late is kept, and changes nothing
      if (outcome.kind === 'done') this.#done(order, { ...outcome.facts, reference: outcome.numberThere });
      else if (outcome.kind === 'refused') this.#notDone(order, 'refused');
      else if (outcome.kind === 'absent' && believed) this.#notDone(order, 'closed');
    }).immediate();
    this.#deps.onChange();
  }

  #close(orderId: string, words: string): void {
    const { db, clock } = this.#deps;
    db.transaction(() => {
      insertWalletAnswer(db, orderId, { outcome: 'absent', numberThere: null, words, seenAt: clock.now() });
      const order = findWalletOrder(db, orderId);
      if (order?.state === 'unknown') this.#notDone(order, 'closed');
    }).immediate();
  }

  /** Nothing was done there. A refund that was booked as due is taken back: the money is held again and may go another way. */
  #notDone(order: WalletOrder, state: 'refused' | 'closed'): void {
    const { db, book } = this.#deps;
    saveWalletOutcome(db, order.id, state, null);
    if (order.kind === 'pay') return;
    const [givenBack] = postingsOf(db, { id: Number(order.facts['givenBack']) });
    invariant(givenBack !== undefined, 'a refund was booked before it was ordered');
    book.reverse(givenBack, { ...this.#tillOf(order), facts: { reason: state } });
  }

  /** The till that asked, while it is open; else nobody's. */
  #tillOf({ shiftId, clerkId }: WalletOrder): { readonly shiftId: string | null; readonly clerkId: string | null } {
    const { db } = this.#deps;
    const shift = findShift(db, shiftId);
    const open = shift !== undefined && openShiftOf(db, shift.clerkId)?.id === shift.id;
    return open ? { shiftId, clerkId } : { shiftId: null, clerkId: null };
  }

  /** The platform did it: now, and only now, it is in the books. In the shift that asked while it is open. */
  #done(order: WalletOrder, said: Readonly<Record<string, string>>): void {
    const { db, clock, book } = this.#deps;
    const about = { encounterId: order.encounterId, ...this.#tillOf(order) };
    const facts = { ...order.facts, ...said };
    const whose = { stayId: order.encounterId, shiftId: about.shiftId };
    const move = this.#moveNow(order);
    const posting =
      move === null
        ? book.write(refundPaid(order.channel, order.channel, order.amount, order.encounterId), { ...about, facts })
        : book.write(moneyIn(move, order.channel, order.amount, whose), {
            ...about,
            facts,
            receipt: move === 'deposit-received',
          });
    saveWalletOutcome(db, order.id, 'done', posting.id);
    const audited = { kind: order.kind, amount: order.amount.toString() };
    insertAudit(db, { at: clock.now(), clerkId: null, event: 'wallet-done', subjectId: order.encounterId, facts: audited });
  }

  /** What came for a share that is not owed any more (recalled or relieved while nobody knew) is his, and is held for him. */
  #moveNow({ move, amount, encounterId }: WalletOrder): WalletOrder['move'] {
    if (move !== 'collected') return move;
    return this.#deps.book.balance('receivable', encounterId).compare(amount) < 0 ? 'deposit-received' : move;
  }

  /** A payment may stay invisible for a while: only the second equal answer, after the delay, counts. */
  #mayBelieveAbsent(orderId: string): boolean {
    const { db, monotonicMs, absentAfterSeconds } = this.#deps;
    const since = this.#absentSince.get(orderId) ?? monotonicMs();
    this.#absentSince.set(orderId, since);
    const last = walletAnswersOf(db, orderId).findLast(({ outcome }) => outcome !== 'unknown');
    return last?.outcome === 'absent' && monotonicMs() - since >= absentAfterSeconds * 1_000;
  }
}
