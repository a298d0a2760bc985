import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** Whose a charge line is where somebody else may owe a part of the stay: the insurance office's word, line by line; the newest one counts. */
export const chargeShares: Migration = {
  number: 580,
  name: 'charge-shares',
  sql: `
CREATE TABLE charge_share ( -- personal: words
  id INTEGER PRIMARY KEY,
  order_number TEXT NOT NULL,
  line_number TEXT NOT NULL,
  payer TEXT NOT NULL CHECK (payer IN ('insurance', 'other')),
  words TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL,
  FOREIGN KEY (order_number, line_number) REFERENCES charge_item (order_number, line_number)
) STRICT;
${appendOnly('charge_share')}
CREATE INDEX charge_share_by_line ON charge_share (order_number, line_number, id);
`,
};
