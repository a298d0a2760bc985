import type { WORK_STEPS, CALL_OUTCOMES } from '../../../../shared/model/work-step.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** Something a person did about a row of the work list. */
export interface WorkStep {
  readonly itemKey: string;
  readonly kind: (typeof WORK_STEPS)[number];
  /** Who takes care of it from then on: of a claim and a hand-over. */
  readonly ownerId: string | null;
  readonly outcome: (typeof CALL_OUTCOMES)[number] | null;
  readonly words: string;
  readonly clerkId: string;
  readonly at: Instant;
}

export function insertWorkStep(db: WritableDb, step: WorkStep): void {
  db.prepare(`INSERT INTO work_step (item_key, kind, owner_id, outcome, words, clerk_id, at)
    VALUES (@itemKey, @kind, @ownerId, @outcome, @words, @clerkId, @at)`).run(step);
}

/** A step with the names that a list shows. */
export interface NamedWorkStep extends WorkStep {
  readonly ownerName: string | null;
  readonly clerkName: string;
}

/** What was done about each of these rows, oldest first. */
export function workStepsOf(db: ReadableDb, itemKeys: readonly string[]): ReadonlyMap<string, readonly NamedWorkStep[]> {
  const rows = db
    .prepare(`SELECT s.item_key AS itemKey, s.kind, s.owner_id AS ownerId, s.outcome, s.words, s.clerk_id AS clerkId, s.at,
        o.name AS ownerName, c.name AS clerkName
      FROM work_step AS s JOIN clerk AS c ON c.id = s.clerk_id LEFT JOIN clerk AS o ON o.id = s.owner_id
      WHERE s.item_key IN (SELECT value FROM json_each(?)) ORDER BY s.id`)
    .all(JSON.stringify(itemKeys)) as NamedWorkStep[];
  const steps = new Map<string, NamedWorkStep[]>();
  for (const row of rows) steps.set(row.itemKey, [...(steps.get(row.itemKey) ?? []), row]);
  return steps;
}
