import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

const check = (order: string, finding: string) =>
  `INSERT INTO pre_check (order_number, finding, asked_at) VALUES ('${order}', '${finding}', 'now')`;

describe('0306 pre-check', () => {
  itKeeps(306, {
    tables: ['pre_check'],
    appendOnly: ['pre_check'],
    refused: { 'a finding that does not exist': check('O1', 'perhaps'), 'an order that is not there': check('O8', 'fine') },
  });
});
