import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idsIn, LATER_IDS, RULE_IDS } from '../../build/rules-table/rule-ids.ts';
import { closingLine, type RuleRow, rulesTable, tableLines } from '../../build/rules-table/table.ts';

let root: string;
const reportFile = () => path.join(root, 'test-results/unit.json');
function write(file: string, content: unknown): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
}
/** A report about one file: titles with how they went. */
const report = (file: string, results: Readonly<Record<string, string>>) => ({
  testResults: [
    { name: path.join(root, file), assertionResults: Object.entries(results).map(([fullName, status]) => ({ fullName, status })) },
  ],
});
const row = (id: string): RuleRow => {
  const found = rulesTable(root, reportFile()).find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

// A small tree: two rules in a pack, one gate in code, one fact, tests of three kinds.
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'rules-'));
  write('shared/policy/packs/100000/parameters/deductible.json', { values: [{ reference: { rule: 'Z-07' } }] });
  write('shared/policy/packs/100000/pack.json', { choices: { way: { is: 'x', rule: 'A-05' } } });
  write('shared/policy/packs/100000/credit.json', { products: [{ gates: { start: { rule: 'D-01' } } }] });
  write('shared/policy/packs/100000/facts.json', { notes: [{ rules: ['X-17', 'X-18'] }] });
  write('shared/policy/packs/100000/NOTES.md', 'D-18');
  write('shared/rules/gates.ts', '// X-07 and T2-X04, not X-88\n');
  write(
    'test/a.test.ts',
    "describe('credit', () => { it('D-01 starts', f); it.skip('A-05 waits', f); it.each([['Z-07', 1]])('%s', f); });",
  );
  write('test/policy/cases/one.json', { id: 'one', title: 'X-17 figures' });
  write('test/policy/cases/bad.json', '{');
});
afterAll(() => rmSync(root, { recursive: true }));

describe('ids', () => {
  it('are 94 and 6 later', () => {
    expect([RULE_IDS.length, LATER_IDS.length]).toEqual([94, 6]);
  });

  it('are found alone, as a part and in a list, and nowhere else', () => {
    expect(idsIn('D-01, D-15b (L-04) Z-25 Z-26 T2-D01 Q-D1 XD-02 D-021 D-01')).toEqual(['D-01', 'D-15', 'L-04', 'Z-25']);
  });
});

describe('homes', () => {
  it.each([
    ['Z-07', 'pack value', 'shared/policy/packs/100000/parameters/deductible.json'],
    ['A-05', 'choice', 'shared/policy/packs/100000/pack.json'],
    ['D-01', 'gate', 'shared/policy/packs/100000/credit.json'],
    ['X-17', 'fact', 'shared/policy/packs/100000/facts.json'],
    ['X-07', 'gate', 'shared/rules/gates.ts'],
  ])('a home of the rule %s is a %s', (id, kind, file) => {
    expect(row(id).homes).toEqual([{ id, kind, file }]);
  });

  it('are not notes', () => {
    expect(row('D-18')).toMatchObject({ homes: [], status: 'no home, no test' });
  });
});

describe('tests', () => {
  it('prove nothing while there is no report; found are titles, tables, worked cases, but none that is skipped', () => {
    const status = (id: string) => row(id).status;
    const notRun = 'test not run';
    expect(['D-01', 'Z-07', 'X-17', 'A-05', 'X-07'].map(status)).toEqual([notRun, notRun, notRun, 'no test', 'no test']);
  });

  it('count as they went when a report has seen them', () => {
    write(
      'test-results/unit.json',
      report('test/a.test.ts', { 'credit D-01 starts': 'passed', 'credit A-05 waits': 'skipped', 'Z-07': 'failed' }),
    );
    const status = (id: string) => row(id).status;
    expect(['D-01', 'A-05', 'Z-07', 'X-17'].map(status)).toEqual(['ok', 'test skipped', 'test fails', 'no test']);
  });

  it('that a report has not seen are no proof; those of a deleted file are not even shown', () => {
    write('test/b.test.ts', "it('X-18 networks', f);");
    write('test-results/unit.json', report('test/gone.test.ts', { 'A-05': 'passed' }));
    expect([row('D-01').status, row('X-18').status, row('A-05').status]).toEqual(['test not run', 'test not run', 'no test']);
  });
});

describe('the table', () => {
  it('has a line for each rule and says how many are well', () => {
    const rows = rulesTable(root, reportFile());
    expect(tableLines(rows, false)).toHaveLength(101);
    expect(tableLines(rows, true).join('\n')).toContain('test: X-18 networks (in source) [test/b.test.ts]');
    expect(closingLine(rows)).toBe('0 of 94 rules, 0 of 6 later');
    expect(closingLine(rows.map((one) => ({ ...one, status: 'ok' })))).toBe('94 of 94 rules, 6 of 6 later');
  });

  it('of this program has a home and a written test for each rule; that they pass says the report of npm run rules', () => {
    const rows = rulesTable(path.join(import.meta.dirname, '../..'), path.join(root, 'no-report.json'));
    expect(rows.filter(({ status }) => status !== 'test not run').map(({ id, status }) => `${id} ${status}`)).toEqual([]);
  }, 60_000);
});
