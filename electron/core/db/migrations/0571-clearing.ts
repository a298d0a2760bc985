import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/**
 * The bank pays the hospital what it advanced (清算), by a file of its day: what it brought, and the posting that makes the receivable zero.
 *
 * The kinds of postings become rows of a table: a later step adds one by an INSERT, without building `posting` anew.
 */
export const clearing: Migration = {
  number: 571,
  name: 'clearing',
  sql: `
PRAGMA defer_foreign_keys = ON;

CREATE TABLE posting_kind (
  kind TEXT NOT NULL PRIMARY KEY
) STRICT;
INSERT INTO posting_kind (kind) VALUES ('float-in'), ('deposit-received'), ('deposit-refunded'), ('settled'), ('collected'), ('refunded'),
  ('refund-paid'), ('counted'), ('handed-over'), ('credit-cleared');

CREATE TABLE posting_before AS SELECT * FROM posting;
DROP TABLE posting;
CREATE TABLE posting (
  id INTEGER PRIMARY KEY, -- without gaps: a missing one is found
  kind TEXT NOT NULL REFERENCES posting_kind (kind),
  means TEXT CHECK (means IN ('cash', 'bank-card', 'wechat', 'alipay', 'transfer', 'deposit', 'credit')),
  encounter_id TEXT REFERENCES encounter (id),
  shift_id TEXT REFERENCES shift (id), -- null: the program itself, nobody's till
  clerk_id TEXT REFERENCES clerk (id),
  at TEXT NOT NULL,
  business_on TEXT NOT NULL,
  receipt_number TEXT UNIQUE,
  reverses_id INTEGER UNIQUE REFERENCES posting (id), -- taken back once
  returns_id INTEGER REFERENCES posting (id),
  facts_text TEXT NOT NULL CHECK (json_valid(facts_text)), -- personal: payer, account of a refund
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  CHECK (reverses_id < id AND returns_id < id),
  CHECK ((kind IN ('deposit-refunded', 'refunded')) = (returns_id IS NOT NULL))
) STRICT;
CREATE TRIGGER posting_balanced BEFORE INSERT ON posting
WHEN (SELECT coalesce(sum(amount_fen), 1) FROM posting_line WHERE posting_id = NEW.id) <> 0
BEGIN SELECT RAISE(ABORT, 'CHECK constraint failed: a posting is balanced'); END;
INSERT INTO posting (id, kind, means, encounter_id, shift_id, clerk_id, at, business_on, receipt_number, reverses_id, returns_id, facts_text, hash)
  SELECT id, kind, means, encounter_id, shift_id, clerk_id, at, business_on, receipt_number, reverses_id, returns_id, facts_text, hash
  FROM posting_before ORDER BY id;
DROP TABLE posting_before;
${appendOnly('posting')}
CREATE INDEX posting_by_encounter ON posting (encounter_id, id);
CREATE INDEX posting_by_shift ON posting (shift_id, id);
CREATE INDEX posting_by_day ON posting (business_on, id);
CREATE INDEX posting_by_reference ON posting (facts_text ->> 'reference') WHERE facts_text ->> 'reference' IS NOT NULL;
CREATE INDEX posting_by_returns ON posting (returns_id) WHERE returns_id IS NOT NULL;

CREATE TABLE clearing_file ( -- what the bank says it paid for one of its days, as it came
  id INTEGER PRIMARY KEY,
  day_on TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  body_text TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  fetched_at TEXT NOT NULL
) STRICT;
${appendOnly('clearing_file')}
CREATE INDEX clearing_file_by_day ON clearing_file (day_on, id);

CREATE TABLE clearing_row (
  file_id INTEGER NOT NULL REFERENCES clearing_file (id),
  bank_number TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('draw', 'draw-reversal')),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  PRIMARY KEY (file_id, bank_number)
) STRICT;
${appendOnly('clearing_row')}

CREATE TABLE credit_cleared ( -- an entry of a lock that the bank has paid (or taken back) to the fen
  entry_id INTEGER NOT NULL PRIMARY KEY REFERENCES credit_entry (id),
  file_id INTEGER NOT NULL REFERENCES clearing_file (id),
  posting_id INTEGER NOT NULL UNIQUE REFERENCES posting (id)
) STRICT;
${appendOnly('credit_cleared')}
`,
};
