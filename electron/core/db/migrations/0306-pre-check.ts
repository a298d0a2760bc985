import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** What the centre said of people who will come: asked before they do, so that somebody can call the family. */
export const preCheck: Migration = {
  number: 306,
  name: 'pre-check',
  sql: `
CREATE TABLE pre_check ( -- personal: words
  id INTEGER PRIMARY KEY,
  order_number TEXT NOT NULL REFERENCES admission_order (order_number),
  finding TEXT NOT NULL CHECK (finding IN ('fine', 'unknown-person', 'not-insured', 'not-eligible', 'no-filing', 'in-hospital')),
  words TEXT, -- the centre's own
  asked_at TEXT NOT NULL
) STRICT;
${appendOnly('pre_check')}
CREATE INDEX pre_check_by_order ON pre_check (order_number, id);
`,
};
