import type { Migration } from '../migrate.ts';

/** What takes a line back is found by that line: a stay of ten thousand lines is not read through for each of them. */
export const chargeFamilies: Migration = {
  number: 671,
  name: 'charge-families',
  sql: `
CREATE INDEX charge_item_by_original ON charge_item (order_number, original_line_number) WHERE original_line_number IS NOT NULL;
`,
};
