import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0562 limit prices', () => {
  itKeeps(562, {
    tables: ['limit_price'],
    appendOnly: [],
    refused: {
      'two limits of one kind from the same day': `INSERT INTO limit_price VALUES ('X1', '1', '2023-01-01', NULL, '2.000000', 1, '', 'now')`,
      'a limit that is neither valid nor not': `INSERT INTO limit_price VALUES ('X2', '1', '2023-01-01', NULL, '2.000000', 2, '', 'now')`,
    },
  });
});
