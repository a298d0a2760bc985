import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** Doors without a deposit that are not credit, who approved them; injuries and their filing clock; consent to give data to the bank. */
export const doors: Migration = {
  number: 303,
  name: 'doors',
  sql: `
ALTER TABLE encounter ADD COLUMN waiver TEXT CHECK (waiver IN ('exemption', 'green-channel')); -- goes before the door: no deposit is asked
ALTER TABLE encounter ADD COLUMN waiver_reason TEXT;
ALTER TABLE encounter ADD COLUMN waiver_approver_id TEXT REFERENCES clerk (id);

CREATE TABLE injury_statement ( -- personal: words. What the patient or his agent said of an injury
  encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
  injured INTEGER NOT NULL CHECK (injured IN (0, 1)),
  other_payer TEXT NOT NULL CHECK (other_payer IN ('none', 'work-injury', 'third-party', 'public-health')),
  extent TEXT NOT NULL CHECK (extent IN ('none', 'some-lines', 'all-lines')),
  happened_at TEXT,
  words TEXT NOT NULL,
  promised INTEGER NOT NULL CHECK (promised IN (0, 1)), -- 承诺书 signed
  file_by_at TEXT, -- the filing clock; null: nothing to file
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL
) STRICT;
${appendOnly('injury_statement')}

CREATE TABLE injury_finding ( -- 医保办's word on it; a later one goes before an earlier
  id INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES injury_statement (encounter_id),
  finding TEXT NOT NULL CHECK (finding IN ('insured', 'other-payer')),
  words TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL
) STRICT;
${appendOnly('injury_finding')}

CREATE TABLE bank_consent ( -- separate consent to give data to the bank, for one admission; given or refused
  order_number TEXT NOT NULL PRIMARY KEY REFERENCES admission_order (order_number),
  patient_id TEXT NOT NULL REFERENCES patient (id),
  given INTEGER NOT NULL CHECK (given IN (0, 1)),
  signed_by TEXT NOT NULL CHECK (signed_by IN ('self', 'guardian')),
  text_version TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL
) STRICT;
${appendOnly('bank_consent')}
`,
};
