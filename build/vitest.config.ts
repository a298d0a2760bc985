import { defineConfig } from 'vitest/config';

// Run by Electron-as-node. Forks keep its executable and ELECTRON_RUN_AS_NODE, so every worker has the runtime that ships;
// threads would share one process, and with it one native module and one SQLite.
export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**'],
    pool: 'forks',
    // Three on two cores: most tests wait for the time-outs of the other sides.
    maxWorkers: 3,
    // The hospital's zone is in the program, not in the computer: the tests run where it differs.
    env: { TZ: process.env.TZ ?? 'UTC' },
  },
});
