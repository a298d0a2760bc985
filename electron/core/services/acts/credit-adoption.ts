import { randomUUID } from 'node:crypto';
import { creditUseOf } from '../../../../shared/credit/credit-use.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId, IdempotencyKey, MessageId } from '../../../../shared/identity/ids.ts';
import type { ActKind } from '../../../../shared/model/acts.ts';
import type { ActResult, AttemptOutcome } from '../../../../shared/model/attempt-outcome.ts';
import type { FinalSettlement } from '../../../../shared/model/settlement.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { type Act, actsOf, creditOrderOf, saveActState } from '../../db/repositories/act-repository.ts';
import { standingInterims } from '../../db/repositories/interim-repository.ts';
import { withdrawalOf } from '../../db/repositories/recall-repository.ts';
import { type Claim, claimOf, creditEntries, insertCreditEntry, lastSettlement } from '../../db/repositories/settlement-repository.ts';
import { takingBackOpen } from '../invoice/invoice-book.ts';
import { creditLifeOf, heldByLock, isBankAct, MOVE_OF, orderCredit, standingDraw } from '../money/credit-orders.ts';
import { stayBalance, type StayMoney } from '../money/stay-money.ts';
import { giveLockBack } from '../stay/stay-end.ts';

interface Deps {
  readonly db: WritableDb;
  readonly clock: Clock;
}

/** What the bank confirms moves money of the stay. */
interface MoneyDeps extends Deps {
  readonly stayMoney: StayMoney;
}

/** Draw and release become acts of the bank's line; UNIQUE (key, kind) keeps each of them one, whatever is repeated. */
export function orderCreditUse(deps: Deps, act: Act, encounterId: EncounterId, final: FinalSettlement): void {
  const { db } = deps;
  const lock = creditEntries(db, encounterId).find(({ kind }) => kind === 'lock');
  if (lock === undefined) return;
  const held = heldByLock(db, encounterId);
  const use = creditUseOf({ bankNumber: lock.bankNumber, locked: held }, withParts(db, encounterId, final));
  // A lock that came late finds part of it paid over the counter: the bank is told to pay the rest only.
  const draw = Money.min(use.draw, stayBalance(db, encounterId).due);
  const release = held.minus(draw);
  const base = { encounterId, key: act.key, clerkId: null };
  if (!draw.isZero()) orderCredit(deps, { ...base, kind: 'credit-draw', amount: draw });
  if (!release.isZero()) orderCredit(deps, { ...base, kind: 'credit-release', amount: release });
}

/** One draw pays the stay's whole official share: of its interim settlements, too. */
function withParts(db: WritableDb, encounterId: EncounterId, final: FinalSettlement): FinalSettlement {
  const splits = [final.split, ...standingInterims(db, encounterId).map(({ settlement }) => settlement.split)];
  if (splits.length === 1) return final;
  const inScopeOwnShare = Money.sum(splits.map((split) => split.inScopeOwnShare));
  const account = Money.sum(splits.map((split) => split.account));
  return { ...final, split: { ...final.split, inScopeOwnShare, account } };
}

/** What the bank confirmed is an entry; what follows from it is ordered. */
export function adoptCredit(deps: MoneyDeps, act: Act, encounterId: EncounterId, result: Extract<ActResult, { kind: 'credit' }>): void {
  const { db, clock, stayMoney } = deps;
  invariant(isBankAct(act), 'only the bank answers with credit');
  const kind = MOVE_OF[act.kind];
  const ordered = creditOrderOf(db, act.id);
  invariant(ordered.equals(result.amount), 'the bank confirms exactly what was ordered');
  insertCreditEntry(db, encounterId, { kind, amount: ordered, bankNumber: result.bankNumber }, act.id, clock.now());
  if (kind === 'draw-reversal') stayMoney.onDrawReversed(encounterId, ordered, result.bankNumber);
  if (kind === 'lock' || kind === 'raise' || kind === 'draw-reversal') spendLateHold(deps, act, encounterId);
  // A draw that is found out after its settlement was taken back pays nothing: it is on its way back to the lock.
  if (kind === 'draw' && standingFinal(db, encounterId) !== undefined) stayMoney.onDrawn(encounterId, ordered, result.bankNumber);
}

