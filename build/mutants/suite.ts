/**
 * The child of the mutants' campaign: keeps the test runner ready, so that a mutant costs only its tests. Each time its parent names the
 * changed files it runs the tests and answers whether they pass. An endless loop is the parent's affair: it ends the whole group of processes.
 */
import { createVitest } from 'vitest/node';

const [copy = '', config = '', tests = '', leftOut = ''] = process.argv.slice(2);
const vitest = await createVitest('test', {
  root: copy,
  config,
  watch: false,
  bail: 1,
  isolate: false,
  fileParallelism: false,
  pool: 'forks',
  poolOptions: { forks: { singleFork: true } },
  reporters: [{}],
  exclude: leftOut.split(','),
});
const specifications = await vitest.globTestSpecifications(tests.split(','));

process.on('message', async (changed: readonly string[]) => {
  for (const file of changed) vitest.invalidateFile(file);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  process.send?.(unhandledErrors.length === 0 && testModules.length > 0 && testModules.every((one) => one.ok()));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
