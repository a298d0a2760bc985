import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

const proof = (result: string, hash: string) =>
  `INSERT INTO check_proof (encounter_id, result, facts_text, at, before_hash, hash) VALUES ('stay-1', '${result}', '{}', 'now', '', '${hash}')`;

describe('0301 filing', () => {
  itKeeps(301, {
    tables: ['check_proof', 'filing_reading', 'hardship_reading'],
    appendOnly: ['check_proof', 'filing_reading', 'hardship_reading'],
    refused: {
      'a result that does not exist': proof('perhaps', 'hash-2'),
      'a proof a second time': proof('offline', 'hash-1'),
      'filings that are no list':
        "INSERT INTO filing_reading (coverage_id, filings_text, source, as_of) VALUES ('coverage-1', 'x', 'centre', 'now')",
    },
  });
});
