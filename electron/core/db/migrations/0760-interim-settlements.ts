import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/**
 * 中途结算: which lines of a stay were settled while it went on, and what the centre said. The settlement itself is a row of `settlement` as any other.
 * The list of depths leaves the table of recalls and stands in the contract alone; deferred keys let that table be exchanged.
 */
export const interimSettlements: Migration = {
  number: 760,
  name: 'interim-settlements',
  sql: `
PRAGMA defer_foreign_keys = ON;

INSERT INTO act_kind (kind, line) VALUES ('interim-settlement', 'centre'), ('interim-settlement-reversal', 'centre');

CREATE TABLE interim_order ( -- what an act of kind interim-settlement settles: everything used until the end of that day
  act_id INTEGER NOT NULL PRIMARY KEY REFERENCES act (id),
  until_on TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;
${appendOnly('interim_order')}

CREATE TABLE interim_line ( -- the lines it settles, as they stood when it was asked for
  act_id INTEGER NOT NULL REFERENCES interim_order (act_id),
  order_number TEXT NOT NULL,
  line_number TEXT NOT NULL,
  PRIMARY KEY (order_number, line_number, act_id),
  FOREIGN KEY (order_number, line_number) REFERENCES charge_item (order_number, line_number)
) STRICT;
${appendOnly('interim_line')}
CREATE INDEX interim_line_by_act ON interim_line (act_id);

CREATE TABLE interim_final ( -- the settlement that the centre made of it: never the stay's last one
  settlement_id TEXT NOT NULL PRIMARY KEY REFERENCES settlement (id),
  act_id INTEGER NOT NULL UNIQUE REFERENCES interim_order (act_id)
) STRICT;
${appendOnly('interim_final')}

CREATE TABLE interim_back ( -- which one an act of kind interim-settlement-reversal takes back
  act_id INTEGER NOT NULL PRIMARY KEY REFERENCES act (id),
  interim_act_id INTEGER NOT NULL REFERENCES interim_order (act_id)
) STRICT;
${appendOnly('interim_back')}

CREATE TABLE recall_before AS SELECT * FROM recall;
DROP TABLE recall;
CREATE TABLE recall ( -- a clerk asks for something to be taken back
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  depth TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  asked_at TEXT NOT NULL
) STRICT;
INSERT INTO recall (id, key, encounter_id, depth, reason, clerk_id, asked_at)
  SELECT id, key, encounter_id, depth, reason, clerk_id, asked_at FROM recall_before;
DROP TABLE recall_before;
${appendOnly('recall')}
CREATE INDEX recall_by_encounter ON recall (encounter_id, id);
`,
};
