import { randomUUID } from 'node:crypto';
import { type Act, actsOf, creditOrderOf, insertAct } from '../../electron/core/db/repositories/act-repository.ts';
import { findEncounter, saveState } from '../../electron/core/db/repositories/encounter-repository.ts';
import { refundRequestsOf } from '../../electron/core/db/repositories/payment-repository.ts';
import { shareRequestsOf } from '../../electron/core/db/repositories/share-repository.ts';
import { claimOf, saveClaim } from '../../electron/core/db/repositories/settlement-repository.ts';
import { heldByLock, isBankAct, orderCredit } from '../../electron/core/services/money/credit-orders.ts';
import { stayBalance } from '../../electron/core/services/money/stay-money.ts';
import { nextClaim } from '../../shared/claim/next-claim.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { EncounterId, IdempotencyKey } from '../../shared/identity/ids.ts';
import type { BankActKind } from '../../shared/model/acts.ts';
import type { AttemptOutcome } from '../../shared/model/attempt-outcome.ts';
import { Money } from '../../shared/money/money.ts';
import { NO, type Step, settledFor } from './core-steps.ts';
import { CLERK, STAYS, SUPERVISOR, type World } from './core-world.ts';

export const newKey = () => randomUUID() as IdempotencyKey;
const bankNumber = (act: Act) => `B${act.id}`;
const PAYEE = { name: '示例', account: '6222020000001234567', bank: '示例银行', agentCert: '' };

/**
 * One history through the services that the channels call. Beside it stand plain numbers of what other people hold: the patient's pocket, the bank, the
 * wallets' platform, the notes in the drawer.
 */
export class CoreHistory {
  readonly world: World;
  /** What each patient gave over the counter and did not get back, in fen: cash, cards, transfers. Wallets keep their own list. */
  readonly counter = Array.from({ length: STAYS }, () => 0);
  /** The notes in the drawer of the open shift. */
  drawer = 0;
  /** What the bank holds or has advanced of each stay; what of it it has advanced. */
  readonly used = Array.from({ length: STAYS }, () => 0);
  readonly drawn = Array.from({ length: STAYS }, () => 0);
  refused = 0;
  #slips = 0;

  constructor(world: World) {
    this.world = world;
    this.openShift();
  }

  openShift(): void {
    this.world.built.services.shifts.open(Money.parse('500.00'), newKey(), CLERK);
    this.drawer = 50_000;
  }

  /** An illegal step is refused; a refusal that wrote something is told. */
  async play(one: Step): Promise<string | undefined> {
    const before = this.#rows();
    try {
      await this.#do(one);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.refused += 1;
      if (error.kind !== 'gateway' && this.#rows() !== before) return `${one.do} was refused (${error.code}) and left a row`;
    }
    return undefined;
  }

  #rows = (): string =>
    JSON.stringify(
      this.world.db
        .prepare(`SELECT (SELECT count(*) FROM posting), (SELECT count(*) FROM act), (SELECT count(*) FROM wallet_order),
          (SELECT count(*) FROM refund_request), (SELECT count(*) FROM share_request), (SELECT count(*) FROM shift_seal)`)
        .raw()
        .get(),
    );

  #do(one: Step): Promise<void> | void {
    const id = this.stayAt(one.stay);
    switch (one.do) {
      case 'take':
        return this.take(one, id);
      case 'give-back':
        return this.#giveBackSome(one, id);
      case 'lock':
      case 'raise':
        return this.order(`credit-${one.do}`, id, Money.fromFen(one.fen));
      case 'bank':
        return this.bankAnswers(one.stay, one.answer !== 'refused' || one.pick % 2 === 0);
      case 'settle':
        return this.#settle(one, id);
      case 'recall':
        return this.recall(id, one.answer !== 'refused');
      case 'find-out':
        return this.world.built.services.wallets.findOut(id);
      case 'share':
        return this.#share(one, id);
      case 'request':
        return this.decideRequests(id, one.answer !== 'refused');
      case 'close':
        this.closeShift(one.pick % 3 === 0 ? -Math.min(this.drawer, 700) : 0);
        return this.openShift();
      default: {
        const never: never = one.do;
        return never;
      }
    }
  }

