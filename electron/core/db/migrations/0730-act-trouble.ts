import type { Migration } from '../migrate.ts';

/** Acts that this program cannot bring to an end by itself: why, how often, since when. Goes when the act gets on. */
export const actTrouble: Migration = {
  number: 730,
  name: 'act-trouble',
  sql: `
CREATE TABLE act_trouble (
  act_id INTEGER NOT NULL REFERENCES act (id),
  cause TEXT NOT NULL CHECK (cause IN ('failed', 'sent-in-vain')),
  times INTEGER NOT NULL CHECK (times > 0),
  words TEXT NOT NULL,
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  PRIMARY KEY (act_id, cause)
) STRICT;
`,
};
