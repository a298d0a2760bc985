import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** Acts and attempts: what is to be done at another side, and each single try of it. */
export const outbox: Migration = {
  number: 40,
  name: 'outbox',
  sql: `
CREATE TABLE act ( -- what is to be done; never a payload
  id INTEGER PRIMARY KEY, -- a counter: an act waits for those before it in its encounter and line
  kind TEXT NOT NULL CHECK (kind IN ('admission', 'charges', 'discharge', 'settlement', 'credit-lock', 'credit-draw', 'credit-release')),
  line TEXT NOT NULL CHECK (line IN ('centre', 'bank')),
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  key TEXT NOT NULL, -- born with the form, or from the act that caused this one
  clerk_id TEXT, -- null: the program itself
  created_at TEXT NOT NULL,
  deadline_at TEXT, -- the law's, e.g. late registration
  due_at TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'unknown', 'acknowledged', 'rejected', 'withdrawn')),
  UNIQUE (key, kind)
) STRICT;
CREATE INDEX act_open ON act (state, due_at) WHERE state IN ('waiting', 'unknown');
CREATE INDEX act_unsettled ON act (state, created_at, deadline_at) WHERE state IN ('waiting', 'unknown', 'rejected');
CREATE INDEX act_by_encounter ON act (encounter_id, line, id);

CREATE TABLE attempt ( -- one try; personal: request_text
  message_id TEXT NOT NULL PRIMARY KEY,
  act_id INTEGER NOT NULL REFERENCES act (id),
  request_text TEXT NOT NULL,
  sent_at TEXT NOT NULL
) STRICT;
${appendOnly('attempt')}
CREATE INDEX attempt_by_act ON attempt (act_id);

CREATE TABLE attempt_answer ( -- what was seen of an attempt, each time it was asked for; personal: words
  id INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL REFERENCES attempt (message_id),
  outcome TEXT NOT NULL CHECK (outcome IN ('acknowledged', 'rejected', 'absent', 'undone', 'unknown')),
  number_there TEXT, -- the other side's own number of what it did
  words TEXT, -- the other side's own words, unchanged
  seen_at TEXT NOT NULL
) STRICT;
${appendOnly('attempt_answer')}
CREATE INDEX attempt_answer_by_message ON attempt_answer (message_id);

CREATE TABLE charge_sending ( -- which lines an act of kind charges carries
  act_id INTEGER NOT NULL REFERENCES act (id),
  order_number TEXT NOT NULL,
  line_number TEXT NOT NULL,
  PRIMARY KEY (order_number, line_number),
  FOREIGN KEY (order_number, line_number) REFERENCES charge_item (order_number, line_number)
) STRICT;
${appendOnly('charge_sending')}
CREATE INDEX charge_sending_by_act ON charge_sending (act_id);

CREATE TABLE charge_result ( -- what the centre made of a line
  order_number TEXT NOT NULL,
  line_number TEXT NOT NULL,
  class TEXT NOT NULL,
  self_paid_fen INTEGER NOT NULL,
  over_cap_fen INTEGER NOT NULL,
  first_share_fen INTEGER NOT NULL,
  in_scope_fen INTEGER NOT NULL,
  source_message_id TEXT NOT NULL REFERENCES attempt (message_id),
  PRIMARY KEY (order_number, line_number)
) STRICT;
${appendOnly('charge_result')}

CREATE TABLE credit_order ( -- what an act asks of the bank, in fen
  act_id INTEGER NOT NULL PRIMARY KEY REFERENCES act (id),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0)
) STRICT;
${appendOnly('credit_order')}
`,
};
