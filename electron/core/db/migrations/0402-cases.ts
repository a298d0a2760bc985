import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** What people did about a settled stay that is not even yet: who took it on, whom they called, to whom it went, that it was explained. */
export const cases: Migration = {
  number: 402,
  name: 'cases',
  sql: `
CREATE TABLE case_step ( -- personal: words
  id INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  settlement_id TEXT REFERENCES settlement (id), -- which settlement it is about; null: he pays all of it himself
  step TEXT NOT NULL CHECK (step IN ('claimed', 'called', 'to-finance', 'explained')),
  words TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL
) STRICT;
${appendOnly('case_step')}
CREATE INDEX case_step_by_encounter ON case_step (encounter_id, id);
`,
};
