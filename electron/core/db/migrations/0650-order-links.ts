import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** A stay that began on an order of this desk's own goes on under the hospital's; lines that go from one number to another leave a trace. */
export const orderLinks: Migration = {
  number: 650,
  name: 'order-links',
  sql: `
CREATE TABLE order_link ( -- under which order a stay goes on, each time it changed; the way back is a row of its own
  id INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  from_order_number TEXT NOT NULL REFERENCES admission_order (order_number),
  to_order_number TEXT NOT NULL REFERENCES admission_order (order_number),
  admitted_before_at TEXT NOT NULL, -- the stay's beginning as it was: its first charge may lie before the desk saw him
  admitted_after_at TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL,
  CHECK (from_order_number <> to_order_number)
) STRICT;
${appendOnly('order_link')}
CREATE INDEX order_link_by_encounter ON order_link (encounter_id, id);

CREATE TABLE charge_move ( -- a line goes on under another number: a copy there, and a take-back here
  id INTEGER PRIMARY KEY,
  from_order_number TEXT NOT NULL,
  from_line_number TEXT NOT NULL,
  to_order_number TEXT NOT NULL,
  to_line_number TEXT NOT NULL,
  reason TEXT NOT NULL,
  clerk_id TEXT REFERENCES clerk (id), -- null: it came under a number whose stay had gone on already
  at TEXT NOT NULL,
  FOREIGN KEY (to_order_number, to_line_number) REFERENCES charge_item (order_number, line_number),
  CHECK (from_order_number <> to_order_number)
) STRICT;
${appendOnly('charge_move')}
CREATE INDEX charge_move_by_source ON charge_move (from_order_number, from_line_number, id);
CREATE UNIQUE INDEX charge_move_by_target ON charge_move (to_order_number, to_line_number);
`,
};
