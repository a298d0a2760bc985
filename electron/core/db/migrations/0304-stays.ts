import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** Who an unknown patient turned out to be, and back again; names as they are searched for. */
export const stays: Migration = {
  number: 304,
  name: 'stays',
  sql: `
CREATE TABLE patient_merge ( -- who a stay belongs to, each time it changed: a merge and its undoing are rows
  id INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  kind TEXT NOT NULL CHECK (kind IN ('merge', 'undo')),
  from_patient_id TEXT NOT NULL REFERENCES patient (id),
  to_patient_id TEXT NOT NULL REFERENCES patient (id),
  from_order_number TEXT NOT NULL REFERENCES admission_order (order_number),
  to_order_number TEXT NOT NULL REFERENCES admission_order (order_number),
  reason TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL,
  CHECK (from_patient_id <> to_patient_id)
) STRICT;
${appendOnly('patient_merge')}
CREATE INDEX patient_merge_by_encounter ON patient_merge (encounter_id, id);

CREATE TABLE name_key ( -- personal. Initials of the pinyin of a name, capitals: one row for each reading of it
  patient_id TEXT NOT NULL REFERENCES patient (id),
  initials TEXT NOT NULL,
  PRIMARY KEY (patient_id, initials)
) STRICT;
CREATE INDEX name_key_by_initials ON name_key (initials);

CREATE TABLE registration_change ( -- a stay that became insured, or self-paid, after its admission
  id INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  from_coverage_id TEXT NOT NULL REFERENCES coverage (id),
  to_coverage_id TEXT NOT NULL REFERENCES coverage (id),
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL
) STRICT;
${appendOnly('registration_change')}
`,
};
