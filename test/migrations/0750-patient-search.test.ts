import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0750 patient search', () => {
  itKeeps(750, { tables: [], appendOnly: [], refused: {} });
});