  stayAt(index: number): EncounterId {
    const id = this.world.stays[index];
    if (id === undefined) throw new Error('no such stay');
    return id;
  }

  async take({ fen, whole, way, answer, stay }: Step, encounterId: EncounterId): Promise<void> {
    const { built, db, wallet } = this.world;
    const { due } = stayBalance(db, encounterId);
    const amount = whole && !due.isZero() ? due : Money.fromFen(fen);
    const drawer = built.services.payments.change(amount, Money.ZERO).asked.toFen();
    wallet.next = answer;
    await built.services.payments.take(
      {
        ...{ encounterId, way, amount, received: null, payer: '示例家属', relation: '', reason: '示例', key: newKey() },
        reference: way === 'cash' || way === 'wallet' ? '' : this.#slip(),
        code: way === 'wallet' ? '134500000000000000' : '',
      },
      CLERK,
    );
    if (way === 'wallet') return;
    this.counter[stay] = (this.counter[stay] ?? 0) + (way === 'cash' ? drawer : amount.toFen());
    if (way === 'cash') this.drawer += drawer;
  }

  async #giveBackSome(one: Step, id: EncounterId): Promise<void> {
    const open = this.tendersOf(id);
    const source = open[one.pick % Math.max(1, open.length)];
    if (source === undefined) return;
    const asked = one.pick % 5 === 4 ? one.fen : 1 + (one.fen % source.left.toFen()); // some ask for more than there is
    const amount = one.whole ? source.left : Money.fromFen(asked);
    await this.giveBack(one, id, source.postingId, amount);
  }

  tendersOf(id: EncounterId) {
    const { tenders } = this.world.built.services.payments.view(id, CLERK);
    return tenders.filter(({ left, back }) => back !== null && left.compare(Money.ZERO) > 0);
  }

  async giveBack({ stay, answer, transfer, pick }: Step, encounterId: EncounterId, postingId: number, amount: Money): Promise<void> {
    const { built, wallet, db } = this.world;
    const before = db.prepare('SELECT max(id) FROM posting').pluck().get() as number;
    wallet.next = answer;
    await built.services.payments.giveBack(
      {
        ...{ encounterId, postingId, amount, byTransfer: transfer, receipt: 'returned', reason: '退款', payee: PAYEE, key: newKey() },
        reference: this.#slip(),
        taker: null,
        approval: pick % 4 === 0 ? SUPERVISOR : null,
      },
      CLERK,
    );
    // What left over the counter, by the books' own lines of this act: notes, or a slip. The drawer's own oracle is `drawer`.
    const lines = db.prepare(`SELECT account, amount_fen AS fen FROM posting_line WHERE posting_id > ? AND amount_fen < 0
      AND account IN ('cash-drawer', 'bank-card')`);
    for (const { account, fen } of lines.all(before) as { account: string; fen: number }[]) {
      this.counter[stay] = (this.counter[stay] ?? 0) + fen;
      if (account === 'cash-drawer') this.drawer += fen;
    }
  }

  order(kind: BankActKind, encounterId: EncounterId, amount: Money): void {
    const { db, now } = this.world;
    if (amount.isZero()) return;
    orderCredit({ db, clock: { now } as never }, { kind, encounterId, amount, key: newKey(), clerkId: CLERK });
  }

  /** Orders of one stay reach the bank in their order; it takes back what it paid whenever it is told. */
  bankAnswers(index: number, yes: boolean): void {
    const { db, answer } = this.world;
    const act = actsOf(db, this.stayAt(index))
      .filter(isBankAct)
      .find(({ state }) => state === 'waiting');
    if (act === undefined) return;
    const may = act.kind === 'credit-lock' || act.kind === 'credit-raise' || act.kind === 'credit-draw';
    if (!yes && may) return answer(act, { kind: 'rejected', words: '不符合条件' });
    const amount = creditOrderOf(db, act.id);
    const fen = amount.toFen();
    if (act.kind === 'credit-lock' || act.kind === 'credit-raise') this.used[index] = (this.used[index] ?? 0) + fen;
    if (act.kind === 'credit-release') this.used[index] = (this.used[index] ?? 0) - fen;
    if (act.kind === 'credit-draw') this.drawn[index] = (this.drawn[index] ?? 0) + fen;
    if (act.kind === 'credit-draw-reversal') this.drawn[index] = (this.drawn[index] ?? 0) - fen;
    const result = { kind: 'credit', bankNumber: bankNumber(act), amount } as const;
    answer(act, { kind: 'acknowledged', numberThere: bankNumber(act), result });
  }

  #slip(): string {
    this.#slips += 1;
    return `S${this.#slips}`;
  }

  #settle({ fen, answer }: Step, id: EncounterId): void {
    const { db, now } = this.world;
    const claim = claimOf(db, id);
    if (claim === undefined || findEncounter(db, id)?.state === 'settled') return;
    const key = newKey();
    saveClaim(db, claim, nextClaim(claim.state, { kind: 'commit', key }), 'online');
    saveState(db, id, 'settling');
    insertAct(db, { kind: 'settlement', encounterId: id, key, clerkId: CLERK, createdAt: now(), deadlineAt: null });
    this.world.built.services.strips.of(id); // the screen is looked at meanwhile
    this.#centreAnswers(id, 'settlement', answer === 'refused' ? NO : settledFor(fen, now()));
  }

  #centreAnswers(id: EncounterId, kind: Act['kind'], outcome: AttemptOutcome): void {
    const act = actsOf(this.world.db, id).findLast((one) => one.kind === kind && one.state === 'waiting');
    if (act !== undefined) this.world.answer(act, outcome);
  }

  recall(id: EncounterId, yes: boolean): void {
    const { db, built, now } = this.world;
    if (findEncounter(db, id)?.state !== 'settled') return;
    built.services.recalls.ask({ key: newKey(), encounterId: id, depth: 'settlement', reason: '示例' }, CLERK);
    const result = { kind: 'settlement-reversal', reversalNumber: `R${newKey()}`, reversedAt: now() } as const;
    this.#centreAnswers(id, 'settlement-reversal', yes ? { kind: 'acknowledged', numberThere: 'R', result } : NO);
    if (!yes) built.services.recalls.giveUp(id, CLERK);
  }

  #share({ fen, whole, answer }: Step, encounterId: EncounterId): void {
    const { db, built } = this.world;
    const { due } = stayBalance(db, encounterId);
    const amount = whole ? due : Money.fromFen(fen);
    const kind = fen % 2 === 0 ? 'relief' : 'arrears';
    built.services.payments.shares.ask({ encounterId, kind, amount, reason: '示例', key: newKey() }, CLERK);
    const requestId = shareRequestsOf(db, encounterId).findLast(({ approved }) => approved === null)?.id ?? 0;
    built.services.payments.shares.decide({ requestId, approved: answer !== 'refused', reason: '示例', key: newKey() }, SUPERVISOR.clerkId);
  }

  /** 转账退款: the second person says yes or no; what is agreed to, finance pays. */
  decideRequests(id: EncounterId, yes: boolean): void {
    const { refunds } = this.world.built.services.payments;
    for (const request of refundRequestsOf(this.world.db, id)) {
      if (request.refusedAt !== null || request.paidAt !== null) continue;
      if (!yes) {
        if (request.approvedBy === null) refunds.refuse(request.id, '示例', newKey(), SUPERVISOR.clerkId);
        continue;
      }
      if (request.approvedBy === null) refunds.approve(request.id, newKey(), SUPERVISOR.clerkId);
      refunds.paid(request.id, `F${request.id}`, newKey(), SUPERVISOR.clerkId);
      const index = this.world.stays.indexOf(id);
      this.counter[index] = (this.counter[index] ?? 0) - request.amount.toFen();
    }
  }

  /** Counted, `differs` fen long or short, handed over and sealed. */
  closeShift(differs: number): void {
    const { shifts } = this.world.built.services;
    const counted = this.drawer + differs;
    const pieces = [
      { fen: 10_000, count: Math.floor(counted / 10_000) },
      { fen: 1, count: counted % 10_000 },
    ];
    const { open } = shifts.view(pieces, CLERK);
    shifts.close({ pieces, reason: '示例', receiver: '出纳示例', quoteHash: open?.quoteHash ?? '', key: newKey() }, CLERK);
    this.drawer = 0;
  }

  /** The bank's own sum of what a stay holds, and ours. */
  heldHere = (index: number): number => heldByLock(this.world.db, this.stayAt(index)).toFen();
}
