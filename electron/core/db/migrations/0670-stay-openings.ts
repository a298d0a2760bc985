import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/**
 * When the desk opened a stay or a visit, which may have begun before: charges that waited for their patient count from then on, so that a day
 * that is over never changes. Stays of before: the first time that anybody did something with them.
 */
export const stayOpenings: Migration = {
  number: 670,
  name: 'stay-openings',
  sql: `
CREATE TABLE stay_opening (
  encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
  at TEXT NOT NULL
) STRICT;
INSERT INTO stay_opening SELECT id, coalesce((SELECT min(at) FROM audit WHERE subject_id = encounter.id), admitted_at) FROM encounter;
${appendOnly('stay_opening')}
`,
};
