import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** The books: shifts, balanced postings in a chain of hashes, and what sealed a shift. */
export const ledger: Migration = {
  number: 200,
  name: 'ledger',
  sql: `
CREATE TABLE shift (
  id TEXT NOT NULL PRIMARY KEY, -- window, business day, running number: "03-20230613-1"
  window_number TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  business_on TEXT NOT NULL, -- the day on which it was opened, also after midnight
  opened_at TEXT NOT NULL,
  opened_after_id INTEGER NOT NULL -- the last posting before it: what was held at the opening
) STRICT;
${appendOnly('shift')}

CREATE TABLE posting (
  id INTEGER PRIMARY KEY, -- without gaps: a missing one is found
  kind TEXT NOT NULL CHECK (kind IN ('float-in', 'deposit-received', 'deposit-refunded', 'settled', 'collected', 'refunded', 'refund-paid', 'counted', 'handed-over')),
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
${appendOnly('posting')}
CREATE INDEX posting_by_encounter ON posting (encounter_id, id);
CREATE INDEX posting_by_shift ON posting (shift_id, id);
CREATE INDEX posting_by_day ON posting (business_on, id);
CREATE INDEX posting_by_reference ON posting (facts_text ->> 'reference') WHERE facts_text ->> 'reference' IS NOT NULL;
CREATE INDEX posting_by_returns ON posting (returns_id) WHERE returns_id IS NOT NULL;

CREATE TABLE posting_line (
  posting_id INTEGER NOT NULL REFERENCES posting (id) DEFERRABLE INITIALLY DEFERRED, -- lines come before their posting, which seals them
  line_number INTEGER NOT NULL,
  account TEXT NOT NULL CHECK (account IN ('cash-drawer', 'bank-card', 'wechat', 'alipay', 'transfer', 'deposit', 'receivable', 'refund-due',
    'credit-advance', 'pooled-fund', 'large-amount', 'serious-illness', 'assistance', 'other-funds', 'own-account', 'other-payer', 'care-income',
    'rounding', 'cash-difference', 'float-fund', 'cash-office', 'finance')),
  subject TEXT NOT NULL, -- the shift or stay whose account it is
  amount_fen INTEGER NOT NULL CHECK (amount_fen <> 0),
  PRIMARY KEY (posting_id, line_number),
  UNIQUE (posting_id, account, subject)
) STRICT;
${appendOnly('posting_line')}
CREATE INDEX posting_line_by_account ON posting_line (account, subject, amount_fen);

CREATE TRIGGER posting_balanced BEFORE INSERT ON posting
WHEN (SELECT coalesce(sum(amount_fen), 1) FROM posting_line WHERE posting_id = NEW.id) <> 0
BEGIN SELECT RAISE(ABORT, 'CHECK constraint failed: a posting is balanced'); END;
CREATE TRIGGER posting_line_sealed BEFORE INSERT ON posting_line
WHEN EXISTS (SELECT 1 FROM posting WHERE id = NEW.posting_id)
BEGIN SELECT RAISE(ABORT, 'posting_line is append-only: CHECK constraint failed'); END;

CREATE TABLE shift_seal ( -- a close: everything that was printed, and the hash of the seal before it
  id INTEGER PRIMARY KEY,
  shift_id TEXT NOT NULL REFERENCES shift (id),
  content_text TEXT NOT NULL CHECK (json_valid(content_text)),
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  sealed_at TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id)
) STRICT;
${appendOnly('shift_seal')}
CREATE INDEX shift_seal_by_shift ON shift_seal (shift_id, id);

CREATE TABLE shift_seal_void ( -- a close that was undone keeps its seal, and this mark on it
  seal_id INTEGER NOT NULL PRIMARY KEY REFERENCES shift_seal (id),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  voided_at TEXT NOT NULL
) STRICT;
${appendOnly('shift_seal_void')}

CREATE TABLE shift_stay ( -- in whose shift a stay was settled or let go: what comes later by itself stands on the page after that close
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  shift_id TEXT NOT NULL REFERENCES shift (id),
  at TEXT NOT NULL,
  PRIMARY KEY (encounter_id, shift_id)
) STRICT;
${appendOnly('shift_stay')}
`,
};
