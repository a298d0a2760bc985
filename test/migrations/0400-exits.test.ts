import { describe, expect, it } from 'vitest';
import { bring, itKeeps, newFile } from './at-version.ts';

describe('0400 exits', () => {
  itKeeps(400, {
    tables: ['leave'],
    appendOnly: ['leave'],
    refused: {
      'half an account to pay to': `INSERT INTO leave (encounter_id, exit, contact_phone, payee_name, reason, clerk_id, at) VALUES ('stay-1', 'deposit-leave', '138', '示例', '', 'A01', 'now')`,
      'a leave of nobody': `INSERT INTO leave (encounter_id, exit, contact_phone, reason, clerk_id, at) VALUES ('nobody', 'come-back', '138', '', 'A01', 'now')`,
      'an acknowledged claim without the number of the centre': `UPDATE claim SET state = 'acknowledged', key = 'k'`,
      'a second claim of a stay': `INSERT INTO claim (id, encounter_id, state) VALUES ('claim-9', 'stay-1', 'draft')`,
    },
  });

  it('keeps the settlements of the claims it carried over', () => {
    const data = newFile();
    const db = data.open();
    bring(db, 400);
    expect(db.prepare('SELECT s.centre_number FROM settlement AS s JOIN claim ON claim.id = s.claim_id').pluck().all()).toEqual(['J1']);
    db.prepare(`UPDATE claim SET exit = 'deposit-leave'`).run();
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.close();
    data.remove();
  });
});
