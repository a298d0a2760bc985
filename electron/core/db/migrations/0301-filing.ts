import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** Filings and hardship classes with source and age, and the proof of each check of a stay's insurance. */
export const filing: Migration = {
  number: 301,
  name: 'filing',
  sql: `
CREATE TABLE filing_reading ( -- personal. What was known of a coverage's filings at one time; a new answer is a new row
  id INTEGER PRIMARY KEY,
  coverage_id TEXT NOT NULL REFERENCES coverage (id),
  filings_text TEXT NOT NULL CHECK (json_valid(filings_text)),
  source TEXT NOT NULL CHECK (source IN ('centre', 'clerk')),
  clerk_id TEXT REFERENCES clerk (id),
  as_of TEXT NOT NULL
) STRICT;
${appendOnly('filing_reading')}
CREATE INDEX filing_reading_by_coverage ON filing_reading (coverage_id, id);

CREATE TABLE hardship_reading ( -- personal. 救助身份, class 'none' as well
  id INTEGER PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  aid_class TEXT NOT NULL,
  from_on TEXT,
  until_on TEXT,
  source TEXT NOT NULL CHECK (source IN ('centre', 'clerk')),
  words TEXT NOT NULL, -- the other side's own, or the paper the clerk saw
  as_of TEXT NOT NULL
) STRICT;
${appendOnly('hardship_reading')}
CREATE INDEX hardship_reading_by_patient ON hardship_reading (patient_id, id);

CREATE TABLE check_proof ( -- personal: facts_text. Each hash holds the one before: no proof is moved, changed or left out unnoticed
  id INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  result TEXT NOT NULL CHECK (result IN ('offline', 'verified', 'lapsed')),
  facts_text TEXT NOT NULL CHECK (json_valid(facts_text)),
  at TEXT NOT NULL,
  before_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
${appendOnly('check_proof')}
CREATE INDEX check_proof_by_encounter ON check_proof (encounter_id, id);
`,
};
