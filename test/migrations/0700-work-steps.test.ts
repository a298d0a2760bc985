import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0700 work steps', () => {
  itKeeps(700, {
    tables: ['work_step'],
    appendOnly: ['work_step'],
    refused: {
      'a claim without who': `INSERT INTO work_step (item_key, kind, words, clerk_id, at) VALUES ('act-1', 'claim', '', 'A01', 'now')`,
      'a call without its outcome': `INSERT INTO work_step (item_key, kind, words, clerk_id, at) VALUES ('act-1', 'call', '', 'A01', 'now')`,
      'a note that says nothing': `INSERT INTO work_step (item_key, kind, words, clerk_id, at) VALUES ('act-1', 'note', '', 'A01', 'now')`,
      'handing over to nobody of this desk': `INSERT INTO work_step (item_key, kind, owner_id, words, clerk_id, at) VALUES ('act-1', 'hand-over', 'nobody', '', 'A01', 'now')`,
    },
  });
});
