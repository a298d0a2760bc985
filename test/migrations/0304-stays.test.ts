import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0304 stays', () => {
  itKeeps(304, {
    tables: ['name_key', 'patient_merge', 'registration_change'],
    appendOnly: ['patient_merge', 'registration_change'],
    refused: {
      'a merge of somebody with himself':
        "INSERT INTO patient_merge (encounter_id, kind, from_patient_id, to_patient_id, from_order_number, to_order_number, reason, clerk_id, at) VALUES ('stay-1', 'merge', 'patient-1', 'patient-1', 'O1', 'O1', 'x', 'A01', 'now')",
      'the same reading of a name twice': "INSERT INTO name_key (patient_id, initials) VALUES ('patient-1', 'SLJ')",
      'a change to a coverage that is not there':
        "INSERT INTO registration_change (encounter_id, from_coverage_id, to_coverage_id, clerk_id, at) VALUES ('stay-1', 'coverage-1', 'coverage-9', 'A01', 'now')",
    },
  });
});
