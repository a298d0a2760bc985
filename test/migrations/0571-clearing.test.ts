import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0571 clearing', () => {
  itKeeps(571, {
    tables: ['posting_kind', 'clearing_file', 'clearing_row', 'credit_cleared'],
    appendOnly: ['posting', 'clearing_file', 'clearing_row', 'credit_cleared'],
    refused: {
      'a posting of an unknown kind': `INSERT INTO posting (id, kind, at, business_on, facts_text, hash) SELECT 99, 'gift', at, business_on, '{}', replace(hash, substr(hash, 1, 1), 'z') FROM posting WHERE id = 1`,
      'a posting without lines': `INSERT INTO posting (id, kind, at, business_on, facts_text, hash) VALUES (99, 'counted', 'x', 'x', '{}', '${'9'.repeat(64)}')`,
      'an entry that is cleared twice': `INSERT INTO credit_cleared SELECT * FROM credit_cleared`,
      'a payment of nothing': `INSERT INTO clearing_row SELECT file_id, 'YK9', kind, 0 FROM clearing_row LIMIT 1`,
    },
  });
});
