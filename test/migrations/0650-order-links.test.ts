import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0650 order links', () => {
  itKeeps(650, {
    tables: ['charge_move', 'order_link'],
    appendOnly: ['charge_move', 'order_link'],
    refused: {
      'a link to itself': `INSERT INTO order_link SELECT 9, encounter_id, to_order_number, to_order_number, 'now', 'now', clerk_id, at FROM order_link`,
      'a link to an order that is not there': `INSERT INTO order_link SELECT 9, encounter_id, to_order_number, 'O404', 'now', 'now', clerk_id, at FROM order_link`,
      'a move to a line that is not there': `INSERT INTO charge_move SELECT 9, 'O404', '1', to_order_number, '404', reason, clerk_id, at FROM charge_move`,
      'two lines that become one': `INSERT INTO charge_move SELECT 9, 'O404', '1', to_order_number, to_line_number, reason, clerk_id, at FROM charge_move`,
    },
  });
});
