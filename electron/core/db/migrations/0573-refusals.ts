import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** The second person's no: to a transfer, whose money is held again, and to a recall; each with its reason. */
export const refusals: Migration = {
  number: 573,
  name: 'refusals',
  sql: `
CREATE TABLE refund_refusal (
  request_id INTEGER NOT NULL PRIMARY KEY REFERENCES refund_request (id),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  posting_id INTEGER NOT NULL UNIQUE REFERENCES posting (id), -- what took the giving-back back
  at TEXT NOT NULL
) STRICT;
${appendOnly('refund_refusal')}
`,
};
