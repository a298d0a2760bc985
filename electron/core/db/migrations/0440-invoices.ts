import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** 医疗收费电子票据: what is ordered from the platform, what it issued, and what it said of an invoice each time it was asked. */
export const invoices: Migration = {
  number: 440,
  name: 'invoices',
  sql: `
INSERT INTO act_kind (kind, line) VALUES ('invoice-issue', 'invoice'), ('invoice-reversal', 'invoice');

CREATE TABLE invoice_order ( -- one settlement in the books has one invoice, and one red one when it was taken back
  act_id INTEGER NOT NULL PRIMARY KEY REFERENCES act (id),
  posting_id INTEGER NOT NULL REFERENCES posting (id), -- the settlement that is invoiced
  issue_act_id INTEGER UNIQUE REFERENCES act (id) -- of a red one: the act whose invoice it takes back
) STRICT;
${appendOnly('invoice_order')}
CREATE INDEX invoice_order_by_posting ON invoice_order (posting_id);

CREATE TABLE invoice ( -- in the platform's own numbers
  act_id INTEGER NOT NULL PRIMARY KEY REFERENCES act (id),
  red INTEGER NOT NULL CHECK (red IN (0, 1)),
  code TEXT NOT NULL,
  number TEXT NOT NULL,
  check_code TEXT NOT NULL,
  pick_up_code TEXT NOT NULL,
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  issued_at TEXT NOT NULL,
  UNIQUE (code, number)
) STRICT;
${appendOnly('invoice')}
CREATE INDEX invoice_by_time ON invoice (issued_at);

CREATE TABLE invoice_standing ( -- a paper one was taken, somebody booked it: then it is not taken back without the paper
  id INTEGER PRIMARY KEY,
  act_id INTEGER NOT NULL REFERENCES invoice (act_id),
  paper_taken INTEGER NOT NULL CHECK (paper_taken IN (0, 1)),
  booked INTEGER NOT NULL CHECK (booked IN (0, 1)),
  seen_at TEXT NOT NULL
) STRICT;
${appendOnly('invoice_standing')}
CREATE INDEX invoice_standing_by_act ON invoice_standing (act_id, id);
`,
};
