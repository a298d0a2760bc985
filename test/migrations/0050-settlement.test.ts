import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

/** One settlement with named columns changed. */
function settlement(change: Record<string, string>): string {
  const row: Record<string, string> = {
    id: `'settlement-2'`,
    claim_id: `'claim-1'`,
    standing: `'estimate'`,
    source_message_id: 'NULL',
    centre_number: 'NULL',
    ...Object.fromEntries(
      ['over_cap', 'large_amount', 'serious_illness', 'assistance', 'other_funds', 'account'].map((name) => [`${name}_fen`, '0']),
    ),
    total_fen: '1000',
    self_paid_fen: '100',
    first_share_fen: '50',
    deductible_fen: '200',
    pooled_fund_fen: '500',
    in_scope_own_share_fen: '400',
    settled_at: `'now'`,
    detail_text: `'{}'`,
    ...change,
  };
  return `INSERT INTO settlement (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`;
}

describe('0050 settlement', () => {
  itKeeps(50, {
    tables: ['claim', 'settlement', 'difference', 'credit_entry', 'paper', 'paper_file'],
    appendOnly: ['settlement', 'difference', 'credit_entry', 'paper', 'paper_file'],
    refused: {
      'a second claim of one stay': `INSERT INTO claim (id, encounter_id, state) VALUES ('claim-2', 'stay-1', 'draft')`,
      'a draft that has a key': `UPDATE claim SET key = 'k'`,
      'a settled claim without the number of the centre': `UPDATE claim SET state = 'acknowledged', key = 'k'`,
      'a number of the centre before it answered': `UPDATE claim SET state = 'pending', key = 'k', centre_number = 'J1'`,
      'an estimate that claims a message': settlement({ source_message_id: `'message-1'` }),
      'an estimate that claims a number of the centre': settlement({ centre_number: `'J1'` }),
      'a final settlement without a message': settlement({ standing: `'final'`, centre_number: `'J2'` }),
      'a final settlement of the same message twice': settlement({
        standing: `'final'`,
        centre_number: `'J2'`,
        source_message_id: `'message-1'`,
      }),
      'figures that do not add up to the total': settlement({ pooled_fund_fen: '501' }),
      'half a fen': settlement({ pooled_fund_fen: '500.5', in_scope_own_share_fen: '399.5' }),
      'a movement of the lock without an amount': `INSERT INTO credit_entry (encounter_id, kind, amount_fen, bank_number, act_id, at) VALUES ('stay-1', 'draw', 0, 'YK1', 1, 'now')`,
      'two movements of one act': `INSERT INTO credit_entry (encounter_id, kind, amount_fen, bank_number, act_id, at) VALUES ('stay-1', 'draw', 1, 'YK1', 2, 'now')`,
      'a paper of an unknown kind': `INSERT INTO paper SELECT 'paper-2', encounter_id, 'receipt', copy, content_text, clerk_id, asked_at FROM paper`,
      'a second file of one paper': `INSERT INTO paper_file VALUES ('paper-1', 'b.pdf', 'hash', 'now')`,
    },
  });
});
