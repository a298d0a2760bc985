import { checkCreditMove, type CreditLife, type CreditLine, heldBy } from '../../../../shared/credit/credit-life.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { ActState, BankActKind } from '../../../../shared/model/acts.ts';
import type { CreditMove } from '../../../../shared/model/credit.ts';
import type { Money } from '../../../../shared/money/money.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb, WritableDb } from '../../db/database.ts';
import { type Act, actsOf, creditOrderOf, insertAct, insertCreditOrder } from '../../db/repositories/act-repository.ts';
import { claimOf, creditEntries } from '../../db/repositories/settlement-repository.ts';

/** Which move of a lock an act of the bank's line is. */
export const MOVE_OF: Readonly<Record<BankActKind, CreditMove>> = {
  'credit-lock': 'lock',
  'credit-raise': 'raise',
  'credit-draw': 'draw',
  'credit-draw-reversal': 'draw-reversal',
  'credit-release': 'release',
};

export const isBankAct = (act: Act): act is Act & { readonly kind: BankActKind } => act.line === 'bank';

/** What the bank has confirmed of a stay, and what it was told and has not answered. */
export function creditLifeOf(db: ReadableDb, encounterId: EncounterId): CreditLife {
  const open = actsOf(db, encounterId).filter(({ state }) => state === 'waiting' || state === 'unknown');
  const ordered = open.filter(isBankAct).map(({ id, kind }): CreditLine => ({ kind: MOVE_OF[kind], amount: creditOrderOf(db, id) }));
  const settled = claimOf(db, encounterId)?.state.kind === 'acknowledged';
  return { entries: creditEntries(db, encounterId), ordered, settled, available: null };
}

/** What a stay's lock holds when everything that was ordered from the bank is done. Orders of one stay reach the bank in their order. */
export const heldByLock = (db: ReadableDb, encounterId: EncounterId): Money => heldBy(creditLifeOf(db, encounterId));

/** The draw that stands: what the bank paid, or may have paid, and was not asked to take back. */
export function standingDraw(db: ReadableDb, encounterId: EncounterId): Money | undefined {
  const entries = creditEntries(db, encounterId);
  const acts = actsOf(db, encounterId);
  const back = entries.filter(({ kind }) => kind === 'draw-reversal').length;
  const ordered = acts.filter(({ kind, state }) => kind === 'credit-draw-reversal' && OPEN.includes(state)).length;
  const unanswered = acts.filter(({ kind, state }) => kind === 'credit-draw' && state === 'unknown');
  const draws = [
    ...entries.filter(({ kind }) => kind === 'draw').map(({ amount }) => amount),
    ...unanswered.map(({ id }) => creditOrderOf(db, id)),
  ];
  // One settlement, one draw; each was taken back before the next came.
  return draws[back + ordered];
}

const OPEN: readonly ActState[] = ['waiting', 'unknown', 'rejected'];

export interface CreditOrder {
  readonly kind: BankActKind;
  readonly encounterId: EncounterId;
  readonly amount: Money;
  readonly key: IdempotencyKey;
  /** null: the program itself. */
  readonly clerkId: string | null;
  /** What of the patient's limit is free, where somebody has looked. */
  readonly available?: Money;
}

/** The one place from which the bank is told anything about a lock. Errors: rule/credit.illegal-move. */
export function orderCredit(
  { db, clock }: { readonly db: WritableDb; readonly clock: Clock },
  { kind, encounterId, amount, key, clerkId, available }: CreditOrder,
): void {
  checkCreditMove({ kind: MOVE_OF[kind], amount }, { ...creditLifeOf(db, encounterId), available: available ?? null });
  insertCreditOrder(db, insertAct(db, { kind, encounterId, key, clerkId, createdAt: clock.now(), deadlineAt: null }), amount);
}
