import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/**
 * What is asked of a second person about a share that is owed: that he leaves owing it, that the hospital bears it (减免, an account of its own), that finance
 * collects it. The accounts of the books become rows of a table: a later step adds one by an INSERT.
 */
export const relief: Migration = {
  number: 672,
  name: 'relief',
  sql: `
PRAGMA defer_foreign_keys = ON;
INSERT INTO posting_kind (kind) VALUES ('relieved');

CREATE TABLE ledger_account (
  account TEXT NOT NULL PRIMARY KEY
) STRICT;
INSERT INTO ledger_account (account) VALUES ('cash-drawer'), ('bank-card'), ('wechat'), ('alipay'), ('transfer'), ('deposit'), ('receivable'),
  ('refund-due'), ('credit-advance'), ('pooled-fund'), ('large-amount'), ('serious-illness'), ('assistance'), ('other-funds'), ('own-account'),
  ('other-payer'), ('relief'), ('care-income'), ('rounding'), ('cash-difference'), ('float-fund'), ('cash-office'), ('finance');

CREATE TABLE posting_line_before AS SELECT * FROM posting_line;
DROP TABLE posting_line;
CREATE TABLE posting_line (
  posting_id INTEGER NOT NULL REFERENCES posting (id) DEFERRABLE INITIALLY DEFERRED, -- lines come before their posting, which seals them
  line_number INTEGER NOT NULL,
  account TEXT NOT NULL REFERENCES ledger_account (account),
  subject TEXT NOT NULL, -- the shift or stay whose account it is
  amount_fen INTEGER NOT NULL CHECK (amount_fen <> 0),
  PRIMARY KEY (posting_id, line_number),
  UNIQUE (posting_id, account, subject)
) STRICT;
INSERT INTO posting_line (posting_id, line_number, account, subject, amount_fen)
  SELECT posting_id, line_number, account, subject, amount_fen FROM posting_line_before ORDER BY posting_id, line_number;
DROP TABLE posting_line_before;
${appendOnly('posting_line')}
CREATE INDEX posting_line_by_account ON posting_line (account, subject, amount_fen);
CREATE TRIGGER posting_line_sealed BEFORE INSERT ON posting_line
WHEN EXISTS (SELECT 1 FROM posting WHERE id = NEW.posting_id)
BEGIN SELECT RAISE(ABORT, 'posting_line is append-only: CHECK constraint failed'); END;

CREATE TABLE share_request (
  id INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  kind TEXT NOT NULL CHECK (kind IN ('arrears', 'relief', 'finance')),
  settled_id INTEGER NOT NULL REFERENCES posting (id), -- the settlement whose share it is
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  reason TEXT NOT NULL CHECK (length(reason) > 0), -- personal
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  asked_at TEXT NOT NULL
) STRICT;
${appendOnly('share_request')}
CREATE INDEX share_request_by_encounter ON share_request (encounter_id, id);

CREATE TABLE share_decision (
  request_id INTEGER NOT NULL PRIMARY KEY REFERENCES share_request (id),
  approved INTEGER NOT NULL CHECK (approved IN (0, 1)),
  reason TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  posting_id INTEGER UNIQUE REFERENCES posting (id), -- of a relief
  decided_at TEXT NOT NULL,
  CHECK (approved = 1 OR posting_id IS NULL)
) STRICT;
${appendOnly('share_decision')}
`,
};
