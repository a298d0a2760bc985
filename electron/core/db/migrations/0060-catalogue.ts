import type { Migration } from '../migrate.ts';

/** How the hospital's items are counted by the insurance: its own mapping, as its system sent it last. */
export const catalogue: Migration = {
  number: 60,
  name: 'catalogue',
  sql: `
CREATE TABLE catalogue_item (
  item_code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  class TEXT NOT NULL CHECK (class IN ('A', 'B', 'C')),
  first_share TEXT NOT NULL,
  price_cap TEXT,
  received_at TEXT NOT NULL
) STRICT;
`,
};
