import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** 日终对账: the other sides' lists of a day, what was refused, what somebody did about a difference, and who confirmed the day. */
export const dayEnd: Migration = {
  number: 560,
  name: 'day-end',
  sql: `
CREATE INDEX posting_by_time ON posting (at); -- the other sides count by the clock, not by our shifts

CREATE TABLE statement_file ( -- a list that was taken, whole; the newest of a side and day counts
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL CHECK (source IN ('bank', 'wallet', 'card', 'invoice')),
  day_on TEXT NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  clerk_id TEXT REFERENCES clerk (id), -- null: it lay in the folder, or the platform was asked
  taken_at TEXT NOT NULL
) STRICT;
${appendOnly('statement_file')}
CREATE INDEX statement_file_by_day ON statement_file (day_on, source, id);

CREATE TABLE statement_row (
  file_id INTEGER NOT NULL REFERENCES statement_file (id),
  row_number INTEGER NOT NULL CHECK (row_number > 0),
  line TEXT NOT NULL CHECK (line IN ('credit', 'wechat', 'alipay', 'bank-card', 'invoice')),
  number TEXT NOT NULL,
  order_key TEXT NOT NULL, -- ours; '' where the other side does not carry it
  amount_fen INTEGER NOT NULL CHECK (amount_fen <> 0),
  day_on TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('done', 'failed', 'pending')),
  PRIMARY KEY (file_id, row_number)
) STRICT;
${appendOnly('statement_row')}

CREATE TABLE statement_refusal (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  row_number INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  reason TEXT NOT NULL, -- a code of the page's sentences
  seen_at TEXT NOT NULL
) STRICT;
${appendOnly('statement_refusal')}
CREATE INDEX statement_refusal_by_name ON statement_refusal (name, id);

CREATE TABLE day_difference_handling (
  id INTEGER PRIMARY KEY,
  day_on TEXT NOT NULL,
  identity TEXT NOT NULL, -- the same difference has the same in every comparison
  action TEXT NOT NULL CHECK (action IN ('find-out', 'wait', 'to-cashier', 'to-finance', 'to-other-side', 'accept')),
  note TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL,
  CHECK (action <> 'accept' OR length(note) > 0)
) STRICT;
${appendOnly('day_difference_handling')}
CREATE INDEX day_difference_handling_by_day ON day_difference_handling (day_on, identity, id);

CREATE TABLE day_confirmation ( -- 日终平账: both sides' sums as somebody confirmed them by name
  id INTEGER PRIMARY KEY,
  day_on TEXT NOT NULL,
  sums_text TEXT NOT NULL CHECK (json_valid(sums_text)),
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL
) STRICT;
${appendOnly('day_confirmation')}
CREATE INDEX day_confirmation_by_day ON day_confirmation (day_on, id);
`,
};
