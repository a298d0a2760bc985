import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/**
 * What changed of an admission after it was made, by the hospital's system or at the desk. A line may be sent again after all lines were taken
 * back (2302) and the stay was registered anew: the tables of lines name the act, and the message, that each row belongs to.
 */
export const stayChanges: Migration = {
  number: 310,
  name: 'stay-changes',
  sql: `
CREATE TABLE stay_change ( -- personal: orders before and after
  id INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  source TEXT NOT NULL CHECK (source IN ('his', 'clerk')),
  before_text TEXT NOT NULL CHECK (json_valid(before_text)),
  after_text TEXT NOT NULL CHECK (json_valid(after_text)),
  reason TEXT NOT NULL,
  clerk_id TEXT REFERENCES clerk (id), -- null: the hospital's system
  at TEXT NOT NULL,
  CHECK ((source = 'clerk') = (clerk_id IS NOT NULL))
) STRICT;
${appendOnly('stay_change')}
CREATE INDEX stay_change_by_encounter ON stay_change (encounter_id, id);

CREATE TABLE charge_sending_before AS SELECT * FROM charge_sending;
DROP TABLE charge_sending;
CREATE TABLE charge_sending ( -- which lines an act of kind charges carries
  act_id INTEGER NOT NULL REFERENCES act (id),
  order_number TEXT NOT NULL,
  line_number TEXT NOT NULL,
  PRIMARY KEY (order_number, line_number, act_id),
  FOREIGN KEY (order_number, line_number) REFERENCES charge_item (order_number, line_number)
) STRICT;
INSERT INTO charge_sending (act_id, order_number, line_number) SELECT act_id, order_number, line_number FROM charge_sending_before;
DROP TABLE charge_sending_before;
${appendOnly('charge_sending')}
CREATE INDEX charge_sending_by_act ON charge_sending (act_id);

CREATE TABLE charge_result_before AS SELECT * FROM charge_result;
DROP TABLE charge_result;
CREATE TABLE charge_result ( -- what the centre made of a line; the newest counts
  id INTEGER PRIMARY KEY,
  order_number TEXT NOT NULL,
  line_number TEXT NOT NULL,
  class TEXT NOT NULL,
  self_paid_fen INTEGER NOT NULL,
  over_cap_fen INTEGER NOT NULL,
  first_share_fen INTEGER NOT NULL,
  in_scope_fen INTEGER NOT NULL,
  source_message_id TEXT NOT NULL REFERENCES attempt (message_id),
  UNIQUE (order_number, line_number, source_message_id)
) STRICT;
INSERT INTO charge_result (order_number, line_number, class, self_paid_fen, over_cap_fen, first_share_fen, in_scope_fen, source_message_id)
  SELECT order_number, line_number, class, self_paid_fen, over_cap_fen, first_share_fen, in_scope_fen, source_message_id FROM charge_result_before;
DROP TABLE charge_result_before;
${appendOnly('charge_result')}
`,
};
