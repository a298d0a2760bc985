import type { SettlementView } from '../../../../shared/contract/settlement-contract.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { ReadableDb } from '../../db/database.ts';
import { type Act, creditOrderOf } from '../../db/repositories/act-repository.ts';
import { otherTotal } from '../../db/repositories/charge-share-repository.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { standingInterims } from '../../db/repositories/interim-repository.ts';
import { differencesOf, type SavedSettlement } from '../../db/repositories/settlement-repository.ts';
import { heldByLock } from '../money/credit-orders.ts';
import { stayBalance } from '../money/stay-money.ts';
import type { Guess } from './estimate-service.ts';

type Outcome = NonNullable<SettlementView['outcome']>;

/** What the centre's settlement meant for the lock and the patient, and why it is not what was expected. */
export function outcomeOf(db: ReadableDb, encounter: Encounter, acts: readonly Act[], final: SavedSettlement, guess: Guess): Outcome {
  invariant(final.sourceMessageId !== null && final.centreNumber !== null, 'a final settlement has the message and number of the centre');
  const use = creditUseSince(db, encounter, acts);
  const causes = differencesOf(db, final.id).map(({ cause, amount, facts }) => ({ cause, amount, facts: { ...facts } }));
  const expected = guess.kind === 'none' ? undefined : guess.range.columns[0]?.estimate.split.inScopeOwnShare;
  const beside = otherTotal(db, encounter.orderNumber);
  const splits = [final.split, ...standingInterims(db, encounter.id).map(({ settlement }) => settlement.split)];
  const owed = Money.sum([...splits.map(shareOf), beside]).minus(use.draw);
  const { due } = stayBalance(db, encounter.id);
  return {
    settlementNumber: final.centreNumber,
    settledAt: final.settledAt,
    ...use,
    owed,
    paid: owed.minus(due),
    due,
    difference: expected === undefined ? Money.ZERO : final.split.inScopeOwnShare.minus(expected),
    causes,
  };
}

/** What of a settlement is left for bank and patient. */
const shareOf = ({ inScopeOwnShare, account, selfPaid, overCap }: SavedSettlement['split']): Money =>
  Money.sum([Money.max(Money.ZERO, inScopeOwnShare.minus(account)), selfPaid, overCap]);

/** What the bank was told because of the settlement that stands; orders of an earlier one that was recalled are not among them. */
function creditUseSince(
  db: ReadableDb,
  encounter: Encounter,
  acts: readonly Act[],
): Pick<Outcome, 'locked' | 'draw' | 'release' | 'drawState' | 'releaseState'> {
  const settled = acts.findLast(({ kind, state }) => (kind === 'settlement' || kind === 'settlement-adoption') && state === 'acknowledged');
  const since = acts.filter(({ id, state }) => id > (settled?.id ?? 0) && state !== 'withdrawn');
  const of = (kind: Act['kind']) => since.filter((act) => act.kind === kind);
  const sum = (some: readonly Act[]) => Money.sum(some.map(({ id }) => creditOrderOf(db, id)));
  const [draws, releases] = [of('credit-draw'), of('credit-release')];
  const carriedOut = [...draws, ...releases].filter(({ state }) => state !== 'rejected');
  const stateOf = (some: readonly Act[]): Outcome['drawState'] => {
    const state = some.at(-1)?.state;
    return state === undefined || state === 'withdrawn' ? 'none' : state;
  };
  return {
    locked: sum(carriedOut).plus(heldByLock(db, encounter.id)),
    draw: sum(draws),
    release: sum(releases),
    drawState: stateOf(draws),
    releaseState: stateOf(releases),
  };
}
