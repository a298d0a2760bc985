import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/**
 * Outpatient visits. A visit is an encounter with its order like a stay, so that acts, claims and the books need no second set of tables; its kind of
 * care keeps it out of the lists of stays.
 */
export const visits: Migration = {
  number: 420,
  name: 'visits',
  sql: `
ALTER TABLE admission_order ADD COLUMN care_kind TEXT NOT NULL DEFAULT 'inpatient' CHECK (care_kind IN ('inpatient', 'outpatient'));
ALTER TABLE encounter ADD COLUMN care_kind TEXT NOT NULL DEFAULT 'inpatient' CHECK (care_kind IN ('inpatient', 'outpatient'));
CREATE INDEX encounter_by_care ON encounter (care_kind, state);

INSERT INTO act_kind (kind, line) VALUES ('visit', 'centre'), ('visit-details', 'centre'), ('visit-charges', 'centre'), ('visit-settlement', 'centre'),
  ('visit-settlement-reversal', 'centre'), ('visit-charges-reversal', 'centre'), ('visit-reversal', 'centre');

CREATE TABLE visit_choice ( -- personal: relative. What the clerk last chose for a visit that is not settled
  encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
  account TEXT NOT NULL CHECK (account IN ('none', 'own', 'family')),
  relative TEXT, -- of the family account's owner; never who he is
  owner_place TEXT CHECK (owner_place IN ('local', 'in-province', 'cross-province')),
  bound INTEGER NOT NULL DEFAULT 0 CHECK (bound IN (0, 1)),
  CHECK ((account = 'family') = (relative IS NOT NULL)),
  CHECK ((account = 'family') = (owner_place IS NOT NULL))
) STRICT;

CREATE TABLE visit_batch ( -- 收费批次: what one upload carries, frozen as the clerk saw it
  number TEXT NOT NULL PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  act_id INTEGER NOT NULL UNIQUE REFERENCES act (id),
  made_at TEXT NOT NULL
) STRICT;
${appendOnly('visit_batch')}
CREATE INDEX visit_batch_by_encounter ON visit_batch (encounter_id, number);

CREATE TABLE visit_batch_line (
  batch_number TEXT NOT NULL REFERENCES visit_batch (number),
  line_number TEXT NOT NULL,
  quantity TEXT NOT NULL,
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  PRIMARY KEY (batch_number, line_number)
) STRICT;
${appendOnly('visit_batch_line')}

CREATE TABLE visit_line_result ( -- what the centre made of a line of a batch
  batch_number TEXT NOT NULL,
  line_number TEXT NOT NULL,
  class TEXT NOT NULL,
  self_paid_fen INTEGER NOT NULL,
  over_cap_fen INTEGER NOT NULL,
  first_share_fen INTEGER NOT NULL,
  in_scope_fen INTEGER NOT NULL,
  words TEXT NOT NULL, -- the centre's own, on why it is not paid as usual
  source_message_id TEXT NOT NULL REFERENCES attempt (message_id),
  PRIMARY KEY (batch_number, line_number),
  FOREIGN KEY (batch_number, line_number) REFERENCES visit_batch_line (batch_number, line_number)
) STRICT;
${appendOnly('visit_line_result')}

CREATE TABLE visit_account ( -- which account a settlement act asks to use
  act_id INTEGER NOT NULL PRIMARY KEY REFERENCES act (id),
  account TEXT NOT NULL CHECK (account IN ('none', 'own', 'family')),
  batch_number TEXT NOT NULL REFERENCES visit_batch (number)
) STRICT;
${appendOnly('visit_account')}

CREATE TRIGGER visit_act_of_withdrawn BEFORE INSERT ON act
  WHEN NEW.kind IN ('visit', 'visit-details', 'visit-charges', 'visit-settlement')
    AND EXISTS (SELECT 1 FROM withdrawal WHERE encounter_id = NEW.encounter_id)
  BEGIN SELECT RAISE(ABORT, 'constraint failed: the visit is claimed by hand'); END;

CREATE TABLE visit_event ( -- personal: reason. What was done with a visit, and why
  id INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  kind TEXT NOT NULL CHECK (kind IN ('opened', 'sent', 'settled', 'refund', 'self-pay', 'claim', 'wait', 'resettle', 'cancelled', 'refused')),
  reason TEXT NOT NULL,
  posting_id INTEGER REFERENCES posting (id), -- of a self-pay
  clerk_id TEXT REFERENCES clerk (id), -- null: the centre said no
  at TEXT NOT NULL
) STRICT;
${appendOnly('visit_event')}
CREATE INDEX visit_event_by_encounter ON visit_event (encounter_id, id);
CREATE INDEX visit_event_by_time ON visit_event (at);

CREATE TABLE outpatient_year ( -- personal. What ordinary outpatient care used of a year; a new reading is a new row
  id INTEGER PRIMARY KEY,
  coverage_id TEXT NOT NULL REFERENCES coverage (id),
  year INTEGER NOT NULL,
  deductible_fen INTEGER,
  fund_fen INTEGER,
  as_of TEXT NOT NULL
) STRICT;
${appendOnly('outpatient_year')}
CREATE INDEX outpatient_year_by_coverage ON outpatient_year (coverage_id, year, id);
`,
};
