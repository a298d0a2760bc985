import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { CaseStep } from '../../../../shared/model/case.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** One thing a person did about a stay that is not even yet. */
export interface SavedCaseStep {
  readonly encounterId: EncounterId;
  /** null: he pays all of it himself. */
  readonly settlementId: string | null;
  readonly step: CaseStep;
  readonly words: string;
  readonly clerkId: string;
  readonly at: Instant;
}

export function insertCaseStep(db: WritableDb, step: SavedCaseStep): void {
  db.prepare(`INSERT INTO case_step (encounter_id, settlement_id, step, words, clerk_id, at)
    VALUES (@encounterId, @settlementId, @step, @words, @clerkId, @at)`).run(step);
}

/** About one settlement of a stay, oldest first: what was done about an earlier one is history. */
export const caseStepsOf = (db: ReadableDb, encounterId: EncounterId, settlementId: string | null): readonly SavedCaseStep[] =>
  db
    .prepare(`SELECT encounter_id AS encounterId, settlement_id AS settlementId, step, words, clerk_id AS clerkId, at FROM case_step
      WHERE encounter_id = ? AND settlement_id IS ? ORDER BY id`)
    .all(encounterId, settlementId) as SavedCaseStep[];
