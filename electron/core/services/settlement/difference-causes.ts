import type { FinalSettlement } from '../../../../shared/model/settlement.ts';
import { compareSplits } from '../../../../shared/rules/compare-splits.ts';
import type { WritableDb } from '../../db/database.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { insertDifference } from '../../db/repositories/settlement-repository.ts';
import type { EstimateService } from './estimate-service.ts';

/** Why the official split is not the estimate, to the fen, beside the settlement. Nothing where there was no estimate. */
export function explainDifference(
  { db, estimates }: { readonly db: WritableDb; readonly estimates: EstimateService },
  encounter: Encounter,
  settlementId: string,
  final: FinalSettlement,
): void {
  const guess = estimates.ofStay(encounter);
  const first = guess.kind === 'estimate' ? guess.range.columns[0] : undefined;
  if (guess.kind === 'none' || first === undefined) return;
  const { causes } = compareSplits(first.estimate, final, guess.claim, guess.packs);
  for (const { kind, ownShare, formula, facts } of causes) {
    insertDifference(db, settlementId, { cause: kind, amount: ownShare, facts: formula === null ? facts : { ...facts, formula } });
  }
}
