import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

const consent = (order: string, by: string) =>
  `INSERT INTO bank_consent (order_number, patient_id, given, signed_by, text_version, clerk_id, at) VALUES ('${order}', 'patient-1', 1, '${by}', '1', 'A01', 'now')`;

describe('0303 doors', () => {
  itKeeps(303, {
    tables: ['bank_consent', 'injury_finding', 'injury_statement'],
    appendOnly: ['bank_consent', 'injury_finding', 'injury_statement'],
    refused: {
      'a waiver that does not exist': "UPDATE encounter SET waiver = 'kindness'",
      'an approver who does not work here': "UPDATE encounter SET waiver_approver_id = 'nobody'",
      'a second consent for one admission': consent('O1', 'self'),
      'a consent of a stranger': consent('O9', 'agent'),
      'a finding without a statement':
        "INSERT INTO injury_finding (encounter_id, finding, words, clerk_id, at) VALUES ('stay-9', 'insured', '', 'A01', 'now')",
    },
  });
});
