import { nextClaim } from '../../../../shared/claim/next-claim.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { AttemptOutcome } from '../../../../shared/model/attempt-outcome.ts';
import type { ReadableDb, WritableDb } from '../../db/database.ts';
import { type Act, actsOf, saveActState } from '../../db/repositories/act-repository.ts';
import { type Claim, claimOf, saveClaim } from '../../db/repositories/settlement-repository.ts';

type Told = Pick<Act, 'kind' | 'key'>;

/** What an answer about a settlement, of ours or of somebody else's that is taken over, makes of the claim. undefined: nothing. */
export function moveClaim(db: WritableDb, encounterId: EncounterId, act: Told, outcome: AttemptOutcome): Claim | undefined {
  const claim = claimOf(db, encounterId);
  invariant(claim !== undefined, 'a settlement belongs to a claim');
  // What somebody else settled was not committed here.
  const uncommitted = act.kind === 'settlement-adoption' && ['draft', 'rejected'].includes(claim.state.kind);
  if (uncommitted && outcome.kind !== 'acknowledged') return undefined;
  const before = uncommitted ? nextClaim(claim.state, { kind: 'commit', key: act.key }) : claim.state;
  saveClaim(db, claim, nextClaim(before, { kind: 'outcome', outcome }), claim.exit);
  return claim;
}

/** The same settlement told twice (by our own answer and by an event) is one. */
export function isKnownSettlement(db: ReadableDb, encounterId: EncounterId, outcome: AttemptOutcome): boolean {
  const state = claimOf(db, encounterId)?.state;
  return outcome.kind === 'acknowledged' && state?.kind === 'acknowledged' && state.centreNumber === outcome.numberThere;
}

/** Somebody else settled it, and the centre is asked for that settlement. */
export const awaitsAdoption = (db: ReadableDb, encounterId: EncounterId): boolean =>
  actsOf(db, encounterId).some(({ kind, state }) => kind === 'settlement-adoption' && (state === 'waiting' || state === 'unknown'));

/**
 * What was on its way when somebody else settled is found out before that settlement is taken over. Where nothing of it stands there it is not made
 * again, and a refusal keeps nobody waiting: the settlement that stands is what counts. Runs where the outcome is recorded.
 */
export function giveWayToAdoption(db: WritableDb, act: Pick<Act, 'id' | 'kind' | 'line' | 'encounterId'>, outcome: AttemptOutcome): void {
  const over = outcome.kind === 'absent' || outcome.kind === 'undone' || outcome.kind === 'rejected';
  if (!over || act.line !== 'centre' || act.kind === 'settlement-adoption' || act.kind === 'message-reversal') return;
  const adoption = actsOf(db, act.encounterId).find(({ kind, state }) => kind === 'settlement-adoption' && state === 'waiting');
  if (adoption !== undefined && adoption.id > act.id) saveActState(db, act.id, 'withdrawn');
}
