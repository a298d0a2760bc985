import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0401 agreements', () => {
  itKeeps(401, {
    tables: ['recall_agreement'],
    appendOnly: ['recall_agreement'],
    refused: {
      'the same office twice': `INSERT INTO recall_agreement (recall_id, office, clerk_id, at) VALUES (1, 'supervisor', 'A01', 'now')`,
      'an agreement to nothing': `INSERT INTO recall_agreement (recall_id, office, clerk_id, at) VALUES (99, 'supervisor', 'A01', 'now')`,
    },
  });
});
