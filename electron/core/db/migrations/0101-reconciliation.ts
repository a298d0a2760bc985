import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** What the centre's statements said of our books, each time it was asked, and what was done about the differences. */
export const reconciliation: Migration = {
  number: 101,
  name: 'reconciliation',
  sql: `
CREATE INDEX centre_entry_by_message ON centre_entry (message_id);

CREATE TABLE statement_run ( -- one comparison of one platform's day
  id INTEGER PRIMARY KEY,
  day_on TEXT NOT NULL,
  clerk_id TEXT, -- null: the program itself
  compared_at TEXT NOT NULL
) STRICT;
${appendOnly('statement_run')}
CREATE INDEX statement_run_by_day ON statement_run (day_on, id);

CREATE TABLE statement_group ( -- our sums of one scheme, clearing type and agency, and whether the centre has the same
  run_id INTEGER NOT NULL REFERENCES statement_run (id),
  scheme_code TEXT NOT NULL,
  clearing_type TEXT NOT NULL,
  agency_code TEXT NOT NULL,
  entry_count INTEGER NOT NULL,
  total_fen INTEGER NOT NULL,
  fund_fen INTEGER NOT NULL,
  account_fen INTEGER NOT NULL,
  equal INTEGER NOT NULL CHECK (equal IN (0, 1)),
  words TEXT NOT NULL, -- the centre's own
  PRIMARY KEY (run_id, scheme_code, clearing_type, agency_code)
) STRICT;
${appendOnly('statement_group')}

CREATE TABLE statement_difference ( -- personal: whole table
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES statement_run (id),
  identity TEXT NOT NULL, -- the same difference in a later run has the same
  cause TEXT NOT NULL,
  entry_id INTEGER REFERENCES centre_entry (id),
  encounter_id TEXT REFERENCES encounter (id),
  reversal INTEGER NOT NULL CHECK (reversal IN (0, 1)),
  settlement_number TEXT NOT NULL,
  message_id TEXT NOT NULL,
  person_number TEXT NOT NULL,
  here_fen INTEGER,
  there_fen INTEGER,
  said_here TEXT NOT NULL,
  said_there TEXT NOT NULL,
  UNIQUE (run_id, identity)
) STRICT;
${appendOnly('statement_difference')}

CREATE TABLE difference_handling ( -- what somebody did about a difference, of whatever run
  id INTEGER PRIMARY KEY,
  identity TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('find-out', 'reverse', 'correct', 'record-reversal', 'to-insurance-office', 'to-finance')),
  note TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL
) STRICT;
${appendOnly('difference_handling')}
CREATE INDEX difference_handling_by_identity ON difference_handling (identity, id);

CREATE TABLE statement_confirmation ( -- 平账确认: a day whose last comparison showed no difference
  day_on TEXT NOT NULL PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES statement_run (id),
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL
) STRICT;
${appendOnly('statement_confirmation')}
`,
};
