import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** How each person was identified, who acts for him, the code on his slip; and stays of people who are not verified yet. */
export const identity: Migration = {
  number: 300,
  name: 'identity',
  sql: `
CREATE TABLE credential_check ( -- personal. Each time somebody was identified, and how
  id INTEGER PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  kind TEXT NOT NULL CHECK (kind IN ('card', 'e-code', 'document', 'self-declared', 'unknown')),
  clerk_id TEXT REFERENCES clerk (id),
  at TEXT NOT NULL
) STRICT;
${appendOnly('credential_check')}
CREATE INDEX credential_check_by_patient ON credential_check (patient_id, id);

CREATE TABLE encounter_agent ( -- personal: whole table
  encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
  kind TEXT NOT NULL CHECK (kind IN ('agent', 'guardian')),
  name TEXT NOT NULL,
  cert_number TEXT NOT NULL,
  relation TEXT NOT NULL,
  phone TEXT NOT NULL
) STRICT;
${appendOnly('encounter_agent')}

CREATE TABLE stay_code ( -- random: what the code on wristband and slip stands for
  code TEXT NOT NULL PRIMARY KEY,
  encounter_id TEXT NOT NULL UNIQUE REFERENCES encounter (id)
) STRICT;
${appendOnly('stay_code')}

ALTER TABLE encounter ADD COLUMN identity_standing TEXT NOT NULL DEFAULT 'verified' CHECK (identity_standing IN ('verified', 'to-verify'));
`,
};
