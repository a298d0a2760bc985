import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

const accumulator = (kind: string, count: string, fen: string) =>
  `INSERT INTO accumulator (coverage_id, year, kind, count_value, value_fen, source, as_of) VALUES ('coverage-1', 2023, '${kind}', ${count}, ${fen}, 'centre', 'now')`;

describe('0020 patient', () => {
  itKeeps(20, {
    tables: ['patient', 'coverage', 'eligibility_check', 'accumulator', 'credit_standing'],
    appendOnly: ['eligibility_check', 'accumulator', 'credit_standing'],
    refused: {
      'a credential of two persons': `INSERT INTO patient (id, name, cert_type, cert_number, sex, seen_at) VALUES ('p2', 'x', 'id-card', 'C1', 'male', 'now')`,
      'a coverage of nobody': `UPDATE coverage SET patient_id = 'nobody'`,
      'the same scheme and place twice': `INSERT INTO coverage SELECT 'c2', patient_id, scheme_code, person_class_code, insured_place_code, active, status_code, from_on, balance_fen, source, as_of FROM coverage`,
      'a balance that is no whole number of fen': `UPDATE coverage SET balance_fen = 1500.5`,
      'an eligibility that is neither yes nor no': `INSERT INTO eligibility_check (coverage_id, eligible, in_hospital_elsewhere, asked_at) VALUES ('coverage-1', 2, 0, 'now')`,
      'a number of stays given as money': accumulator('stay-count', 'NULL', '100'),
      'an amount given as a count': accumulator('deductible', '1', 'NULL'),
      'a value without a value': accumulator('pooled-fund', 'NULL', 'NULL'),
      'a standing that no bank gives': `INSERT INTO credit_standing (patient_id, standing, as_of) VALUES ('patient-1', 'perhaps', 'now')`,
    },
  });
});
