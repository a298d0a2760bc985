import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** Orders of a card terminal beside those of the wallets: the same life, one more channel. Made anew because SQLite cannot widen a check. */
export const cardOrders: Migration = {
  number: 572,
  name: 'card-orders',
  sql: `
CREATE TABLE wallet_order_next ( -- saved as unknown before its first byte; looked up, never sent again
  id TEXT NOT NULL PRIMARY KEY, -- the key of the act; the other side's own key of the order
  kind TEXT NOT NULL CHECK (kind IN ('pay', 'refund')),
  channel TEXT NOT NULL CHECK (channel IN ('wechat', 'alipay', 'bank-card')),
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  move TEXT CHECK (move IN ('deposit-received', 'collected')),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  paid_order_id TEXT REFERENCES wallet_order_next (id), -- of a refund: the order that brought the money
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
INSERT INTO wallet_order_next SELECT id, kind, channel, encounter_id, move, amount_fen, paid_order_id, shift_id, clerk_id, facts_text, asked_at, state, posting_id
  FROM wallet_order ORDER BY paid_order_id IS NOT NULL;

CREATE TABLE wallet_answer_next (
  id INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES wallet_order_next (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused', 'absent', 'unknown')),
  number_there TEXT,
  words TEXT,
  seen_at TEXT NOT NULL
) STRICT;
INSERT INTO wallet_answer_next SELECT id, order_id, outcome, number_there, words, seen_at FROM wallet_answer;

DROP TABLE wallet_answer;
DROP TABLE wallet_order;
ALTER TABLE wallet_order_next RENAME TO wallet_order;
ALTER TABLE wallet_answer_next RENAME TO wallet_answer;
${appendOnly('wallet_answer')}
CREATE INDEX wallet_answer_by_order ON wallet_answer (order_id, id);
CREATE INDEX wallet_order_by_encounter ON wallet_order (encounter_id);
CREATE INDEX wallet_order_unknown ON wallet_order (state, asked_at) WHERE state = 'unknown';
CREATE INDEX wallet_order_by_posting ON wallet_order (posting_id) WHERE posting_id IS NOT NULL;
`,
};
