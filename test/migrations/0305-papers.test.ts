import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0305 papers', () => {
  itKeeps(305, {
    tables: [],
    appendOnly: ['paper', 'paper_file'],
    refused: {
      'a paper of a stay that is not there':
        "INSERT INTO paper (id, encounter_id, kind, copy, content_text, clerk_id, asked_at) VALUES ('p', 'stay-9', 'wristband', 1, '{}', 'A01', 'now')",
      'a file of a paper that is not there': "INSERT INTO paper_file (paper_id, file_name, sha256, made_at) VALUES ('p', 'x', 'x', 'now')",
    },
  });
});
