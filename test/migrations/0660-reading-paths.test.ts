import { describe, expect, it } from 'vitest';
import { bring, itKeeps, newFile } from './at-version.ts';
import { seedStay } from './seed.ts';

describe('0660 reading paths', () => {
  itKeeps(660, {
    tables: [],
    appendOnly: [],
    refused: {
      'an order that is half taken': 'UPDATE admission_order SET taken = 2',
      'a name that is half spelled': 'UPDATE patient SET spelled = 2',
    },
  });

  it('marks orders of before, and follows every stay to its order and back', () => {
    const data = newFile();
    const db = data.open();
    const taken = () => db.prepare('SELECT order_number, taken FROM admission_order ORDER BY 1').raw().all();
    bring(db, 650);
    seedStay(db, 1);
    bring(db, 660);
    expect(taken()).toContainEqual(['OT1', 1]);
    seedStay(db, 2);
    db.exec(
      `INSERT INTO admission_order (order_number, cert_number, issued_at, body_text, received_at) VALUES ('LATER', 'T2', 'x', '{}', 'x')`,
    );
    expect(taken()).toEqual(
      expect.arrayContaining([
        ['LATER', 0],
        ['OT2', 1],
      ]),
    );
    db.exec(`UPDATE encounter SET order_number = 'LATER' WHERE order_number = 'OT2'`);
    expect(taken()).toEqual(
      expect.arrayContaining([
        ['LATER', 1],
        ['OT2', 0],
      ]),
    );
    db.close();
    data.remove();
  });

  it('knows whose name is spelled', () => {
    const data = newFile();
    const db = data.open();
    bring(db, 650);
    seedStay(db, 1);
    bring(db, 660);
    const unspelled = () => db.prepare('SELECT id FROM patient WHERE spelled = 0').pluck().all();
    expect(unspelled()).toContain('patient-t1');
    db.exec(`INSERT INTO name_key (patient_id, initials) VALUES ('patient-t1', 'SL')`);
    expect(unspelled()).not.toContain('patient-t1');
    db.exec(`DELETE FROM name_key WHERE patient_id = 'patient-t1'`);
    expect(unspelled()).toContain('patient-t1');
    db.close();
    data.remove();
  });
});
