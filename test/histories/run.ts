import fc from 'fast-check';
import { playHistory, steps } from './play.ts';

// npm run histories [-- COUNT [SEED]]: random histories of the books; says the seed, so that one that fails is found again.
const count = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Date.now() % 2_147_483_647);
const startedAt = performance.now();
let played = 0;

const result = fc.check(
  fc.property(steps, (history) => {
    played += 1;
    const wrong = playHistory(history);
    if (wrong !== undefined) throw new Error(wrong);
  }),
  { numRuns: count, seed },
);
console.log(
  JSON.stringify({ histories: played, seed, seconds: Math.round((performance.now() - startedAt) / 100) / 10, failed: result.failed }),
);
if (result.failed) {
  console.error(fc.defaultReportMessage(result));
  process.exitCode = 1;
}
