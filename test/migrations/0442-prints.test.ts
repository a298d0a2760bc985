import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0442 prints', () => {
  itKeeps(442, {
    tables: ['print', 'print_seen'],
    appendOnly: ['print', 'print_seen'],
    refused: {
      'a sending twice': `INSERT INTO print VALUES ('print-1', 'paper-1', 'front', 'A01', 'now')`,
      'a state that does not exist': `INSERT INTO print_seen (print_id, state, trouble, words, seen_at) VALUES ('print-1', 'perhaps', '', '', 'now')`,
      'what was seen of nothing': `INSERT INTO print_seen (print_id, state, trouble, words, seen_at) VALUES ('print-9', 'printed', '', '', 'now')`,
    },
  });
});
