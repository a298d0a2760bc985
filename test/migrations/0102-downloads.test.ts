import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0102 downloads', () => {
  itKeeps(102, {
    tables: ['download', 'dictionary_entry', 'insurance_item'],
    appendOnly: [],
    refused: {
      'a list of nobody knows where': `UPDATE download SET source = 'hearsay'`,
      'a value twice in one dictionary': `INSERT INTO dictionary_entry SELECT * FROM dictionary_entry`,
      'an item twice': `INSERT INTO insurance_item SELECT * FROM insurance_item`,
    },
  });
});
