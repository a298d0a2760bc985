import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0572 card-orders', () => {
  itKeeps(572, {
    tables: [],
    appendOnly: ['wallet_answer'],
    refused: {
      'a channel that does not exist': `INSERT INTO wallet_order (id, kind, channel, encounter_id, move, amount_fen, shift_id, clerk_id, facts_text, asked_at)
        SELECT 'x', 'pay', 'unionpay', encounter_id, 'collected', 1, shift_id, clerk_id, '{}', 'now' FROM wallet_order LIMIT 1`,
      'an answer about no order': `INSERT INTO wallet_answer (order_id, outcome, seen_at) VALUES ('nobody', 'done', 'now')`,
    },
  });
});
