import { invariant } from '../../../../shared/errors/invariant.ts';
import type { MessageId } from '../../../../shared/identity/ids.ts';
import type { ActResult } from '../../../../shared/model/attempt-outcome.ts';
import type { FinalSettlement } from '../../../../shared/model/settlement.ts';
import type { SavedAttempt } from '../../db/repositories/act-repository.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { claimOf, insertSettlement } from '../../db/repositories/settlement-repository.ts';
import { explainDifference } from '../settlement/difference-causes.ts';
import { saveCentreEntry } from './reversal-adoption.ts';

type Deps = Parameters<typeof explainDifference>[0] & Parameters<typeof saveCentreEntry>[0];

/** The official split beside the estimate, with what the centre will count, and why the two differ. Money is the caller's. */
export function saveFinal(
  deps: Deps,
  encounter: Encounter,
  result: Extract<ActResult, { kind: 'settlement' }>,
  attempt: SavedAttempt,
  detail: object = {},
): FinalSettlement {
  const claim = claimOf(deps.db, encounter.id);
  invariant(claim !== undefined, 'a settlement belongs to a claim');
  const settlementId = insertSettlement(deps.db, claim.id, {
    standing: 'final',
    sourceMessageId: attempt.messageId,
    centreNumber: result.settlementNumber,
    split: result.split,
    settledAt: result.settledAt,
    pack: null,
    detailText: JSON.stringify({ ...detail, ...(result.funds.length === 0 ? {} : { funds: result.funds }) }),
  });
  const final: FinalSettlement = { standing: 'final', split: result.split, sourceMessageId: attempt.messageId as MessageId };
  saveCentreEntry(deps, encounter, result, attempt);
  explainDifference(deps, encounter, settlementId, final);
  return final;
}
