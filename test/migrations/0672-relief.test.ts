import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0672 relief', () => {
  const request = (kind: string, fen: number) =>
    `INSERT INTO share_request (encounter_id, kind, settled_id, amount_fen, reason, clerk_id, asked_at) SELECT 'stay-1', '${kind}', id, ${fen}, 'x', 'A01', 'now' FROM posting LIMIT 1`;
  itKeeps(672, {
    tables: ['ledger_account', 'share_request', 'share_decision'],
    appendOnly: ['share_request', 'share_decision', 'posting_line'],
    extended: ['posting_kind'],
    refused: {
      'an account that nobody knows': `INSERT INTO posting_line (posting_id, line_number, account, subject, amount_fen) VALUES (999, 1, 'nobody', '', 1)`,
      'a line of a posting that is written': `INSERT INTO posting_line (posting_id, line_number, account, subject, amount_fen) SELECT id, 99, 'finance', 'x', 1 FROM posting LIMIT 1`,
      'a wish that nobody knows': request('forgive', 1),
      'a wish for nothing': request('relief', 0),
      'a no that moved money': `INSERT INTO share_decision (request_id, approved, reason, clerk_id, posting_id, decided_at) SELECT id, 0, 'x', 'A01', settled_id, 'now' FROM share_request WHERE id = 2`,
    },
  });
});
