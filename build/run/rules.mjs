// npm run rules: the table of rules out of a report of tests that really ran on these sources.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../setup/context.mjs';
import { unitReport, vitest } from './tests.mjs';
import { runProgram } from './tools.mjs';
import { currentReport } from './unit-report.mjs';

const ownReport = path.join(root, 'test-results/rules.json');
/** A rule's id in a text; one too many only runs a test file for nothing. */
const id = /(?<![\w-])[A-Z]-\d{2}[a-z]?(?![\w-])/;

/** Uses the report of the last `npm test` or of the last table when they are of these sources, else runs the test files that name rules. */
export async function rules(args) {
  const report = currentReport([unitReport, ownReport]) ?? (await reportOf(filesNamingRules()));
  const { code } = await runProgram('build/rules-table.ts', ['--report', report, ...args]);
  return code;
}

async function reportOf(files) {
  console.log(`[rules] no report of these sources: running ${files.length} test files that name rules`);
  await vitest(files, { report: ownReport, whole: true, reporter: 'dot' });
  return ownReport;
}

/** Test files that name a rule, and those of a folder whose cases (JSON) do: their tests are made of them. */
function filesNamingRules() {
  const tests = path.join(root, 'test');
  const names = fs.readdirSync(tests, { recursive: true, encoding: 'utf8' }).filter((name) => !/^(build|e2e)\b/.test(name));
  const naming = names.filter((name) => /\.(json|tsx?)$/.test(name) && id.test(fs.readFileSync(path.join(tests, name), 'utf8')));
  const folders = new Set(naming.filter((name) => name.endsWith('.json')).map((name) => name.split(path.sep)[0]));
  const isTest = (name) => /\.test\.tsx?$/.test(name);
  const found = names.filter((name) => isTest(name) && (naming.includes(name) || folders.has(name.split(path.sep)[0])));
  return found.map((name) => path.join('test', name)).sort();
}
