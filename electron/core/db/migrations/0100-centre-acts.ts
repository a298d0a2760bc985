import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/**
 * Acts that take back or change what an earlier one did, and what the centre's statements are compared with.
 *
 * The kinds of acts become rows of a table: a later step adds one by an INSERT, without building `act` anew. Deferred keys let the table be exchanged:
 * what refers to a row finds it again before the step is committed.
 */
export const centreActs: Migration = {
  number: 100,
  name: 'centre-acts',
  sql: `
PRAGMA defer_foreign_keys = ON;

CREATE TABLE act_kind (
  kind TEXT NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (kind, line)
) STRICT;
INSERT INTO act_kind (kind, line) VALUES ('admission', 'centre'), ('charges', 'centre'), ('discharge', 'centre'), ('settlement', 'centre'),
  ('admission-change', 'centre'), ('settlement-reversal', 'centre'), ('discharge-reversal', 'centre'), ('charges-reversal', 'centre'),
  ('admission-reversal', 'centre'), ('message-reversal', 'centre'), ('settlement-adoption', 'centre'),
  ('credit-lock', 'bank'), ('credit-draw', 'bank'), ('credit-release', 'bank');
INSERT OR IGNORE INTO act_kind (kind, line) SELECT DISTINCT kind, line FROM act;

CREATE TABLE act_before AS SELECT * FROM act;
DROP TABLE act;
CREATE TABLE act ( -- what is to be done; never a payload
  id INTEGER PRIMARY KEY, -- a counter: an act waits for those before it in its encounter and line
  kind TEXT NOT NULL,
  line TEXT NOT NULL,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  key TEXT NOT NULL, -- born with the form, or from the act that caused this one
  clerk_id TEXT, -- null: the program itself
  created_at TEXT NOT NULL,
  deadline_at TEXT, -- the law's, e.g. late registration
  due_at TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'unknown', 'acknowledged', 'rejected', 'withdrawn')),
  UNIQUE (key, kind),
  FOREIGN KEY (kind, line) REFERENCES act_kind (kind, line)
) STRICT;
INSERT INTO act (id, kind, line, encounter_id, key, clerk_id, created_at, deadline_at, due_at, tries, state)
  SELECT id, kind, line, encounter_id, key, clerk_id, created_at, deadline_at, due_at, tries, state FROM act_before;
DROP TABLE act_before;
CREATE INDEX act_open ON act (state, due_at) WHERE state IN ('waiting', 'unknown');
CREATE INDEX act_unsettled ON act (state, created_at, deadline_at) WHERE state IN ('waiting', 'unknown', 'rejected');
CREATE INDEX act_by_encounter ON act (encounter_id, line, id);

CREATE TABLE act_target ( -- what a message-reversal or a settlement-adoption is about
  act_id INTEGER NOT NULL PRIMARY KEY REFERENCES act (id),
  message_id TEXT,
  transaction_number TEXT,
  settlement_number TEXT,
  CHECK ((message_id IS NULL) = (transaction_number IS NULL)),
  CHECK ((message_id IS NULL) <> (settlement_number IS NULL))
) STRICT;
${appendOnly('act_target')}

CREATE TABLE recall ( -- a clerk asks for something to be taken back
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  depth TEXT NOT NULL CHECK (depth IN ('settlement', 'discharge', 'admission')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  asked_at TEXT NOT NULL
) STRICT;
${appendOnly('recall')}
CREATE INDEX recall_by_encounter ON recall (encounter_id, id);

CREATE TABLE recall_decision ( -- of a second person, where the bureau's rules want one
  recall_id INTEGER NOT NULL PRIMARY KEY REFERENCES recall (id),
  approved INTEGER NOT NULL CHECK (approved IN (0, 1)),
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  decided_at TEXT NOT NULL
) STRICT;
${appendOnly('recall_decision')}

CREATE TABLE withdrawal ( -- this stay is never settled with the insurance: the patient claims by hand
  encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
  reason TEXT NOT NULL CHECK (reason <> ''),
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL
) STRICT;
${appendOnly('withdrawal')}

CREATE TRIGGER act_of_withdrawn_stay BEFORE INSERT ON act
  WHEN NEW.kind IN ('admission', 'charges', 'discharge', 'settlement', 'admission-change')
    AND EXISTS (SELECT 1 FROM withdrawal WHERE encounter_id = NEW.encounter_id)
  BEGIN SELECT RAISE(ABORT, 'constraint failed: the stay was withdrawn for good'); END;
CREATE TRIGGER act_withdrawn_for_good BEFORE UPDATE OF state ON act
  WHEN OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn'
  BEGIN SELECT RAISE(ABORT, 'constraint failed: a withdrawn act is never sent'); END;

CREATE TABLE centre_entry ( -- what our books say that the centre counts: one row per settlement, a negative one per reversal
  id INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  reversal INTEGER NOT NULL CHECK (reversal IN (0, 1)),
  settlement_number TEXT NOT NULL, -- "" while only a query showed the reversal
  visit_number TEXT NOT NULL,
  person_number TEXT NOT NULL,
  message_id TEXT NOT NULL,
  scheme_code TEXT NOT NULL,
  clearing_type TEXT NOT NULL,
  agency_code TEXT NOT NULL,
  settled_at TEXT NOT NULL, -- the platform's time
  day_on TEXT NOT NULL, -- the platform's day
  total_fen INTEGER NOT NULL,
  fund_fen INTEGER NOT NULL,
  account_fen INTEGER NOT NULL,
  assumed INTEGER NOT NULL CHECK (assumed IN (0, 1)), -- scheme, type or agency are our guess: the centre did not name all of them
  replaces_id INTEGER UNIQUE REFERENCES centre_entry (id) -- a correction takes the place of one row
) STRICT;
${appendOnly('centre_entry')}
CREATE INDEX centre_entry_by_day ON centre_entry (day_on);
CREATE INDEX centre_entry_by_encounter ON centre_entry (encounter_id);

INSERT INTO centre_entry (encounter_id, reversal, settlement_number, visit_number, person_number, message_id, scheme_code, clearing_type, agency_code,
    settled_at, day_on, total_fen, fund_fen, account_fen, assumed)
  SELECT e.id, 0, s.centre_number, coalesce(e.centre_visit_number, ''), coalesce(p.centre_person_number, ''), s.source_message_id, c.scheme_code, '21',
    substr(c.insured_place_code, 1, 4) || '00', s.settled_at, date(s.settled_at, '+8 hours'), s.total_fen,
    s.pooled_fund_fen + s.large_amount_fen + s.serious_illness_fen + s.assistance_fen + s.other_funds_fen, s.account_fen, 1
  FROM settlement AS s JOIN claim ON claim.id = s.claim_id JOIN encounter AS e ON e.id = claim.encounter_id
    JOIN patient AS p ON p.id = e.patient_id JOIN coverage AS c ON c.id = e.coverage_id
  WHERE s.standing = 'final' AND s.centre_number IS NOT NULL;
`,
};
