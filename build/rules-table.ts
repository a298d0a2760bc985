/**
 * npm run rules: every rule of the policy texts with the place where it lives and its tests, read from sources and from a report of tests
 * that ran on them (`--report FILE`, given by run/rules.mjs). A test that did not run, was skipped or failed is no living one.
 * `--full` shows all places and titles. Exit 1 when a rule has no living home or no living test.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { closingLine, rulesTable, tableLines } from './rules-table/table.ts';

const root = path.join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { report: { type: 'string' }, full: { type: 'boolean' } } });
const rows = rulesTable(root, values.report ?? path.join(root, 'test-results/unit.json'));
const missing = rows.filter(({ status }) => status !== 'ok');

const lines = [
  ...tableLines(rows, values.full === true),
  '',
  ...(missing.length > 0 ? [`missing: ${missing.map(({ id, status }) => `${id} (${status})`).join(', ')}`] : []),
  closingLine(rows),
];
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = missing.length === 0 ? 0 : 1;
