import { describe, expect, it } from 'vitest';
import { addCounts, countLine, countPlaywright, countRun, countVitest } from '../../build/run/count-results.mjs';

const vitestReport = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
const playwrightReport = { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] };

describe('the line of result', () => {
  it('names passed and failed', () => expect(countLine({ passed: 7, failed: 0, skipped: 0 })).toBe('7 passed, 0 failed'));

  it('names skipped only when there are some', () =>
    expect(countLine({ passed: 7, failed: 1, skipped: 2 })).toBe('7 passed, 1 failed, 2 skipped'));
});

describe('counting unit tests', () => {
  it('takes waiting and planned tests as skipped', () =>
    expect(countVitest({ ...vitestReport, numPendingTests: 1, numTodoTests: 2 })).toEqual({ passed: 5, failed: 0, skipped: 3 }));

  it('counts a file that cannot be loaded as one failure', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(countVitest({ ...vitestReport, testResults }).failed).toBe(1);
  });

  it('counts a failed test once, not its file as well', () => {
    const testResults = [{ status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }];
    expect(countVitest({ ...vitestReport, numFailedTests: 1, testResults }).failed).toBe(1);
  });
});

describe('counting end-to-end tests', () => {
  it('adds errors outside of any test', () =>
    expect(countPlaywright({ ...playwrightReport, errors: [{}] })).toEqual({ passed: 3, failed: 1, skipped: 0 }));

  it('counts a test that passed on a second try as passed', () =>
    expect(countPlaywright({ stats: { ...playwrightReport.stats, flaky: 1 }, errors: [] }).passed).toBe(4));
});

describe('a run', () => {
  it('without a report has failed', () => expect(countRun(null, countVitest, 0).failed).toBe(1));

  it('that ended badly without naming a test has failed', () => expect(countRun(vitestReport, countVitest, 1).failed).toBe(1));

  it('of nothing has failed', () => expect(countRun({ ...vitestReport, numPassedTests: 0 }, countVitest, 0).failed).toBe(1));

  it('that went well stays as counted', () => expect(countRun(vitestReport, countVitest, 0)).toEqual({ passed: 5, failed: 0, skipped: 0 }));
});

it('adds two runs', () =>
  expect(addCounts({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
    passed: 11,
    failed: 22,
    skipped: 33,
  }));
