import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0710 charges in order', () => {
  itKeeps(710, { tables: [], appendOnly: [], refused: {} });
});
