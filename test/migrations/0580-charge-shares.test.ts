import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0580 charge shares', () => {
  itKeeps(580, {
    tables: ['charge_share'],
    appendOnly: ['charge_share'],
    refused: {
      'a payer that nobody knows': `INSERT INTO charge_share (order_number, line_number, payer, words, clerk_id, at) SELECT order_number, line_number, 'nobody', 'x', 'A01', 'now' FROM charge_item`,
      'a line that is not there': `INSERT INTO charge_share (order_number, line_number, payer, words, clerk_id, at) VALUES ('ZY1', 'no-such-line', 'other', 'x', 'A01', 'now')`,
    },
  });
});
