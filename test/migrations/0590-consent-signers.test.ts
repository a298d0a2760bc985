import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0590 consent signers', () => {
  itKeeps(590, {
    tables: ['consent_signer'],
    appendOnly: ['bank_consent', 'consent_signer'],
    refused: {
      'a consent of a stranger': `INSERT INTO bank_consent SELECT 'O9', patient_id, given, 'neighbour', text_version, clerk_id, at FROM bank_consent`,
      'a signer without a consent': `INSERT INTO consent_signer VALUES ('O9', '示例代办', 'C9', 'spouse', '13800000000')`,
      'two signers of one consent': `INSERT INTO consent_signer SELECT * FROM consent_signer`,
    },
  });
});
