import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** Where the centre has other lines than the hospital: what was compared, and what is taken back one by one. */
export const chargesRepair: Migration = {
  number: 110,
  name: 'charges-repair',
  sql: `
INSERT INTO act_kind (kind, line) VALUES ('charges-comparison', 'centre'), ('charges-removal', 'centre');

CREATE TABLE charge_removal ( -- what an act of kind charges-removal takes back
  act_id INTEGER NOT NULL PRIMARY KEY REFERENCES act (id),
  line_number TEXT -- null: everything that is not settled
) STRICT;
${appendOnly('charge_removal')}

CREATE TABLE charge_finding ( -- what a comparison of the lines found
  act_id INTEGER NOT NULL PRIMARY KEY REFERENCES act (id),
  shown INTEGER NOT NULL CHECK (shown IN (0, 1)), -- 0: the centre does not show them
  missing INTEGER NOT NULL CHECK (missing >= 0),
  strange INTEGER NOT NULL CHECK (strange >= 0),
  found_at TEXT NOT NULL
) STRICT;
${appendOnly('charge_finding')}

CREATE TABLE act_refusal ( -- the other side said no to a question that belongs to the act, before it was sent
  id INTEGER PRIMARY KEY,
  act_id INTEGER NOT NULL REFERENCES act (id),
  attempts INTEGER NOT NULL, -- of the act until then: the refusal is the last word while there is no newer one
  words TEXT NOT NULL, -- personal
  at TEXT NOT NULL
) STRICT;
${appendOnly('act_refusal')}
CREATE INDEX act_refusal_by_act ON act_refusal (act_id, id);
`,
};
