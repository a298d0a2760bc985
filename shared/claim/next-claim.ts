import { AppError } from '../errors/app-error.ts';
import { assertNever } from '../errors/invariant.ts';
import type { IdempotencyKey } from '../identity/ids.ts';
import type { AttemptOutcome } from '../model/attempt-outcome.ts';
import type { ClaimState } from '../model/claim-state.ts';

export type ClaimEvent =
  | { readonly kind: 'commit'; readonly key: IdempotencyKey }
  | { readonly kind: 'outcome'; readonly outcome: AttemptOutcome }
  /** The centre took the settlement back: the stay may be settled anew. */
  | { readonly kind: 'reversed' };

/** The next state. Throws AppError conflict/claim.wrong-state when the event does not fit. Source: architecture, acts and attempts. */
export function nextClaim(state: ClaimState, event: ClaimEvent): ClaimState {
  switch (event.kind) {
    case 'commit':
      if (state.kind === 'draft' || state.kind === 'rejected') return { kind: 'pending', key: event.key };
      break;
    case 'outcome':
      // An attempt is unknown from before its first byte, so an outcome may meet a claim that is still called pending.
      if (state.kind === 'pending' || state.kind === 'unknown') return afterOutcome(state.key, event.outcome);
      break;
    case 'reversed':
      if (state.kind === 'acknowledged') return { kind: 'draft' };
      break;
    default:
      return assertNever(event);
  }
  throw new AppError('conflict', 'claim.wrong-state', `cannot ${event.kind} a ${state.kind} claim`, {
    state: state.kind,
    event: event.kind,
  });
}

function afterOutcome(key: IdempotencyKey, outcome: AttemptOutcome): ClaimState {
  switch (outcome.kind) {
    case 'acknowledged':
      return { kind: 'acknowledged', key, centreNumber: outcome.numberThere };
    case 'rejected':
      return { kind: 'rejected', key };
    case 'absent':
    case 'undone':
      return { kind: 'pending', key }; // a new attempt will be built
    case 'unknown':
      return { kind: 'unknown', key };
    default:
      return assertNever(outcome);
  }
}
