import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { ActKind, ActState } from '../../../../shared/model/acts.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { ReadableDb } from '../../db/database.ts';
import { actsOf, creditOrderOf } from '../../db/repositories/act-repository.ts';
import { type CreditEntry, creditEntries } from '../../db/repositories/settlement-repository.ts';

/**
 * What a stay's lock holds when everything that was ordered from the bank is done, >= 0: locked − drawn + given back − released.
 * Orders of one stay reach the bank in their order, so what is on its way counts.
 */
export function heldByLock(db: ReadableDb, encounterId: EncounterId): Money {
  const entries = creditEntries(db, encounterId);
  const open = actsOf(db, encounterId).filter(({ state }) => state === 'waiting' || state === 'unknown');
  const sum = (entry: CreditEntry['kind'], act: ActKind | null): Money =>
    Money.sum([
      ...entries.filter(({ kind }) => kind === entry).map(({ amount }) => amount),
      ...open.filter(({ kind }) => kind === act).map(({ id }) => creditOrderOf(db, id)),
    ]);
  return sum('lock', null)
    .minus(sum('draw', 'credit-draw'))
    .plus(sum('draw-reversal', 'credit-draw-reversal'))
    .minus(sum('release', 'credit-release'));
}

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
