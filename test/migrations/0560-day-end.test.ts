import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0560 day-end', () => {
  itKeeps(560, {
    tables: ['statement_file', 'statement_row', 'statement_refusal', 'day_difference_handling', 'day_confirmation'],
    appendOnly: ['statement_file', 'statement_row', 'statement_refusal', 'day_difference_handling', 'day_confirmation'],
    refused: {
      'a list of nobody': `INSERT INTO statement_file (source, day_on, name, sha256, taken_at) VALUES ('centre', 'd', 'n', '${'a'.repeat(64)}', 'now')`,
      'a row twice': `INSERT INTO statement_row VALUES (1, 2, 'wechat', 'WX2', '', 100, '2023-06-13', 'done')`,
      'a movement of nothing': `INSERT INTO statement_row VALUES (1, 3, 'wechat', 'WX2', '', 0, '2023-06-13', 'done')`,
      'a difference taken over without a reason': `INSERT INTO day_difference_handling (day_on, identity, action, note, clerk_id, at)
        VALUES ('2023-06-13', 'posting 1', 'accept', '', 'A01', 'now')`,
    },
  });
});
