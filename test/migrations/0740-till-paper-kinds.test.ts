import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0740 till paper kinds', () => {
  itKeeps(740, {
    tables: [],
    appendOnly: ['till_paper', 'till_paper_file'],
    refused: {
      'a paper by nobody of this desk': "INSERT INTO till_paper VALUES ('p', 'deposit-reminder', '心内科', 1, '{}', 'nobody', 'now')",
      'a file of a paper that is not there':
        "INSERT INTO till_paper_file (paper_id, file_name, sha256, made_at) VALUES ('p', 'x', 'x', 'now')",
      'a copy before the first': "INSERT INTO till_paper VALUES ('p', 'deposit-reminder', '心内科', 0, '{}', 'A01', 'now')",
    },
  });
});
