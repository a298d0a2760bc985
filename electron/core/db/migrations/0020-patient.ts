import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** Persons, what they are insured for and what was used this year: each fact with its source and time. */
export const patient: Migration = {
  number: 20,
  name: 'patient',
  sql: `
CREATE TABLE patient ( -- personal: whole table
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  cert_type TEXT NOT NULL CHECK (cert_type IN ('id-card', 'other')),
  cert_number TEXT NOT NULL,
  sex TEXT NOT NULL CHECK (sex IN ('male', 'female', 'unknown')),
  birth_on TEXT,
  phone TEXT,
  card_number TEXT,
  card_serial TEXT,
  centre_person_number TEXT,
  seen_at TEXT NOT NULL,
  UNIQUE (cert_type, cert_number)
) STRICT;

CREATE TABLE coverage ( -- personal: whole table. One row per scheme and place that the centre named
  id TEXT NOT NULL PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  scheme_code TEXT NOT NULL,
  person_class_code TEXT NOT NULL,
  insured_place_code TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  status_code TEXT NOT NULL,
  from_on TEXT,
  balance_fen INTEGER,
  source TEXT NOT NULL CHECK (source IN ('centre', 'card', 'clerk')),
  as_of TEXT NOT NULL,
  UNIQUE (patient_id, scheme_code, insured_place_code)
) STRICT;

CREATE TABLE eligibility_check ( -- personal: reason. Proof of each question to the centre
  id INTEGER PRIMARY KEY,
  coverage_id TEXT NOT NULL REFERENCES coverage (id),
  eligible INTEGER NOT NULL CHECK (eligible IN (0, 1)),
  reason TEXT,
  in_hospital_elsewhere INTEGER NOT NULL CHECK (in_hospital_elsewhere IN (0, 1)),
  asked_at TEXT NOT NULL
) STRICT;
${appendOnly('eligibility_check')}

CREATE TABLE accumulator ( -- personal. What was used in a year; a new reading is a new row
  id INTEGER PRIMARY KEY,
  coverage_id TEXT NOT NULL REFERENCES coverage (id),
  year INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('stay-count', 'deductible', 'pooled-fund', 'large-amount-burden')),
  count_value INTEGER,
  value_fen INTEGER,
  source TEXT NOT NULL CHECK (source IN ('centre')),
  as_of TEXT NOT NULL,
  CHECK ((kind = 'stay-count') = (count_value IS NOT NULL)),
  CHECK ((kind <> 'stay-count') = (value_fen IS NOT NULL))
) STRICT;
${appendOnly('accumulator')}
CREATE INDEX accumulator_by_coverage ON accumulator (coverage_id, year, kind, id);

CREATE TABLE credit_standing ( -- personal. The bank's answer, read-only; a new answer is a new row
  id INTEGER PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  standing TEXT NOT NULL CHECK (standing IN ('available', 'not-opened', 'not-eligible')),
  opened_at TEXT,
  agreement_signed INTEGER CHECK (agreement_signed IN (0, 1)),
  limit_fen INTEGER,
  available_fen INTEGER,
  as_of TEXT NOT NULL
) STRICT;
${appendOnly('credit_standing')}
`,
};
