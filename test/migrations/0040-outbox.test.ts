import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

const act = (kind: string, key: string, stay = 'stay-1') =>
  `INSERT INTO act (kind, line, encounter_id, key, created_at, due_at) VALUES ('${kind}', 'centre', '${stay}', '${key}', 'now', 'now')`;

describe('0040 outbox', () => {
  itKeeps(40, {
    tables: ['act', 'attempt', 'attempt_answer', 'charge_sending', 'charge_result', 'credit_order'],
    appendOnly: ['attempt', 'attempt_answer', 'charge_sending', 'charge_result', 'credit_order'],
    refused: {
      'the same cause twice': act('charges', 'key-1'),
      'an act of no stay': act('settlement', 'key-2', 'nothing'),
      'an act of an unknown kind': act('payment', 'key-2'),
      'a state that no act has': `UPDATE act SET state = 'sent'`,
      'a message id a second time': `INSERT INTO attempt (message_id, act_id, request_text, sent_at) VALUES ('message-1', 2, '{}', 'now')`,
      'an attempt of no act': `INSERT INTO attempt (message_id, act_id, request_text, sent_at) VALUES ('message-2', 9, '{}', 'now')`,
      'an answer to nothing': `INSERT INTO attempt_answer (message_id, outcome, seen_at) VALUES ('message-9', 'absent', 'now')`,
      'an outcome that does not exist': `INSERT INTO attempt_answer (message_id, outcome, seen_at) VALUES ('message-1', 'failed', 'now')`,
      'a line carried by two acts': `INSERT INTO charge_sending (act_id, order_number, line_number) VALUES (2, 'O1', '1')`,
      'a line that is not there': `INSERT INTO charge_sending (act_id, order_number, line_number) VALUES (1, 'O1', '99')`,
      'a second result of one line': `INSERT INTO charge_result SELECT * FROM charge_result`,
      'an order of nothing to the bank': `INSERT INTO credit_order (act_id, amount_fen) VALUES (1, 0)`,
      'a second amount for one act': `INSERT INTO credit_order (act_id, amount_fen) VALUES (2, 1)`,
    },
  });
});
