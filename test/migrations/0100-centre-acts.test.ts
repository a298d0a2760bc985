import { describe, expect, it } from 'vitest';
import { migrate } from '../../electron/core/db/migrate.ts';
import { migrations } from '../../electron/core/db/migrations/index.ts';
import { bring, itKeeps, newFile } from './at-version.ts';

const act = (kind: string, line: string, key = 'key-9') =>
  `INSERT INTO act (kind, line, encounter_id, key, created_at, due_at) VALUES ('${kind}', '${line}', 'stay-1', '${key}', 'now', 'now')`;

describe('0100 centre acts', () => {
  const TABLES = ['act_target', 'centre_entry', 'recall', 'recall_decision', 'withdrawal'];
  itKeeps(100, {
    tables: [...TABLES, 'act_kind'],
    appendOnly: TABLES,
    refused: {
      'an unknown kind of act': act('no-such-kind', 'centre'),
      'a kind on the wrong line': act('settlement-reversal', 'bank'),
      'the same act twice': `INSERT INTO act SELECT 99, kind, line, encounter_id, key, clerk_id, created_at, deadline_at, due_at, tries, state FROM act LIMIT 1`,
      'an act of an unknown stay': `INSERT INTO act (kind, line, encounter_id, key, created_at, due_at) VALUES ('charges', 'centre', 'nobody', 'k', 'now', 'now')`,
      'a new act of a stay that was withdrawn for good': act('settlement', 'centre'),
      'a withdrawn act that would be sent after all': `UPDATE act SET state = 'withdrawn'; UPDATE act SET state = 'waiting'`,
      'a target that is both': `INSERT INTO act_target (act_id, message_id, transaction_number, settlement_number) VALUES (1, 'm', '2304', 'J')`,
      'a recall without a reason': `INSERT INTO recall (key, encounter_id, depth, reason, clerk_id, asked_at) VALUES ('k', 'stay-1', 'settlement', '', 'A01', 'now')`,
      'two decisions of one recall': `INSERT INTO recall_decision (recall_id, approved, clerk_id, decided_at) VALUES (1, 1, 'A01', 'now')`,
      'two corrections of one entry': `INSERT INTO centre_entry SELECT 8, encounter_id, reversal, settlement_number, visit_number, person_number, message_id, scheme_code, clearing_type, agency_code, settled_at, day_on, total_fen, fund_fen, account_fen, assumed, 1 FROM centre_entry LIMIT 1;
        INSERT INTO centre_entry SELECT 9, encounter_id, reversal, settlement_number, visit_number, person_number, message_id, scheme_code, clearing_type, agency_code, settled_at, day_on, total_fen, fund_fen, account_fen, assumed, 1 FROM centre_entry LIMIT 1`,
    },
  });

  it('takes settlements of before into the entries: place, day and sums of the platform', () => {
    const data = newFile();
    const db = data.open();
    bring(db, 60);
    db.exec(`UPDATE encounter SET centre_visit_number = 'M1'; UPDATE patient SET centre_person_number = 'P1'`);
    migrate(
      db,
      migrations.filter(({ number }) => number <= 100),
    );
    const [entry, ...others] = db.prepare('SELECT * FROM centre_entry').all();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      settlement_number: 'J1',
      visit_number: 'M1',
      person_number: 'P1',
      scheme_code: '310',
      agency_code: '210200',
    });
    expect(entry).toMatchObject({ day_on: '2023-06-13', total_fen: 1000, fund_fen: 500, account_fen: 0, reversal: 0 });
    db.close();
    data.remove();
  });
});
