import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

/** One more order with named columns changed. */
function order(change: Record<string, string>): string {
  const row: Record<string, string> = {
    id: `'order-9'`,
    kind: `'pay'`,
    channel: `'wechat'`,
    encounter_id: `'stay-1'`,
    move: `'collected'`,
    amount_fen: '100',
    shift_id: `'03-20230613-1'`,
    clerk_id: `'A01'`,
    facts_text: `'{}'`,
    asked_at: `'now'`,
    ...change,
  };
  return `INSERT INTO wallet_order (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`;
}

describe('0210 payments', () => {
  itKeeps(210, {
    tables: ['wallet_order', 'wallet_answer', 'refund_request', 'refund_request_step', 'till_paper', 'till_paper_file'],
    appendOnly: ['wallet_answer', 'refund_request', 'refund_request_step', 'till_paper', 'till_paper_file'],
    refused: {
      'an order twice': order({ id: `'order-1'` }),
      'an order of nothing': order({ amount_fen: '0' }),
      'a payment that is for nothing': order({ move: 'NULL' }),
      'a refund of no payment': order({ kind: `'refund'`, move: 'NULL' }),
      'a payment that refunds': order({ paid_order_id: `'order-1'` }),
      'an order that is done and not booked': `UPDATE wallet_order SET state = 'done'`,
      'an order that is booked and not done': `UPDATE wallet_order SET posting_id = 1`,
      'a wallet that does not exist': order({ channel: `'barter'` }),
      'an outcome that does not exist': `INSERT INTO wallet_answer (order_id, outcome, seen_at) VALUES ('order-1', 'perhaps', 'now')`,
      'two requests for one refund': `INSERT INTO refund_request SELECT 9, encounter_id, posting_id, amount_fen, payee_name, payee_account, payee_bank, agent_cert, reason, clerk_id, asked_at FROM refund_request`,
      'a request without an account': `INSERT INTO refund_request SELECT 9, encounter_id, 1, amount_fen, payee_name, '', payee_bank, agent_cert, reason, clerk_id, asked_at FROM refund_request`,
      'a second signature of the same kind': `INSERT INTO refund_request_step SELECT * FROM refund_request_step`,
      'a paper of an unknown kind': `INSERT INTO till_paper SELECT 'p', 'poem', subject, copy, content_text, clerk_id, asked_at FROM till_paper`,
      'a second file of one paper': `INSERT INTO till_paper_file VALUES ('till-paper-1', 'b.pdf', 'hash', 'now')`,
      'a payment that is not in the books': `INSERT INTO refund_request_step (request_id, step, clerk_id, at) VALUES (1, 'paid', 'A01', 'now')`,
    },
  });
});
