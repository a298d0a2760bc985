import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

describe('0110 charges repair', () => {
  const TABLES = ['act_refusal', 'charge_finding', 'charge_removal'];
  itKeeps(110, {
    tables: TABLES,
    extended: ['act_kind'],
    appendOnly: TABLES,
    refused: {
      'two removals of one act': `INSERT INTO charge_removal SELECT act_id, 'x' FROM charge_removal`,
      'a finding of an unknown act': `INSERT INTO charge_finding VALUES (999, 1, 0, 0, 'now')`,
      'a number of lines below zero': `INSERT INTO charge_finding SELECT max(id), 1, -1, 0, 'now' FROM act`,
    },
  });
});
