import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

const anotherStay = (id: string, stayNumber: string, order: string) => `
  INSERT INTO encounter (id, stay_number, order_number, patient_id, coverage_id, door, state, contact_name, contact_phone, identity_check, admitted_at, clerk_id)
  SELECT '${id}', '${stayNumber}', '${order}', patient_id, coverage_id, door, state, contact_name, contact_phone, identity_check, admitted_at, clerk_id FROM encounter`;

describe('0030 encounter', () => {
  itKeeps(30, {
    tables: ['his_file', 'admission_order', 'encounter', 'charge_item', 'waiting_notice'],
    appendOnly: ['charge_item'],
    refused: {
      'two stays of one order': anotherStay('stay-2', 'ZY2', 'O1'),
      'a stay number a second time': `INSERT INTO admission_order VALUES ('O2', 'C1', 'now', '{}', 'now'); ${anotherStay('stay-2', 'ZY1', 'O2')}`,
      'a stay without an order': anotherStay('stay-2', 'ZY2', 'O9'),
      'a state that no stay has': `UPDATE encounter SET state = 'gone'`,
      'a door that does not exist': `UPDATE encounter SET door = 'window'`,
      'a line number a second time': `INSERT INTO charge_item SELECT * FROM charge_item`,
      'an order that is no JSON': `INSERT INTO admission_order VALUES ('O2', 'C1', 'now', '{', 'now')`,
      'a ward notice that is no JSON': `UPDATE encounter SET ward_notice_text = 'gone'`,
    },
  });
});
