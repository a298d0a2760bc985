import type { Migration } from '../migrate.ts';

/**
 * 财务 signs in, too. The list of roles leaves the table of clerks and stands in shared/model/clerk.ts alone; deferred keys let that table be exchanged:
 * what refers to a clerk finds him again before the step is committed.
 */
export const financeOffice: Migration = {
  number: 780,
  name: 'finance-office',
  sql: `
PRAGMA defer_foreign_keys = ON;

CREATE TABLE clerk_before AS SELECT * FROM clerk;
DROP TABLE clerk;
CREATE TABLE clerk (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL, -- personal
  role TEXT NOT NULL CHECK (role IN ('clerk', 'supervisor')),
  pin_hash TEXT NOT NULL,
  wrong_pins INTEGER NOT NULL DEFAULT 0,
  locked_until_at TEXT,
  office TEXT -- goes before the role; null: the role says it
) STRICT;
INSERT INTO clerk (id, name, role, pin_hash, wrong_pins, locked_until_at, office)
  SELECT id, name, role, pin_hash, wrong_pins, locked_until_at, office FROM clerk_before;
DROP TABLE clerk_before;
`,
};
