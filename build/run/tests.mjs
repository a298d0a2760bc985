// Unit tests in the shipped runtime, end-to-end tests on the real program, and both with one line of result.
import fs from 'node:fs';
import path from 'node:path';
import { readJson, root } from '../setup/context.mjs';
import { bundleIfChanged } from './bundle.mjs';
import { addCounts, countLine, countPlaywright, countRun, countVitest } from './count-results.mjs';
import { withDisplay } from './display.mjs';
import { runInElectron, runTool, tools } from './tools.mjs';
import { aboutToReport } from './unit-report.mjs';

const results = path.join(root, 'test-results');
export const unitReport = path.join(results, 'unit.json');
const e2eReport = path.join(results, 'e2e.json');

export async function unit(args) {
  return withDisplay(() => vitest(args));
}

export async function e2e(args) {
  const built = await bundleIfChanged();
  return built === 0 ? withDisplay(() => playwright(args)) : built;
}

/** All tests; the last line printed says how many. */
export async function test() {
  fs.rmSync(results, { recursive: true, force: true });
  const counts = await withDisplay(async () => addCounts(await countUnit(), await countE2e()));
  console.log(countLine(counts));
  return counts.failed > 0 ? 1 : 0;
}

async function countUnit() {
  const code = await vitest([]);
  return countRun(readJson(unitReport), countVitest, code);
}

async function countE2e() {
  const built = await bundleIfChanged();
  const code = built === 0 ? await playwright([]) : built;
  const report = readJson(e2eReport);
  const again = report?.stats.flaky ?? 0;
  if (again > 0) console.log(`passed at the second try only (see "flaky" above): ${again}`);
  return countRun(report, countPlaywright, code);
}

/** Runs unit tests. `whole`: what runs is all that its report is asked about, so that the report may be used again. */
export async function vitest(args, { report = unitReport, whole = args.length === 0, reporter = 'default' } = {}) {
  const reported = aboutToReport(report);
  const reporters = [`--reporter=${reporter}`, '--reporter=json', `--outputFile.json=${report}`];
  const config = ['--config', path.join(root, 'build/vitest.config.ts'), '--root', root];
  const { code } = await runInElectron([tools.vitest, 'run', ...config, ...reporters, ...args]);
  if (whole) reported();
  return code;
}

async function playwright(args) {
  const { code } = await runTool(tools.playwright, ['test', '--config', path.join(root, 'build/playwright.config.ts'), ...args]);
  return code;
}
