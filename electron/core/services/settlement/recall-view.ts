import type { RecallView } from '../../../../shared/contract/recall-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { Clerk } from '../../db/repositories/clerk-repository.ts';
import type { RecallService } from './recall-service.ts';

/** What of a stay may be taken back, what was asked for, and what this clerk may say to it. Errors: encounter.not-found. */
export function recallView(
  recalls: RecallService,
  encounterId: EncounterId,
  clerk: Clerk,
  nameOf: (clerkId: string) => string,
): RecallView {
  const { choices, offices, recalls: asked, mayGiveUp } = recalls.view(encounterId);
  const vote = recalls.voteOf(encounterId, clerk);
  return {
    choices: choices.map(({ closedBecause, ...choice }) => ({ ...choice, closedBecause: [...closedBecause] })),
    offices: [...offices],
    mayDecide: vote !== null && 'office' in vote ? vote.office : null,
    mayNotDecideBecause: vote !== null && 'because' in vote ? vote.because : null,
    mayGiveUp,
    recalls: asked.map(({ id, depth, reason, clerkId, askedAt, agreed, approved }) => ({
      recallId: id,
      depth,
      reason,
      clerkId,
      clerkName: nameOf(clerkId),
      askedAt,
      agreed: [...agreed],
      approved,
    })),
  };
}
