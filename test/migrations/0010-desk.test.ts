import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0010 desk', () => {
  itKeeps(10, {
    tables: ['clerk', 'session', 'audit', 'keyed_request', 'message_counter'],
    appendOnly: ['audit', 'keyed_request'],
    refused: {
      'a role that does not exist': `INSERT INTO clerk (id, name, role, pin_hash) VALUES ('B', 'x', 'director', 'h')`,
      'a session of nobody': `INSERT INTO session (run_id, clerk_id, opened_at) VALUES ('r', 'nobody', 'now')`,
      'an audit entry whose facts are no JSON': `INSERT INTO audit (at, event, facts_text) VALUES ('now', 'e', '{')`,
      'a key a second time': `INSERT INTO keyed_request (key, request_hash, result_id, done_at) VALUES ('key-0', 'h', 'r', 'now')`,
      'a message counter above 99': `UPDATE message_counter SET counter = 100`,
      'a second that has not fourteen digits': `UPDATE message_counter SET second_text = '2023061308000'`,
      'a text where a number belongs': `UPDATE clerk SET wrong_pins = 'many'`,
    },
  });
});
