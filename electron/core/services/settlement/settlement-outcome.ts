import type { SettlementView } from '../../../../shared/contract/settlement-contract.ts';
import { creditUseOf } from '../../../../shared/credit/credit-use.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { MessageId } from '../../../../shared/identity/ids.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { ReadableDb } from '../../db/database.ts';
import type { Act } from '../../db/repositories/act-repository.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { creditEntries, differencesOf, type SavedSettlement } from '../../db/repositories/settlement-repository.ts';
import { stayBalance } from '../money/stay-money.ts';
import type { Guess } from './estimate-service.ts';

type Outcome = NonNullable<SettlementView['outcome']>;

/** What the centre's settlement meant for the lock and the patient, and why it is not what was expected. */
export function outcomeOf(db: ReadableDb, encounter: Encounter, acts: readonly Act[], final: SavedSettlement, guess: Guess): Outcome {
  invariant(final.sourceMessageId !== null && final.centreNumber !== null, 'a final settlement has the message and number of the centre');
  const lock = creditEntries(db, encounter.id).find(({ kind }) => kind === 'lock');
  const use = creditUseOf(
    { bankNumber: lock?.bankNumber ?? '', locked: lock?.amount ?? Money.ZERO },
    { standing: 'final', split: final.split, sourceMessageId: final.sourceMessageId as MessageId },
  );
  const stateOf = (kind: Act['kind']): Outcome['drawState'] => {
    // A settlement that was taken back had its own.
    const state = acts.findLast((act) => act.kind === kind)?.state;
    return state === undefined || state === 'withdrawn' ? 'none' : state;
  };
  const causes = differencesOf(db, final.id).map(({ cause, amount, facts }) => ({ cause, amount, facts: { ...facts } }));
  const expected = guess.kind === 'none' ? undefined : guess.range.columns[0]?.estimate.split.inScopeOwnShare;
  const owed = Money.sum([use.owed, final.split.selfPaid, final.split.overCap]);
  const { due } = stayBalance(db, encounter.id);
  return {
    settlementNumber: final.centreNumber,
    settledAt: final.settledAt,
    locked: lock?.amount ?? Money.ZERO,
    draw: use.draw,
    release: use.release,
    owed,
    paid: owed.minus(due),
    due,
    drawState: stateOf('credit-draw'),
    releaseState: stateOf('credit-release'),
    difference: expected === undefined ? Money.ZERO : final.split.inScopeOwnShare.minus(expected),
    causes,
  };
}
