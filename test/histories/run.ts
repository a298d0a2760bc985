import fc from 'fast-check';
import { unguard } from './changed-byte.ts';
import { playCore } from './core-checks.ts';
import { coreHistories } from './core-steps.ts';
import { coreWorld } from './core-world.ts';
import { creditFile, creditSteps } from './credit-core.ts';
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
/** The services of the core over one data file in memory: credit, deposits, tills, shifts that are sealed and one byte that is changed. */
const world = coreWorld();
unguard(world.db);
const coreAt = performance.now();
const core = await fc.check(
  fc.asyncProperty(coreHistories, async (history) => {
    const wrong = await playCore(world, history);
    if (wrong !== undefined) throw new Error(wrong);
  }),
  { numRuns: count, seed },
);
const perSecond = Math.round((core.numRuns / (performance.now() - coreAt)) * 1_000);
world.close();
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
    core: core.numRuns,
    corePerSecond: perSecond,
    credits: credits.numRuns,
    seed,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    failed: result.failed || core.failed || credits.failed,
  }),
);
for (const each of [result, core, credits].map((one) => fc.defaultReportMessage(one as never)))
  if (each !== undefined) {
    console.error(each);
    process.exitCode = 1;
  }
