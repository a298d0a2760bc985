import type { ActView } from '../../../../shared/contract/encounter-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { ReadableDb } from '../../db/database.ts';
import { actsOf, answersOf, attemptsOf } from '../../db/repositories/act-repository.ts';

/** The history of a stay's acts: every try and everything that was seen of it, in the other side's own words. */
export function actViews(db: ReadableDb, encounterId: EncounterId): readonly ActView[] {
  return actsOf(db, encounterId).map(({ id, kind, line, state, createdAt, deadlineAt }) => ({
    actId: id,
    kind,
    line,
    state,
    createdAt,
    deadlineAt,
    attempts: attemptsOf(db, id).map(({ messageId, sentAt }) => ({
      messageId,
      sentAt,
      answers: answersOf(db, messageId).map(({ outcome, seenAt, words }) => ({ outcome, seenAt, words })),
    })),
  }));
}
