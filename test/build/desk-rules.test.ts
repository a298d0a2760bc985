import path from 'node:path';
import { expect, it } from 'vitest';
import { findTests } from '../../build/rules-table/find-tests.ts';

// Which rules of the policy texts are played at the desk: by the real core with its stand-ins, or in the real window. Read from the titles of those
// tests, so a rule whose test goes is missing here at once.

const ROOT = path.resolve(import.meta.dirname, '../..');
const idsOf = (letter: string, last: number) => Array.from({ length: last }, (_, i) => `${letter}-${String(i + 1).padStart(2, '0')}`);

/** Nothing that a desk could do wrong hangs on them. */
const NO_DESK: Readonly<Record<string, string>> = {
  'D-17': 'check figures of the press',
  'D-18': 'names of the issuing bodies',
  'X-01': 'the catalogue of the place of care comes with the lines: worked cases of the rules',
  'X-03': 'which agency audits',
  'X-13': 'a share of failures',
  'X-15': 'wording',
  'X-17': 'figures of the press',
  'X-18': 'examples of networks',
  'X-19': 'aims of a province',
  'X-20': 'groups that map to X-04',
};

/** Of Zibo what an admission asks: TCM day care, the waiting period. */
const ZIBO_AT_ADMISSION = ['Z-01', 'Z-03', 'Z-04', 'Z-05', 'Z-17'];

const AT_THE_DESK = /^test\/(electron|e2e)\//;

it('every rule of the credit and of care elsewhere is played at the desk, and of Zibo those of an admission', () => {
  const played = findTests(ROOT, path.join(ROOT, 'no-report.json')).filter(({ file }) => AT_THE_DESK.test(file));
  const found = new Set(played.map(({ id }) => id));
  const wanted = [...idsOf('D', 18), ...idsOf('X', 20)].filter((id) => !(id in NO_DESK));
  expect([...wanted, ...ZIBO_AT_ADMISSION].filter((id) => !found.has(id))).toEqual([]);
});
