import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

const attend = (stay: string, clerk: string) =>
  `INSERT INTO day_attendance (encounter_id, day_on, clerk_id, at) VALUES ('${stay}', '2023-11-13', '${clerk}', 'now')`;

describe('0311 day-care', () => {
  itKeeps(311, {
    tables: ['day_attendance'],
    appendOnly: ['day_attendance'],
    refused: {
      'a second sign-in on one day': attend('stay-1', 'A01'),
      'a sign-in to no stay': attend('stay-9', 'A01'),
      'a fee that does not exist': "UPDATE catalogue_item SET fee = 'food'",
    },
  });
});
