import type { AttemptOutcome } from '../../../shared/model/attempt-outcome.ts';
import type { ReadableDb } from '../db/database.ts';
import { type Act, answersOf, type SavedAttempt } from '../db/repositories/act-repository.ts';

interface AbsenceDeps {
  readonly db: ReadableDb;
  readonly absentSince: Map<string, number>;
  readonly monotonicMs: () => number;
  readonly absentAfterSeconds: number;
}

/**
 * A platform may answer "done" when it is asked to take back a message that it never saw; then the message may still arrive, as after "absent".
 * Charge lines are different: their platform names the ones it does not have. An admission that is taken back is seen only by its not being
 * shown, as an act that never arrived is.
 */
export const restsOnAbsence = ({ kind }: Act, outcome: AttemptOutcome): boolean =>
  outcome.kind === 'absent' ||
  (outcome.kind === 'undone' && ['settlement', 'interim-settlement', 'visit-settlement'].includes(kind)) ||
  (outcome.kind === 'acknowledged' && outcome.byAbsence === true);

/**
 * A committed act may stay invisible to queries for a while: only the second equal answer, after the delay, counts.
 * The delay begins with the first such answer, when the waiting for the attempt's own answer was over, and runs on a clock that nobody sets.
 */
export function mayBelieveAbsence(
  { db, absentSince, monotonicMs, absentAfterSeconds }: AbsenceDeps,
  { messageId }: SavedAttempt,
  outcome: AttemptOutcome,
): boolean {
  const { kind } = outcome;
  const since = absentSince.get(messageId) ?? monotonicMs();
  absentSince.set(messageId, since);
  const last = answersOf(db, messageId).findLast(({ outcome }) => outcome !== 'unknown');
  const shown = outcome.kind === 'acknowledged' ? outcome.numberThere : null;
  const same = (last?.outcome === kind && last.numberThere === shown) || (notThere(kind) && last !== undefined && notThere(last.outcome));
  return same && monotonicMs() - since >= absentAfterSeconds * 1_000;
}

/** Absent and taken back say the same of a settlement: that none stands there. */
const notThere = (outcome: AttemptOutcome['kind']): boolean => outcome === 'absent' || outcome === 'undone';
