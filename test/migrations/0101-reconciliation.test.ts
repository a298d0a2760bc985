import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

const difference = (change: string) =>
  `INSERT INTO statement_difference SELECT 9, run_id, ${change}, entry_id, encounter_id, reversal, settlement_number, message_id, person_number, here_fen, there_fen, said_here, said_there FROM statement_difference`;

describe('0101 reconciliation', () => {
  const TABLES = ['statement_run', 'statement_group', 'statement_difference', 'difference_handling', 'statement_confirmation'];
  itKeeps(101, {
    tables: TABLES,
    appendOnly: TABLES,
    refused: {
      'a group of no comparison': `INSERT INTO statement_group VALUES (9, '310', '21', '210200', 0, 0, 0, 0, 1, '')`,
      'a group twice in one comparison': `INSERT INTO statement_group SELECT * FROM statement_group`,
      'a difference twice in one comparison': difference(`identity, cause`),
      'a difference of an entry that is not there': difference(`'other', cause`).replace('entry_id,', '99,'),
      'an unknown action': `INSERT INTO difference_handling (identity, action, note, clerk_id, at) VALUES ('i', 'forget', '', 'A01', 'now')`,
      'a day that is confirmed twice': `INSERT INTO statement_confirmation (day_on, run_id, clerk_id, at) VALUES ('2023-06-13', 1, 'A01', 'now')`,
    },
  });
});
