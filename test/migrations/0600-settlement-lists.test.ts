import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0600 settlement-lists', () => {
  itKeeps(600, {
    tables: ['list_order'],
    appendOnly: ['list_order'],
    extended: ['act_kind'],
    refused: {
      'a list of no settlement': `INSERT INTO list_order (act_id, settlement_id) SELECT max(id), 'nobody' FROM act`,
      'a list of no act': `INSERT INTO list_order (act_id, settlement_id) SELECT 99999, max(id) FROM settlement`,
      'a list in the patient’s own queue': `INSERT INTO act (kind, line, encounter_id, key, created_at, due_at)
        VALUES ('settlement-list', 'centre', 'stay-1', 'key-x', 'now', 'now')`,
    },
  });
});
