import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** A drawn amount goes back to its lock. The table of the lock's entries is made anew because SQLite cannot widen a check. */
export const drawReversals: Migration = {
  number: 441,
  name: 'draw-reversals',
  sql: `
INSERT INTO act_kind (kind, line) VALUES ('credit-draw-reversal', 'bank');

CREATE TABLE credit_entry_next ( -- as the bank confirmed it: locked = drawn − given back + released + still held
  id INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  kind TEXT NOT NULL CHECK (kind IN ('lock', 'draw', 'release', 'draw-reversal')),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  bank_number TEXT NOT NULL,
  act_id INTEGER NOT NULL UNIQUE REFERENCES act (id),
  at TEXT NOT NULL
) STRICT;
INSERT INTO credit_entry_next SELECT id, encounter_id, kind, amount_fen, bank_number, act_id, at FROM credit_entry;
DROP TABLE credit_entry;
ALTER TABLE credit_entry_next RENAME TO credit_entry;
${appendOnly('credit_entry')}
`,
};
