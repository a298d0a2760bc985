import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { filesIn } from './find-homes.ts';
import { idsIn } from './rule-ids.ts';

/** A test whose title names a rule. `in source`: written, and no report says how it went: shown, but no proof. */
export interface RuleTest {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped' | 'in source';
}

interface Titled {
  readonly file: string;
  readonly title: string;
  readonly state: RuleTest['state'];
}

/** What is used of vitest's JSON report. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/**
 * Tests by the rules in their titles. What the last report saw counts as it went; a file that the report has not seen counts as written.
 * Tests of the build, this table's own among them, prove nothing about a rule.
 * Without a report the titles of worked cases (JSON under test/) count, too: tests are made of them.
 */
export function findTests(root: string, reportFile: string): readonly RuleTest[] {
  const report = fs.existsSync(reportFile) ? (JSON.parse(fs.readFileSync(reportFile, 'utf8')) as Report) : null;
  const ran = report === null ? [] : ranIn(root, report);
  const seen = new Set(ran.map(({ file }) => file));
  const written = [
    ...filesIn(root, 'test', '.test.ts'),
    ...filesIn(root, 'test', '.test.tsx'),
    ...(report === null ? filesIn(root, 'test', '.json') : []),
  ]
    .filter((file) => !seen.has(file))
    .flatMap((file) => writtenIn(root, file));
  return [...ran, ...written]
    .filter(({ file }) => !file.startsWith('test/build/'))
    .flatMap((test) => idsIn(test.title).map((id) => ({ id, ...test })));
}

function ranIn(root: string, { testResults }: Report): readonly Titled[] {
  return testResults.flatMap(({ name, assertionResults }) => {
    const file = path.relative(root, name).split(path.sep).join('/');
    if (!fs.existsSync(path.join(root, file))) return []; // deleted since
    return assertionResults.map(({ fullName, status }) => ({ file, title: fullName, state: stateOf(status) }));
  });
}

const stateOf = (status: string): RuleTest['state'] => (status === 'passed' || status === 'failed' ? status : 'skipped');

function writtenIn(root: string, file: string): readonly Titled[] {
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  const titles = file.endsWith('.json') ? titlesOfCase(text) : titlesOfSource(file, text);
  return titles.map((title) => ({ file, title, state: 'in source' }));
}

function titlesOfCase(text: string): readonly string[] {
  try {
    const { id, title, rules } = JSON.parse(text);
    return [[id, title, ...(Array.isArray(rules) ? rules : [])].filter((part) => typeof part === 'string').join(' ')];
  } catch {
    return []; // a bad file on purpose
  }
}

const TEST_WORDS = new Set(['it', 'test', 'describe', 'prop']);
const OFF = /\.(skip|todo|fails)\b/;

/** Titles of tests and groups; of a table of tests also every text in the table, since the title is made of it. */
function titlesOfSource(file: string, text: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const callee = node.expression.getText(source);
      if (TEST_WORDS.has(/^\w+/.exec(callee)?.[0] ?? '')) {
        if (OFF.test(callee.split('(')[0] ?? '')) return;
        const [title] = node.arguments;
        if (title !== undefined && ts.isStringLiteralLike(title)) titles.push(title.text);
        else if (title !== undefined && ts.isTemplateExpression(title)) titles.push(title.getText(source));
        if (/\.(each|for)$/.test(callee)) titles.push(...node.arguments.flatMap((table) => textsIn(table)));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

function textsIn(node: ts.Node): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  const inner: string[] = [];
  ts.forEachChild(node, (child) => {
    inner.push(...textsIn(child));
  });
  return inner;
}
