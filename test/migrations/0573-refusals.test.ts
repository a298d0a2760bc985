import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0573 refusals', () => {
  itKeeps(573, {
    tables: ['refund_refusal'],
    appendOnly: ['refund_refusal'],
    refused: {
      'a no without a reason': `INSERT INTO refund_refusal (request_id, reason, clerk_id, posting_id, at) SELECT id, '', 'A01', 1, 'now' FROM refund_request LIMIT 1`,
      'a no to nothing': `INSERT INTO refund_refusal (request_id, reason, clerk_id, posting_id, at) VALUES (99, '账号不符', 'A01', 1, 'now')`,
    },
  });
});
