import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0570 credit raises', () => {
  itKeeps(570, {
    tables: ['credit_entry_kind', 'door_change'],
    appendOnly: ['credit_entry', 'door_change'],
    extended: ['act_kind'],
    refused: {
      'an entry of an unknown kind': `INSERT INTO credit_entry SELECT 9, encounter_id, 'gift', amount_fen, bank_number, 3, at FROM credit_entry WHERE kind = 'lock'`,
      'two entries of one act': `INSERT INTO credit_entry SELECT 9, encounter_id, kind, amount_fen, bank_number, act_id, at FROM credit_entry WHERE kind = 'lock'`,
      'an entry of nothing': `INSERT INTO credit_entry SELECT 9, encounter_id, kind, 0, bank_number, 3, at FROM credit_entry WHERE kind = 'lock'`,
      'advances below zero': `INSERT INTO credit_standing (patient_id, standing, outstanding_fen, as_of) VALUES ('patient-1', 'available', -1, '2023-06-13T00:00:00.000Z')`,
      'another door without a reason': `INSERT INTO door_change (encounter_id, from_door, to_door, reason, clerk_id, at) VALUES ('stay-1', 'credit', 'deposit', '', 'A01', '2023-06-13T00:00:00.000Z')`,
    },
  });
});
