import type { Migration } from '../migrate.ts';

/** Search as one types, among all persons and stays that this desk ever had. */
export const search: Migration = {
  number: 313,
  name: 'search',
  sql: `
CREATE INDEX patient_by_name ON patient (name, id);
CREATE INDEX encounter_by_admission ON encounter (admitted_at);
`,
};
