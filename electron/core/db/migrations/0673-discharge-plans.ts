import type { Migration } from '../migrate.ts';

/** The day on which the ward means to let somebody go: its newest word, which may come before the patient is admitted. */
export const dischargePlans: Migration = {
  number: 673,
  name: 'discharge-plans',
  sql: `
CREATE TABLE discharge_plan (
  order_number TEXT NOT NULL PRIMARY KEY,
  leaves_on TEXT, -- null: not for now
  received_at TEXT NOT NULL
) STRICT;
`,
};
