import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** What was asked of the wallets' line, and refunds that the finance office pays. */
export const payments: Migration = {
  number: 210,
  name: 'payments',
  sql: `
CREATE TABLE wallet_order ( -- saved as unknown before its first byte; looked up, never sent again
  id TEXT NOT NULL PRIMARY KEY, -- the key of the act; the platform's own key of the order
  kind TEXT NOT NULL CHECK (kind IN ('pay', 'refund')),
  channel TEXT NOT NULL CHECK (channel IN ('wechat', 'alipay')),
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  move TEXT CHECK (move IN ('deposit-received', 'collected')),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  paid_order_id TEXT REFERENCES wallet_order (id), -- of a refund: the order that brought the money
  shift_id TEXT NOT NULL REFERENCES shift (id),
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  facts_text TEXT NOT NULL CHECK (json_valid(facts_text)), -- personal: payer
  asked_at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'unknown' CHECK (state IN ('unknown', 'done', 'refused', 'closed')),
  posting_id INTEGER REFERENCES posting (id),
  CHECK ((kind = 'pay') = (move IS NOT NULL)),
  CHECK ((kind = 'refund') = (paid_order_id IS NOT NULL)),
  CHECK ((state = 'done') = (posting_id IS NOT NULL))
) STRICT;
CREATE INDEX wallet_order_by_encounter ON wallet_order (encounter_id);
CREATE INDEX wallet_order_unknown ON wallet_order (state, asked_at) WHERE state = 'unknown';

CREATE TABLE wallet_answer (
  id INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES wallet_order (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused', 'absent', 'unknown')),
  number_there TEXT,
  words TEXT,
  seen_at TEXT NOT NULL
) STRICT;
${appendOnly('wallet_answer')}
CREATE INDEX wallet_answer_by_order ON wallet_answer (order_id, id);

CREATE INDEX charge_item_by_received ON charge_item (received_at); -- what came in on a day, for the day book

CREATE TABLE refund_request ( -- 转账退款; personal: whole table
  id INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  posting_id INTEGER NOT NULL UNIQUE REFERENCES posting (id),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  payee_name TEXT NOT NULL CHECK (length(payee_name) > 0),
  payee_account TEXT NOT NULL CHECK (length(payee_account) > 0),
  payee_bank TEXT NOT NULL CHECK (length(payee_bank) > 0),
  agent_cert TEXT NOT NULL,
  reason TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  asked_at TEXT NOT NULL
) STRICT;
${appendOnly('refund_request')}
CREATE INDEX refund_request_by_encounter ON refund_request (encounter_id);

CREATE TABLE refund_request_step ( -- the second signature, then the payment
  request_id INTEGER NOT NULL REFERENCES refund_request (id),
  step TEXT NOT NULL CHECK (step IN ('approved', 'paid')),
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  posting_id INTEGER REFERENCES posting (id),
  at TEXT NOT NULL,
  PRIMARY KEY (request_id, step),
  CHECK ((step = 'paid') = (posting_id IS NOT NULL))
) STRICT;
${appendOnly('refund_request_step')}

CREATE TABLE till_paper ( -- receipts and sealed shifts; subject: the receipt's number or the shift
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('deposit-receipt', 'shift-sheet')),
  subject TEXT NOT NULL,
  copy INTEGER NOT NULL CHECK (copy > 0),
  content_text TEXT NOT NULL CHECK (json_valid(content_text)), -- personal
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  asked_at TEXT NOT NULL
) STRICT;
${appendOnly('till_paper')}
CREATE INDEX till_paper_by_subject ON till_paper (kind, subject);

CREATE TABLE till_paper_file (
  paper_id TEXT NOT NULL PRIMARY KEY REFERENCES till_paper (id),
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;
${appendOnly('till_paper_file')}
`,
};
