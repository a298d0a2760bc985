import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0760 interim settlements', () => {
  itKeeps(760, {
    tables: ['interim_order', 'interim_line', 'interim_final', 'interim_back'],
    appendOnly: ['interim_order', 'interim_line', 'interim_final', 'interim_back', 'recall'],
    extended: ['act_kind'],
    refused: {
      'an interim settlement without a reason': `INSERT INTO interim_order (act_id, until_on, reason) SELECT min(id), '2023-12-31', '' FROM act`,
      'a line that was never charged': `INSERT INTO interim_line (act_id, order_number, line_number) VALUES (760, 'O1', 'nothing')`,
      'a second settlement of the same act': `INSERT INTO interim_final (settlement_id, act_id) SELECT 'other', act_id FROM interim_final`,
      'a taking-back of nothing': `INSERT INTO interim_back (act_id, interim_act_id) VALUES (760, 99999)`,
      'a recall without a reason': `INSERT INTO recall (key, encounter_id, depth, reason, clerk_id, asked_at) VALUES ('k', 'stay-1', 'interim', '', 'A01', 'now')`,
    },
  });
});
