import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

const check = (kind: string) =>
  `INSERT INTO credential_check (patient_id, kind, clerk_id, at) VALUES ('patient-1', '${kind}', 'A01', 'now')`;

describe('0300 identity', () => {
  itKeeps(300, {
    tables: ['credential_check', 'encounter_agent', 'stay_code'],
    appendOnly: ['credential_check', 'encounter_agent', 'stay_code'],
    refused: {
      'a way to know somebody that does not exist': check('hearsay'),
      'a second code of one stay': "INSERT INTO stay_code (code, encounter_id) VALUES ('HMS2', 'stay-1')",
      'a second agent of one stay':
        "INSERT INTO encounter_agent (encounter_id, kind, name, cert_number, relation, phone) VALUES ('stay-1', 'guardian', 'x', 'x', 'x', 'x')",
      'a standing that does not exist': "UPDATE encounter SET identity_standing = 'maybe'",
    },
  });
});
