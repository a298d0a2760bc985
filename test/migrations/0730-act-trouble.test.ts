import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0730 act trouble', () => {
  itKeeps(730, {
    tables: ['act_trouble'],
    appendOnly: [],
    refused: {
      'a cause that nobody knows': `INSERT INTO act_trouble SELECT id, 'bored', 1, 'x', 'now', 'now' FROM act WHERE id NOT IN (SELECT act_id FROM act_trouble)`,
      'trouble with no act': `INSERT INTO act_trouble VALUES (99999, 'failed', 1, 'x', 'now', 'now')`,
    },
  });
});
