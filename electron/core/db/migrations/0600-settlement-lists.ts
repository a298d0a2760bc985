import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** 结算清单: which settlement an upload, or its taking back, is about. Their queue is their own, so that no list holds up the patient. */
export const settlementLists: Migration = {
  number: 600,
  name: 'settlement-lists',
  sql: `
INSERT INTO act_kind (kind, line) VALUES ('settlement-list', 'list'), ('settlement-list-reversal', 'list');

CREATE TABLE list_order (
  act_id INTEGER NOT NULL PRIMARY KEY REFERENCES act (id),
  settlement_id TEXT NOT NULL REFERENCES settlement (id)
) STRICT;
${appendOnly('list_order')}
`,
};
