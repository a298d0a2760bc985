import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** Who pays what: the estimate, the centre's settlement, why they differ, and what the bank did. */
export const settlement: Migration = {
  number: 50,
  name: 'settlement',
  sql: `
CREATE TABLE claim ( -- one per stay; state as in shared/model/claim-state.ts
  id TEXT NOT NULL PRIMARY KEY,
  encounter_id TEXT NOT NULL UNIQUE REFERENCES encounter (id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'pending', 'unknown', 'acknowledged', 'rejected')),
  key TEXT,
  exit TEXT CHECK (exit IN ('online', 'credit-leave')),
  centre_number TEXT,
  CHECK ((state = 'draft') = (key IS NULL)),
  CHECK ((state = 'acknowledged') = (centre_number IS NOT NULL))
) STRICT;

CREATE TABLE settlement ( -- one claim has several
  id TEXT NOT NULL PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claim (id),
  standing TEXT NOT NULL CHECK (standing IN ('estimate', 'final', 'reversal')),
  source_message_id TEXT REFERENCES attempt (message_id),
  centre_number TEXT,
  total_fen INTEGER NOT NULL,
  self_paid_fen INTEGER NOT NULL,
  over_cap_fen INTEGER NOT NULL,
  first_share_fen INTEGER NOT NULL,
  deductible_fen INTEGER NOT NULL,
  pooled_fund_fen INTEGER NOT NULL,
  large_amount_fen INTEGER NOT NULL,
  serious_illness_fen INTEGER NOT NULL,
  assistance_fen INTEGER NOT NULL,
  other_funds_fen INTEGER NOT NULL,
  account_fen INTEGER NOT NULL,
  in_scope_own_share_fen INTEGER NOT NULL,
  settled_at TEXT NOT NULL,
  pack_id TEXT, pack_version TEXT, pack_hash TEXT, -- of an estimate
  detail_text TEXT NOT NULL CHECK (json_valid(detail_text)), -- steps and columns of an estimate, funds of a final
  UNIQUE (claim_id, standing, source_message_id),
  CHECK ((standing = 'estimate') = (source_message_id IS NULL)),
  CHECK ((standing = 'estimate') = (centre_number IS NULL)),
  CHECK (total_fen = pooled_fund_fen + large_amount_fen + serious_illness_fen + assistance_fen + other_funds_fen
    + in_scope_own_share_fen + self_paid_fen + over_cap_fen)
) STRICT;
${appendOnly('settlement')}

CREATE TABLE difference ( -- official minus estimated in-scope own share, by cause
  id INTEGER PRIMARY KEY,
  settlement_id TEXT NOT NULL REFERENCES settlement (id),
  cause TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  facts_text TEXT NOT NULL CHECK (json_valid(facts_text))
) STRICT;
${appendOnly('difference')}

CREATE TABLE credit_entry ( -- the ledger of a lock, as the bank confirmed it: locked = drawn + released + still held
  id INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  kind TEXT NOT NULL CHECK (kind IN ('lock', 'draw', 'release')),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  bank_number TEXT NOT NULL,
  act_id INTEGER NOT NULL UNIQUE REFERENCES act (id),
  at TEXT NOT NULL
) STRICT;
${appendOnly('credit_entry')}

CREATE TABLE paper ( -- every PDF made
  id TEXT NOT NULL PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  kind TEXT NOT NULL CHECK (kind IN ('unsettled-notice', 'settlement-statement')),
  copy INTEGER NOT NULL,
  content_text TEXT NOT NULL CHECK (json_valid(content_text)), -- personal
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  asked_at TEXT NOT NULL
) STRICT;
${appendOnly('paper')}

CREATE TABLE paper_file (
  paper_id TEXT NOT NULL PRIMARY KEY REFERENCES paper (id),
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;
${appendOnly('paper_file')}
`,
};
