import { findHomes, type Home } from './find-homes.ts';
import { findTests, type RuleTest } from './find-tests.ts';
import { LATER_IDS, RULE_IDS } from './rule-ids.ts';

/** One rule: where it lives, its tests, and whether both are there. */
export interface RuleRow {
  readonly id: string;
  readonly homes: readonly Home[];
  readonly tests: readonly RuleTest[];
  readonly status: 'ok' | 'no home' | 'no test' | 'no home, no test' | 'test fails' | 'test skipped' | 'test not run';
}

/** The table of all rules, derived from sources, tests and the last report. */
export function rulesTable(root: string, reportFile: string): readonly RuleRow[] {
  const homes = Map.groupBy(findHomes(root), ({ id }) => id);
  const tests = Map.groupBy(findTests(root, reportFile), ({ id }) => id);
  return [...RULE_IDS, ...LATER_IDS].map((id) => {
    const own = { homes: homes.get(id) ?? [], tests: tests.get(id) ?? [] };
    return { id, ...own, status: statusOf(own) };
  });
}

function statusOf({ homes, tests }: Pick<RuleRow, 'homes' | 'tests'>): RuleRow['status'] {
  const states = new Set(tests.map(({ state }) => state));
  if (states.has('failed')) return 'test fails';
  const living = states.has('passed');
  if (!living && states.has('skipped')) return 'test skipped';
  if (homes.length === 0) return tests.length > 0 ? 'no home' : 'no home, no test';
  if (living) return 'ok';
  return states.has('in source') ? 'test not run' : 'no test';
}

/** "94 of 94 rules, 6 of 6 later". */
export function closingLine(rows: readonly RuleRow[]): string {
  const good = (ids: readonly string[]) => rows.filter(({ id, status }) => ids.includes(id) && status === 'ok').length;
  return `${good(RULE_IDS)} of ${RULE_IDS.length} rules, ${good(LATER_IDS)} of ${LATER_IDS.length} later`;
}

/** One line per rule; `full`: every home and test on a line of its own. */
export function tableLines(rows: readonly RuleRow[], full: boolean): readonly string[] {
  const homeOf = ({ kind, file }: Home) => `${kind}: ${file.replace('shared/policy/packs/', 'packs/')}`;
  const testOf = ({ title, state }: RuleTest) => `${title}${state === 'passed' ? '' : ` (${state})`}`;
  if (full)
    return rows.flatMap(({ id, status, homes, tests }) => [
      `${id}  ${status}`,
      ...homes.map((home) => `      ${homeOf(home)}`),
      ...tests.map((test) => `      test: ${testOf(test)} [${test.file}]`),
    ]);
  const first = (texts: readonly string[], width: number) => {
    const more = texts.length > 1 ? ` (+${texts.length - 1})` : '';
    const text = texts[0] ?? '–';
    return `${text.length + more.length > width ? `${text.slice(0, width - more.length - 1)}…` : text}${more}`.padEnd(width);
  };
  return [
    `id    ${'where it lives'.padEnd(64)}  ${'its tests'.padEnd(70)}  status`,
    ...rows.map(({ id, status, homes, tests }) => `${id}  ${first(homes.map(homeOf), 64)}  ${first(tests.map(testOf), 70)}  ${status}`),
  ];
}
