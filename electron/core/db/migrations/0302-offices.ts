import type { Migration } from '../migrate.ts';

/** Offices besides clerk and supervisor. The column of the role keeps its list: an office stands beside it and goes before it. */
export const offices: Migration = {
  number: 302,
  name: 'offices',
  sql: `
ALTER TABLE clerk ADD COLUMN office TEXT CHECK (office IN ('insurance-officer', 'administrator'));
`,
};
