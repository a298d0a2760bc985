import type { Migration } from '../migrate.ts';

/** Whom an item may be charged for by the insurance's list, and how much of it, as the hospital's mapping says. */
export const itemLimits: Migration = {
  number: 770,
  name: 'item-limits',
  sql: `
ALTER TABLE catalogue_item ADD COLUMN limits_text TEXT CHECK (limits_text IS NULL OR json_valid(limits_text));
`,
};
