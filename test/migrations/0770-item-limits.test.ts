import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0770 item limits', () => {
  itKeeps(770, {
    tables: [],
    appendOnly: [],
    refused: {
      'limits that nobody can read': `INSERT INTO catalogue_item (item_code, name, class, first_share, received_at, limits_text) VALUES ('X', '示例', 'A', '0.0000', 'now', '{')`,
    },
  });
});
