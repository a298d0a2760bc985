import type { Migration } from '../migrate.ts';

/** A long stay's lines in the order in which they are read, page by page, without sorting the others. */
export const chargesInOrder: Migration = {
  number: 710,
  name: 'charges-in-order',
  sql: `
CREATE INDEX charge_item_in_order ON charge_item (order_number, occurred_at, length(line_number), line_number);
`,
};
