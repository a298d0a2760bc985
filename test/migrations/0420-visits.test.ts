import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0420 visits', () => {
  itKeeps(420, {
    extended: ['act_kind'],
    tables: ['outpatient_year', 'visit_account', 'visit_batch', 'visit_batch_line', 'visit_choice', 'visit_event', 'visit_line_result'],
    appendOnly: ['outpatient_year', 'visit_account', 'visit_batch', 'visit_batch_line', 'visit_event', 'visit_line_result'],
    refused: {
      'a family account without a relative': `INSERT INTO visit_choice (encounter_id, account) VALUES ('visit-1', 'family')`,
      'a kind of event that does not exist': `INSERT INTO visit_event (encounter_id, kind, reason, at) VALUES ('visit-1', 'maybe', '', 'now')`,
      'an act of a visit that is claimed by hand': `INSERT INTO withdrawal (encounter_id, reason, clerk_id, at) VALUES ('visit-1', '手工报销', 'A01', 'now');
        INSERT INTO act (kind, line, encounter_id, key, created_at, due_at) VALUES ('visit-settlement', 'centre', 'visit-1', 'key-421', 'now', 'now')`,
      'an upload without an act': `INSERT INTO visit_batch (number, encounter_id, act_id, made_at) VALUES ('B', 'visit-1', 999999, 'now')`,
    },
  });
});
