import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0402 cases', () => {
  itKeeps(402, {
    tables: ['case_step'],
    appendOnly: ['case_step'],
    refused: {
      'a step of an unknown kind': `INSERT INTO case_step (encounter_id, step, words, clerk_id, at) VALUES ('stay-1', 'forgiven', '', 'A01', 'now')`,
      'a step of nobody': `INSERT INTO case_step (encounter_id, step, words, clerk_id, at) VALUES ('stay-1', 'called', '', 'nobody', 'now')`,
    },
  });
});
