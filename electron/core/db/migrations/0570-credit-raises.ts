import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/**
 * A lock may become larger (追加占用). The table of the lock's entries is made anew with its kinds as rows of a table, so that a later kind needs no new
 * table. And what the bank says of unpaid advances is kept beside the limit: available = limit − locks − outstanding.
 */
export const creditRaises: Migration = {
  number: 570,
  name: 'credit-raises',
  sql: `
INSERT INTO act_kind (kind, line) VALUES ('credit-raise', 'bank');

CREATE TABLE credit_entry_kind (
  kind TEXT NOT NULL PRIMARY KEY
) STRICT;
INSERT INTO credit_entry_kind (kind) VALUES ('lock'), ('raise'), ('draw'), ('release'), ('draw-reversal');

CREATE TABLE credit_entry_next ( -- as the bank confirmed it: locked + raised = drawn − given back + released + still held
  id INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  kind TEXT NOT NULL REFERENCES credit_entry_kind (kind),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  bank_number TEXT NOT NULL,
  act_id INTEGER NOT NULL UNIQUE REFERENCES act (id),
  at TEXT NOT NULL
) STRICT;
INSERT INTO credit_entry_next SELECT id, encounter_id, kind, amount_fen, bank_number, act_id, at FROM credit_entry;
DROP TABLE credit_entry;
ALTER TABLE credit_entry_next RENAME TO credit_entry;
${appendOnly('credit_entry')}
CREATE INDEX credit_entry_by_stay ON credit_entry (encounter_id, id);
CREATE INDEX credit_entry_by_number ON credit_entry (bank_number);

ALTER TABLE credit_standing ADD COLUMN outstanding_fen INTEGER CHECK (outstanding_fen >= 0); -- advances that the patient has not paid back; null: the bank did not say

CREATE TABLE door_change ( -- credit was refused or given up: he goes on by the ordinary deposit
  id INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  from_door TEXT NOT NULL,
  to_door TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL
) STRICT;
${appendOnly('door_change')}
`,
};
