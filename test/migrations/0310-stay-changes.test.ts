import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

const change = (source: string, clerk: string) =>
  `INSERT INTO stay_change (encounter_id, source, before_text, after_text, reason, clerk_id, at) VALUES ('stay-1', '${source}', '{}', '{}', '', ${clerk}, 'now')`;

describe('0310 stay-changes', () => {
  itKeeps(310, {
    tables: ['stay_change'],
    appendOnly: ['stay_change', 'charge_sending', 'charge_result'],
    refused: {
      'a change of the hospital by a clerk': change('his', "'A01'"),
      'a change at the desk by nobody': change('clerk', 'NULL'),
      'a line carried twice by one act': `INSERT INTO charge_sending (act_id, order_number, line_number) SELECT act_id, order_number, line_number FROM charge_sending`,
      'a result of a message that was never sent': `INSERT INTO charge_result (order_number, line_number, class, self_paid_fen, over_cap_fen, first_share_fen, in_scope_fen, source_message_id)
        VALUES ('O1', '1', '01', 0, 0, 0, 0, 'message-9')`,
    },
  });
});
