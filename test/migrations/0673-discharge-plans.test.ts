import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0673 discharge plans', () => {
  const plan = `INSERT INTO discharge_plan (order_number, leaves_on, received_at) VALUES ('O1', '2023-06-13', 'now');`;
  itKeeps(673, { tables: ['discharge_plan'], appendOnly: [], refused: { 'two plans of one order': plan + plan } });
});
