import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

const HASH = 'c'.repeat(64);
/** One more posting of two lines, with named columns changed. */
function posting(change: Record<string, string>, lines: readonly string[] = ['100', '-100']): string {
  const row: Record<string, string> = {
    id: '9',
    kind: `'collected'`,
    encounter_id: `'stay-1'`,
    shift_id: `'03-20230613-1'`,
    at: `'now'`,
    business_on: `'2023-06-13'`,
    facts_text: `'{}'`,
    hash: `'${HASH}'`,
    ...change,
  };
  const accounts = ['cash-drawer', 'receivable', 'rounding'];
  const values = lines.map((fen, index) => `(9, ${index + 1}, '${accounts[index]}', 's', ${fen})`);
  return `BEGIN; INSERT INTO posting_line VALUES ${values.join(', ')}; INSERT INTO posting (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`;
}

describe('0200 ledger', () => {
  itKeeps(200, {
    tables: ['shift', 'posting', 'posting_line', 'shift_seal', 'shift_seal_void', 'shift_stay'],
    appendOnly: ['shift', 'posting', 'posting_line', 'shift_seal', 'shift_seal_void', 'shift_stay'],
    refused: {
      'a posting that is not balanced': posting({}, ['100', '-99']),
      'a posting without lines': `INSERT INTO posting (id, kind, at, business_on, facts_text, hash) VALUES (9, 'counted', 'now', 'd', '{}', '${HASH}')`,
      'a line that comes after its posting': `INSERT INTO posting_line VALUES (1, 3, 'rounding', 's', 1)`,
      'lines without a posting': `BEGIN; INSERT INTO posting_line VALUES (9, 1, 'rounding', 's', 1); COMMIT`,
      'an empty line': posting({}, ['100', '-100', '0']),
      'an account twice in one posting': `BEGIN; INSERT INTO posting_line VALUES (9, 1, 'rounding', 's', 1), (9, 2, 'rounding', 's', 2)`,
      'an account that does not exist': `BEGIN; INSERT INTO posting_line VALUES (9, 1, 'gift', 's', 1)`,
      'a kind that does not exist': posting({ kind: `'gift'` }),
      'a means that does not exist': posting({ means: `'cheque'` }),
      'a receipt number twice': posting({ receipt_number: `'Y03000001'` }),
      'what is taken back twice': posting({ kind: `'counted'`, reverses_id: '1' }),
      'a refund of nothing': posting({ kind: `'refunded'` }),
      'a receipt that returns another': posting({ returns_id: '1' }),
      'what refers to a later posting': posting({ kind: `'refunded'`, returns_id: '9' }),
      'a hash twice': posting({ hash: `'${'a'.repeat(64)}'` }),
      'a mark without a reason': `INSERT INTO shift_seal_void VALUES (2, '', 'A01', 'now')`,
      'two marks on one seal': `INSERT INTO shift_seal_void VALUES (1, 'again', 'A01', 'now')`,
    },
  });
});
