import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0440 invoices', () => {
  itKeeps(440, {
    tables: ['invoice_order', 'invoice', 'invoice_standing'],
    appendOnly: ['invoice_order', 'invoice', 'invoice_standing'],
    extended: ['act_kind'],
    refused: {
      'an order of nothing': 'INSERT INTO invoice_order (act_id, posting_id) VALUES (1, 99)',
      'a second red one for an invoice':
        'INSERT INTO invoice_order SELECT 1, posting_id, act_id FROM invoice_order UNION ALL SELECT 2, posting_id, act_id FROM invoice_order',
      'the same number twice':
        'INSERT INTO invoice SELECT 1, red, code, number, check_code, pick_up_code, amount_fen, issued_at FROM invoice',
      'an invoice of nothing': `INSERT INTO invoice SELECT 1, red, code, 'other', check_code, pick_up_code, 0, issued_at FROM invoice`,
      'what was said of no invoice': `INSERT INTO invoice_standing (act_id, paper_taken, booked, seen_at) VALUES (1, 0, 0, 'now')`,
    },
  });
});
