import type { Migration } from '../migrate.ts';

/** A person is found by the number of his card as quickly as by his name. */
export const patientSearch: Migration = {
  number: 750,
  name: 'patient-search',
  sql: 'CREATE INDEX patient_by_card ON patient (card_number);',
};
