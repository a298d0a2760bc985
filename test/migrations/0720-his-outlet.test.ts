import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0720 his outlet', () => {
  itKeeps(720, {
    tables: ['his_outlet', 'his_outlet_last', 'his_outlet_written'],
    appendOnly: ['his_outlet', 'his_outlet_written'],
    refused: {
      'a line of no stay': `INSERT INTO his_outlet VALUES (9, 'stay-9', '{}', 'now')`,
      'a line that is no JSON': `INSERT INTO his_outlet VALUES (9, 'stay-1', 'stay', 'now')`,
      'a line written twice': `INSERT INTO his_outlet_written SELECT * FROM his_outlet_written`,
    },
  });
});
