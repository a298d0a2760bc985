// Adds up what vitest and Playwright counted and makes the one line that says how it went.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Counts of vitest's JSON report. A file that could not even be loaded has no tests in the report: it counts as one failure.
 * @returns {Counts}
 */
export function countVitest(report) {
  const unloadable = report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some(isFailed));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function isFailed(test) {
  return test.status === 'failed';
}

/**
 * Counts of Playwright's JSON report; `errors` are those outside of any test, such as a file that cannot be loaded.
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped };
}

/**
 * Counts of one kind of tests. No report, a run that failed without saying in which test, and a run of nothing are failures too:
 * silence must not look like success.
 * @returns {Counts}
 */
export function countRun(report, count, exitCode) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const counts = count(report);
  const saidNothing = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0);
  return saidNothing ? { ...counts, failed: 1 } : counts;
}

/** @returns {Counts} */
export function addCounts(one, other) {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed, skipped: one.skipped + other.skipped };
}

/** "3 passed, 0 failed", with ", 1 skipped" only when something was skipped. */
export function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
