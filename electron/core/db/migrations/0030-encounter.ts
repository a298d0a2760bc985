import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** The doctor's order, the stay and its charge lines, as the hospital's system sent them. */
export const encounter: Migration = {
  number: 30,
  name: 'encounter',
  sql: `
CREATE TABLE his_file ( -- every file that came, by name and content: a name may come again with another content
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('taken', 'refused')),
  reason TEXT,
  line_count INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (name, sha256)
) STRICT;

CREATE TABLE admission_order ( -- personal: patient and diagnosis inside body_text
  order_number TEXT NOT NULL PRIMARY KEY,
  cert_number TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  body_text TEXT NOT NULL CHECK (json_valid(body_text)),
  received_at TEXT NOT NULL
) STRICT;
CREATE INDEX admission_order_by_cert ON admission_order (cert_number);

CREATE TABLE encounter ( -- personal: contact
  id TEXT NOT NULL PRIMARY KEY,
  stay_number TEXT NOT NULL UNIQUE,
  order_number TEXT NOT NULL UNIQUE REFERENCES admission_order (order_number),
  patient_id TEXT NOT NULL REFERENCES patient (id),
  coverage_id TEXT NOT NULL REFERENCES coverage (id),
  door TEXT NOT NULL CHECK (door IN ('credit', 'deposit')),
  state TEXT NOT NULL CHECK (state IN ('registered', 'in-hospital', 'ward-discharged', 'left-unsettled', 'settling', 'settled', 'cancelled')),
  contact_name TEXT NOT NULL,
  contact_phone TEXT NOT NULL,
  identity_check TEXT NOT NULL CHECK (identity_check IN ('self-seen', 'agent')),
  admitted_at TEXT NOT NULL,
  ward_left_at TEXT,
  ward_notice_text TEXT CHECK (ward_notice_text IS NULL OR json_valid(ward_notice_text)),
  settle_by_on TEXT,
  centre_visit_number TEXT,
  clerk_id TEXT NOT NULL REFERENCES clerk (id)
) STRICT;
CREATE INDEX encounter_by_state ON encounter (state);
CREATE INDEX encounter_by_patient ON encounter (patient_id);

CREATE TABLE charge_item (
  order_number TEXT NOT NULL,
  line_number TEXT NOT NULL, -- the hospital's own number, the centre's key of a line: never renumbered
  original_line_number TEXT,
  occurred_at TEXT NOT NULL,
  item_code TEXT NOT NULL,
  hospital_item_code TEXT NOT NULL,
  name TEXT NOT NULL,
  quantity TEXT NOT NULL,
  unit_price TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  department_code TEXT NOT NULL,
  department_name TEXT NOT NULL,
  doctor_code TEXT NOT NULL,
  doctor_name TEXT NOT NULL,
  received_at TEXT NOT NULL,
  PRIMARY KEY (order_number, line_number)
) STRICT;
${appendOnly('charge_item')}

CREATE TABLE waiting_notice ( -- the ward's discharge notice that came before the admission did
  order_number TEXT NOT NULL PRIMARY KEY,
  body_text TEXT NOT NULL CHECK (json_valid(body_text)),
  received_at TEXT NOT NULL
) STRICT;
`,
};
