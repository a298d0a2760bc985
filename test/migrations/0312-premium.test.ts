import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0312 premium', () => {
  itKeeps(312, {
    tables: ['premium_payment', 'chronic_reading', 'consent_withdrawal'],
    appendOnly: ['premium_payment', 'chronic_reading', 'consent_withdrawal'],
    refused: {
      'a premium of no coverage': `INSERT INTO premium_payment (coverage_id, paid_on, clerk_id, at) VALUES ('coverage-9', '2023-01-01', 'A01', 'now')`,
      'registrations that are no JSON': `INSERT INTO chronic_reading (coverage_id, registrations_text, as_of) VALUES ('coverage-1', 'x', 'now')`,
      'taking back what nobody gave': `INSERT INTO consent_withdrawal VALUES ('O9', 'A01', 'now')`,
      'taking one consent back twice': `INSERT INTO consent_withdrawal VALUES ('O1', 'A01', 'now')`,
    },
  });
});
