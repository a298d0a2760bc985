import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** Days of a day-care episode on which the patient signed in; what kind of fee an item is, and its published tariff. */
export const dayCare: Migration = {
  number: 311,
  name: 'day-care',
  sql: `
CREATE TABLE day_attendance (
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  day_on TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL,
  PRIMARY KEY (encounter_id, day_on)
) STRICT;
${appendOnly('day_attendance')}

ALTER TABLE catalogue_item ADD COLUMN fee TEXT CHECK (fee IN ('bed', 'nursing', 'other'));
ALTER TABLE catalogue_item ADD COLUMN tariff TEXT;
`,
};
