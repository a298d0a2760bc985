import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/**
 * Every way out of the hospital that was chosen with a patient. The list of ways leaves the table of claims and stands in the contract alone;
 * deferred keys let that table be exchanged: what refers to a claim finds it again before the step is committed.
 */
export const exits: Migration = {
  number: 400,
  name: 'exits',
  sql: `
PRAGMA defer_foreign_keys = ON;

CREATE TABLE claim_before AS SELECT * FROM claim;
DROP TABLE claim;
CREATE TABLE claim ( -- one per stay; state as in shared/model/claim-state.ts
  id TEXT NOT NULL PRIMARY KEY,
  encounter_id TEXT NOT NULL UNIQUE REFERENCES encounter (id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'pending', 'unknown', 'acknowledged', 'rejected')),
  key TEXT,
  exit TEXT,
  centre_number TEXT,
  CHECK ((state = 'draft') = (key IS NULL)),
  CHECK ((state = 'acknowledged') = (centre_number IS NOT NULL))
) STRICT;
INSERT INTO claim (id, encounter_id, state, key, exit, centre_number) SELECT id, encounter_id, state, key, exit, centre_number FROM claim_before;
DROP TABLE claim_before;

CREATE TABLE leave ( -- how a patient left, each time one was chosen; personal: phone and account
  id INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  exit TEXT NOT NULL,
  contact_phone TEXT NOT NULL,
  settle_by_on TEXT, -- null: paid in full, nothing is left to settle
  payee_name TEXT, -- where the rest of his deposit goes when it cannot go back the way it came
  payee_account TEXT,
  payee_bank TEXT,
  reason TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL,
  CHECK ((payee_name IS NULL) = (payee_account IS NULL) AND (payee_name IS NULL) = (payee_bank IS NULL))
) STRICT;
${appendOnly('leave')}
CREATE INDEX leave_by_encounter ON leave (encounter_id, id);
`,
};
