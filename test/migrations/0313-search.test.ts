import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0313 search', () => {
  itKeeps(313, { tables: [], appendOnly: [], refused: {} });
});
