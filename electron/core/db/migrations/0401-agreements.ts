import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** The offices that agreed to a recall: one yes each. The decision falls when all that are asked have agreed, or one has not. */
export const agreements: Migration = {
  number: 401,
  name: 'agreements',
  sql: `
CREATE TABLE recall_agreement (
  recall_id INTEGER NOT NULL REFERENCES recall (id),
  office TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL,
  PRIMARY KEY (recall_id, office)
) STRICT;
${appendOnly('recall_agreement')}
`,
};
