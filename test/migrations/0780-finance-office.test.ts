import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0780 finance office', () => {
  itKeeps(780, {
    tables: [],
    appendOnly: [],
    refused: {
      'a clerk without a PIN': `INSERT INTO clerk (id, name, role, pin_hash, office) VALUES ('F09', '财务', 'clerk', NULL, 'finance')`,
      'a role of the window that nobody knows': `INSERT INTO clerk (id, name, role, pin_hash) VALUES ('F09', '财务', 'boss', 'x')`,
    },
  });
});
