import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { creditFile, creditSteps } from '../histories/credit-core.ts';

/** A short, seeded part on every run; `npm run histories` plays 10^5. */
const RUNS = 150;

let file: ReturnType<typeof creditFile>;
beforeAll(() => {
  file = creditFile();
});
afterAll(() => file.remove());

it('several stays on one limit, through the desk’s own functions and tables: never overdrawn, nothing left of what was refused, all of it back', () => {
  fc.assert(
    fc.property(creditSteps, (history) => {
      expect(file.play(history)).toBeUndefined();
    }),
    { numRuns: RUNS, seed: 20_230_613 },
  );
});