/** What a lock holds only after the stay was settled (it came late, or a draw went back to it) is still drawn or given back. */
function spendLateHold(deps: Deps, act: Act, encounterId: EncounterId): void {
  if (withdrawalOf(deps.db, encounterId) !== undefined) {
    giveLockBack(deps, encounterId);
    return;
  }
  const final = standingFinal(deps.db, encounterId);
  if (final === undefined) return;
  // One settlement is drawn once: what a raise brings after the draw was ordered goes back to the patient's limit.
  if (act.kind === 'credit-raise' && isDrawn(deps.db, encounterId)) giveLockBack(deps, encounterId);
  else orderCreditUse(deps, act, encounterId, final);
}

const isDrawn = (db: WritableDb, encounterId: EncounterId): boolean =>
  standingDraw(db, encounterId) !== undefined || creditLifeOf(db, encounterId).ordered.some(({ kind }) => kind === 'draw');

/**
 * What the bank refused, or never saw. Where the settlement that it was for is gone, it is not asked again, and nothing needs to go back;
 * where it stands, a deposit may pay what the bank does not.
 */
export function adoptCreditRefusal({ db, stayMoney }: MoneyDeps, act: Act, outcome: AttemptOutcome): void {
  if (!NOT_DONE.includes(outcome.kind)) return;
  // The bank does not say why. The lock stays as it is, and what comes after is not held up.
  if (act.kind === 'credit-raise' && outcome.kind === 'rejected') saveActState(db, act.id, 'withdrawn');
  const stands = standingFinal(db, act.encounterId) !== undefined;
  if (USES.includes(act.kind) && !stands && !(act.kind === 'credit-release' && lockGivenBack(db, act.encounterId))) {
    saveActState(db, act.id, 'withdrawn');
    if (act.kind === 'credit-draw') forget(db, act.encounterId, ['credit-draw-reversal']);
  }
  if (act.kind === 'credit-draw' && outcome.kind === 'rejected') stayMoney.applyDeposit(act.encounterId);
}

/**
 * The lock is given back for good, apart from any settlement: whatever of it is on its way to the bank is asked again until it is done. Such a
 * release has a key of its own; one that follows from a settlement has that settlement's.
 */
function lockGivenBack(db: WritableDb, encounterId: EncounterId): boolean {
  const acts = actsOf(db, encounterId);
  return acts.some(
    ({ id, kind, key, state }) =>
      kind === 'credit-release' && state !== 'withdrawn' && !acts.some((other) => other.id !== id && other.key === key),
  );
}

/** The settlement is gone: what the bank was to do for it and was not asked, or would not do, is not asked any more. */
export const forgetCreditUse = (db: WritableDb, encounterId: EncounterId): void => forget(db, encounterId, USES);

const NOT_DONE: readonly AttemptOutcome['kind'][] = ['absent', 'undone', 'rejected'];
const USES: readonly ActKind[] = ['credit-draw', 'credit-release'];

function forget(db: WritableDb, encounterId: EncounterId, kinds: readonly ActKind[]): void {
  const unsent = actsOf(db, encounterId).filter(({ kind, state }) => kinds.includes(kind) && (state === 'waiting' || state === 'rejected'));
  for (const { id } of unsent) saveActState(db, id, 'withdrawn');
}

/**
 * The settlement is gone: what the bank paid for it, or may have paid, goes back to the lock, after its invoice was taken back where one stands
 * (domain: 2305 → 冲红 → refund). Also called when the red invoice came. Orders of one stay reach the bank in their order, so a draw whose answer
 * is not known yet is found out first.
 */
export function takeDrawBack({ db, clock }: Deps, encounterId: EncounterId): void {
  if (takingBackOpen(db, encounterId)) return;
  const amount = standingDraw(db, encounterId);
  if (amount === undefined) return;
  const key = randomUUID() as IdempotencyKey;
  orderCredit({ db, clock }, { kind: 'credit-draw-reversal', encounterId, amount, key, clerkId: null });
}

function standingFinal(db: WritableDb, encounterId: EncounterId): FinalSettlement | undefined {
  const claim = claimOf(db, encounterId);
  return claim?.state.kind === 'acknowledged' ? finalOf(db, claim) : undefined;
}

function finalOf(db: WritableDb, claim: Claim): FinalSettlement | undefined {
  const saved = lastSettlement(db, claim.id, 'final');
  if (saved?.sourceMessageId == null) return undefined;
  return { standing: 'final', split: saved.split, sourceMessageId: saved.sourceMessageId as MessageId };
}
