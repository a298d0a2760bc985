import { randomUUID } from 'node:crypto';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { ActKind } from '../../../../shared/model/acts.ts';
import type { ActResult } from '../../../../shared/model/attempt-outcome.ts';
import type { Posting } from '../../../../shared/model/ledger.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb, WritableDb } from '../../db/database.ts';
import { type Act, insertAct, saveActState } from '../../db/repositories/act-repository.ts';
import {
  findInvoiceOrder,
  insertInvoice,
  insertInvoiceOrder,
  type InvoiceOrder,
  invoiceOrdersOf,
} from '../../db/repositories/invoice-repository.ts';
import { balanceOf, postingsOf } from '../../db/repositories/ledger-repository.ts';

export interface InvoiceBookDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  /** false: this hospital's platform is not connected here; nothing is ordered. */
  readonly connected: boolean;
  /** A red invoice stands: what waited for it may go on. */
  readonly onTakenBack: (encounterId: EncounterId) => void;
}

/** What may make a share even: also the giving back of what was paid too much. */
const EVENS: readonly Posting['kind'][] = ['settled', 'collected', 'relieved', 'refunded'];

/** The settlements that stand in the books of a stay and were not taken back, oldest first: interim ones, and its own. */
export function standingSettlements(db: ReadableDb, encounterId: EncounterId): readonly Posting[] {
  const settled = postingsOf(db, { encounterId }).filter(({ kind }) => kind === 'settled');
  const reversed = new Set(settled.map(({ reversesId }) => reversesId));
  return settled.filter(({ id, reversesId }) => reversesId === null && !reversed.has(id));
}

/** The last of them. */
export const standingSettlement = (db: ReadableDb, encounterId: EncounterId): Posting | undefined =>
  standingSettlements(db, encounterId).at(-1);

/** Whether an invoice stands, or is on its way, for the settlement that stands: what it shows as paid must stay paid. */
export function invoiceOrdered(db: ReadableDb, encounterId: EncounterId): boolean {
  const settlement = standingSettlement(db, encounterId);
  return invoiceOrdersOf(db, encounterId).some(
    ({ kind, state, postingId }) =>
      kind === 'invoice-issue' && ['waiting', 'unknown', 'acknowledged'].includes(state) && postingId === settlement?.id,
  );
}

/** Whether a stay's invoice is being taken back, or must be and was refused: its money goes back after that. */
export const takingBackOpen = (db: ReadableDb, encounterId: EncounterId): boolean =>
  invoiceOrdersOf(db, encounterId).some(
    ({ kind, state }) => kind === 'invoice-reversal' && state !== 'acknowledged' && state !== 'withdrawn',
  );

/**
 * When an invoice is ordered, and when its taking back (冲红). The books say it: a settlement that stands and whose share is wholly paid wants an
 * invoice; one that was taken back wants its invoice taken back. So whatever settles a stay, and whatever pays it, is invoiced once.
 * Every method runs inside the transaction of what happened.
 */
export class InvoiceBook {
  readonly #deps: InvoiceBookDeps;

  constructor(deps: InvoiceBookDeps) {
    this.#deps = deps;
  }

  /** After each posting. Source: domain, settlement → money → invoice; can it be reversed → reversal → 冲红 → refund. */
  onPosting({ kind, encounterId, reversesId }: Posting): void {
    const { db, connected } = this.#deps;
    if (!connected || encounterId === null) return;
    if (kind === 'settled' && reversesId !== null) this.#takeBack(encounterId, reversesId, null);
    else if (EVENS.includes(kind) && reversesId === null && balanceOf(db, 'receivable', encounterId).isZero())
      this.order(encounterId, null);
  }

  /** Orders an invoice of each settlement that stands, once. `clerkId`: who wanted it though something is still owed. */
  order(encounterId: EncounterId, clerkId: string | null): void {
    const { db } = this.#deps;
    const issues = invoiceOrdersOf(db, encounterId).filter(({ kind }) => kind === 'invoice-issue');
    const ordered = new Set(issues.map(({ postingId }) => postingId));
    for (const { id } of standingSettlements(db, encounterId))
      if (!ordered.has(id)) this.#insert('invoice-issue', encounterId, { postingId: id, issueActId: null }, clerkId);
  }

  /** The platform's answer, in the books. */
  adopt(act: Act, result: Extract<ActResult, { kind: 'invoice' }>): void {
    const { db, onTakenBack } = this.#deps;
    insertInvoice(db, act.id, act.kind === 'invoice-reversal', result);
    const order = findInvoiceOrder(db, act.id);
    invariant(order !== undefined, 'an invoice was ordered before it was issued');
    if (act.kind === 'invoice-reversal') onTakenBack(act.encounterId);
    // Its settlement went while the platform was asked.
    else if (!standingSettlements(db, act.encounterId).some(({ id }) => id === order.postingId))
      this.#takeBack(act.encounterId, order.postingId, act.clerkId);
  }

  /** What was not sent yet is never sent; what was issued is taken back; what is unknown is taken back once it is known. */
  #takeBack(encounterId: EncounterId, postingId: number, clerkId: string | null): void {
    const { db } = this.#deps;
    const issue = invoiceOrdersOf(db, encounterId).find((order) => order.postingId === postingId && order.kind === 'invoice-issue');
    if (issue?.state === 'waiting' || issue?.state === 'rejected') saveActState(db, issue.actId, 'withdrawn');
    else if (issue?.state === 'acknowledged')
      this.#insert('invoice-reversal', encounterId, { postingId, issueActId: issue.actId }, clerkId);
  }

  #insert(
    kind: Extract<ActKind, 'invoice-issue' | 'invoice-reversal'>,
    encounterId: EncounterId,
    about: Pick<InvoiceOrder, 'postingId' | 'issueActId'>,
    clerkId: string | null,
  ): void {
    const { db, clock } = this.#deps;
    const key = randomUUID() as IdempotencyKey;
    const actId = insertAct(db, { kind, encounterId, key, clerkId, createdAt: clock.now(), deadlineAt: null });
    insertInvoiceOrder(db, { actId, ...about });
  }
}
