import { defineConfig } from '@playwright/test';

// One worker: each test starts the whole program with its stand-ins, and two cores carry one of these.
export default defineConfig({
  testDir: '../test/e2e',
  testMatch: '**/*.{test,spec}.ts',
  outputDir: '../test-results/e2e',
  workers: 1,
  timeout: 60_000,
  // What is waited for comes when it comes: a busy computer is no failure.
  expect: { timeout: 15_000 },
  // A scanner's burst or a frame can come late on a computer that does other work: once more, and the run says which needed it.
  retries: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
});
