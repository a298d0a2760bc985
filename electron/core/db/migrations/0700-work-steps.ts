import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** Who takes care of a row of the work list, what was said of it, and who was called: the list itself is computed and keeps nothing. */
export const workSteps: Migration = {
  number: 700,
  name: 'work-steps',
  sql: `
CREATE TABLE work_step ( -- personal: words
  id INTEGER PRIMARY KEY,
  item_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('claim', 'hand-over', 'note', 'call', 'put-aside')),
  owner_id TEXT REFERENCES clerk (id), -- who takes care of it from now on
  outcome TEXT CHECK (outcome IN ('reached', 'will-file', 'no-answer', 'wrong-number', 'not-coming')),
  words TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL,
  CHECK ((kind IN ('claim', 'hand-over')) = (owner_id IS NOT NULL)),
  CHECK ((kind = 'call') = (outcome IS NOT NULL)),
  CHECK (kind <> 'note' OR length(words) > 1)
) STRICT;
${appendOnly('work_step')}
CREATE INDEX work_step_by_item ON work_step (item_key, id);
`,
};
