import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0441 draw reversals', () => {
  itKeeps(441, {
    tables: [],
    appendOnly: ['credit_entry'],
    extended: ['act_kind'],
    refused: {
      'an entry of an unknown kind': `INSERT INTO credit_entry SELECT 9, encounter_id, 'gift', amount_fen, bank_number, 1, at FROM credit_entry WHERE kind = 'lock'`,
      'two entries of one act': `INSERT INTO credit_entry SELECT 9, encounter_id, kind, amount_fen, bank_number, act_id, at FROM credit_entry WHERE kind = 'lock'`,
      'an entry of nothing': `INSERT INTO credit_entry SELECT 9, encounter_id, kind, 0, bank_number, 1, at FROM credit_entry WHERE kind = 'lock'`,
    },
  });
});
