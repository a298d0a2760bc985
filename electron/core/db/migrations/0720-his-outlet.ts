import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** What the hospital's system is told of each stay: a row each time it is otherwise than it was told last, and when it was written out. */
export const hisOutlet: Migration = {
  number: 720,
  name: 'his-outlet',
  sql: `
CREATE TABLE his_outlet (
  id INTEGER PRIMARY KEY, -- the running number of the line: a reader that has seen it passes it over
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  body_text TEXT NOT NULL CHECK (json_valid(body_text)),
  made_at TEXT NOT NULL
) STRICT;
${appendOnly('his_outlet')}

CREATE TABLE his_outlet_last ( -- what was told last of each stay, so that nobody reads all lines to know it
  encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
  body_text TEXT NOT NULL CHECK (json_valid(body_text)),
  closed INTEGER NOT NULL CHECK (closed IN (0, 1)) -- the stay is over and even: nothing more is to be expected of it
) STRICT;
CREATE INDEX his_outlet_last_open ON his_outlet_last (encounter_id) WHERE closed = 0;

CREATE TABLE his_outlet_written (
  outlet_id INTEGER NOT NULL PRIMARY KEY REFERENCES his_outlet (id),
  file_name TEXT NOT NULL,
  written_at TEXT NOT NULL
) STRICT;
${appendOnly('his_outlet_written')}
`,
};
