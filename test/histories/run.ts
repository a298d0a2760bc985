import fc from 'fast-check';
import { creditFile, creditSteps } from './credit-core.ts';
import { playHistory, steps } from './play.ts';
import { playSealed, sealedHistories, sealedTemplate } from './sealed.ts';

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
/** Each of these is a data file of its own, with shifts that are sealed and one byte that is changed. */
const template = sealedTemplate();
const sealed = fc.check(
  fc.property(sealedHistories, (history) => {
    const wrong = playSealed(template.file, history);
    if (wrong !== undefined) throw new Error(wrong);
  }),
  { numRuns: Math.max(1, Math.round(count / 100)), seed },
);
template.remove();
/** The credit through the desk's own functions and tables: several stays on one limit. */
const file = creditFile();
const credits = fc.check(
  fc.property(creditSteps, (history) => {
    const wrong = file.play(history);
    if (wrong !== undefined) throw new Error(wrong);
  }),
  { numRuns: count, seed },
);
file.remove();
console.log(
  JSON.stringify({
    histories: played,
    sealed: sealed.numRuns,
    credits: credits.numRuns,
    seed,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    failed: result.failed || sealed.failed || credits.failed,
  }),
);
for (const each of [result, sealed, credits].map((one) => fc.defaultReportMessage(one as never)))
  if (each !== undefined) {
    console.error(each);
    process.exitCode = 1;
  }
