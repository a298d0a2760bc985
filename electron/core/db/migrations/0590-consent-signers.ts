import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** An agent may sign the consent, too, and whoever signs for another is named. The table is made anew because SQLite cannot widen a check. */
export const consentSigners: Migration = {
  number: 590,
  name: 'consent-signers',
  sql: `
PRAGMA defer_foreign_keys = ON;

CREATE TABLE consent_before AS SELECT * FROM bank_consent ORDER BY rowid;
DROP TABLE bank_consent;
CREATE TABLE bank_consent ( -- separate consent to give data to the bank, for one admission; given or refused
  order_number TEXT NOT NULL PRIMARY KEY REFERENCES admission_order (order_number),
  patient_id TEXT NOT NULL REFERENCES patient (id),
  given INTEGER NOT NULL CHECK (given IN (0, 1)),
  signed_by TEXT NOT NULL CHECK (signed_by IN ('self', 'agent', 'guardian')),
  text_version TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL
) STRICT;
INSERT INTO bank_consent SELECT * FROM consent_before ORDER BY rowid;
DROP TABLE consent_before;
${appendOnly('bank_consent')}

CREATE TABLE consent_signer ( -- personal: who signed a consent for the patient; one of before this table is named nowhere
  order_number TEXT NOT NULL PRIMARY KEY REFERENCES bank_consent (order_number),
  name TEXT NOT NULL,
  cert_number TEXT NOT NULL,
  relation TEXT NOT NULL,
  phone TEXT NOT NULL
) STRICT;
${appendOnly('consent_signer')}
`,
};
