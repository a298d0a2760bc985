import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0302 offices', () => {
  itKeeps(302, {
    tables: [],
    appendOnly: [],
    refused: { 'an office that does not exist': "UPDATE clerk SET office = 'director'" },
  });
});
