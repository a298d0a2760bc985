import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They mostly wait, and long: what is quick fills the gaps beside them. */
const LONG = [
  'faults/campaign',
  'core/printing/',
  'core/line/faults',
  'core/line/behaviours',
  'core/line/charges-repair',
  'devices/card-reader',
];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const first = LONG.flatMap((name) => sorted.filter(({ moduleId }) => moduleId.includes(name)));
    return [...new Set([...first, ...sorted])];
  }
}

// Run by Electron-as-node. Forks keep its executable and ELECTRON_RUN_AS_NODE, so every worker has the runtime that ships;
// threads would share one process, and with it one native module and one SQLite.
export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**'],
    pool: 'forks',
    // A worker keeps the program that it loaded for one file when it goes on to the next: loading it costs more than most tests.
    // So a test leaves nothing behind in it, and `vi.setConfig` does nothing: it speaks to the worker's first file only.
    isolate: false,
    // Four on two cores: most tests wait for the time-outs of the other sides. All of them stay to the end: an idle one that is
    // ended early is taken for broken off.
    minWorkers: 4,
    maxWorkers: 4,
    sequence: { sequencer: LongFirst },
    // For what hangs: how quick something must be, its own test measures.
    testTimeout: 180_000,
    hookTimeout: 60_000,
    maxConcurrency: 5,
    // As end to end: on a crowded machine a test may look into the middle of a try. What fails twice is red.
    retry: 1,
    // The hospital's zone is in the program, not in the computer: the tests run where it differs.
    env: { TZ: process.env.TZ ?? 'UTC' },
  },
});
