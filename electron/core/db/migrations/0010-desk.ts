import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** Who works here, who did what, and which requests were already carried out. */
export const desk: Migration = {
  number: 10,
  name: 'desk',
  sql: `
CREATE TABLE clerk (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL, -- personal
  role TEXT NOT NULL CHECK (role IN ('clerk', 'supervisor')),
  pin_hash TEXT NOT NULL,
  wrong_pins INTEGER NOT NULL DEFAULT 0,
  locked_until_at TEXT
) STRICT;

CREATE TABLE session ( -- run_id: one start of the program; a restarted core goes on with its clerk
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  opened_at TEXT NOT NULL,
  closed_at TEXT
) STRICT;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  clerk_id TEXT, -- null: the program itself
  event TEXT NOT NULL,
  subject_id TEXT,
  facts_text TEXT NOT NULL CHECK (json_valid(facts_text))
) STRICT;
${appendOnly('audit')}

CREATE TABLE keyed_request (
  key TEXT NOT NULL PRIMARY KEY,
  request_hash TEXT NOT NULL,
  result_id TEXT NOT NULL,
  done_at TEXT NOT NULL
) STRICT;
${appendOnly('keyed_request')}

CREATE TABLE message_counter ( -- the last message number given out; never goes back, whatever the clock does
  window_number TEXT NOT NULL PRIMARY KEY,
  second_text TEXT NOT NULL CHECK (length(second_text) = 14),
  counter INTEGER NOT NULL CHECK (counter BETWEEN 0 AND 99)
) STRICT;
`,
};
