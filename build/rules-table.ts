/**
 * npm run rules: every rule of the policy texts with the place where it lives and its tests, read from sources, tests and the last
 * report (test-results/unit.json). `--full` shows all places and titles. Exit 1 when a rule has no living home or no living test.
 */
import path from 'node:path';
import { closingLine, rulesTable, tableLines } from './rules-table/table.ts';

const root = path.join(import.meta.dirname, '..');
const rows = rulesTable(root, path.join(root, 'test-results/unit.json'));
const missing = rows.filter(({ status }) => status !== 'ok');

const lines = [
  ...tableLines(rows, process.argv.includes('--full')),
  '',
  ...(missing.length > 0 ? [`missing: ${missing.map(({ id, status }) => `${id} (${status})`).join(', ')}`] : []),
  closingLine(rows),
];
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = missing.length === 0 ? 0 : 1;
