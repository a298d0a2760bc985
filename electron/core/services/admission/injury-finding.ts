import type { z } from 'zod';
import type { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { Clock } from '../../clock.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { ReadableDb, WritableDb } from '../../db/database.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import type { IntakeService } from '../stay/intake-service.ts';
import { injuryOf, insertFinding, lastFinding } from '../../db/repositories/door-repository.ts';

/** Keeps 医保办's finding on an injury. Errors: not-found/encounter.not-found. */
export function saveFinding(
  { db, clock, intake }: { readonly db: WritableDb; readonly clock: Clock; readonly intake: Pick<IntakeService, 'sendCharges'> },
  { encounterId, finding, words }: z.output<typeof worklistContract.finding.request>,
  clerkId: string,
): void {
  db.transaction(() => {
    if (injuryOf(db, encounterId) === undefined) throw new AppError('not-found', 'encounter.not-found', 'nobody spoke of an injury');
    insertFinding(db, encounterId, { finding, words, clerkId, at: clock.now() });
    const encounter = findEncounter(db, encounterId);
    if (encounter !== undefined) intake.sendCharges(encounter.orderNumber); // lines may have waited for this word
    insertAudit(db, { at: clock.now(), clerkId, event: 'injury-finding', subjectId: encounterId, facts: { finding } });
  }).immediate();
}

/** Somebody else may owe the stay, or a part of it, and 医保办 has not found that the insurance does. */
export function awaitsFinding(db: ReadableDb, encounterId: EncounterId): boolean {
  const injury = injuryOf(db, encounterId);
  return injury !== undefined && injury.extent !== 'none' && lastFinding(db, encounterId) !== 'insured';
}
