import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { settleCommand } from '../../electron/core/cli/settle-command.ts';
import { caseTextSchema } from '../../shared/policy/case-schema.ts';
import { readCaseText } from '../../shared/policy/case-text.ts';
import { demandsIn } from '../builders/refusals.ts';
import { breachesOf, pointsAt, rulesOf } from '../support/schema-breaches.ts';
import { MADE_CASES } from '../support/made-cases.ts';
import { type BadCase, BAD_LINES, BAD_SUMS } from './bad-case-list.ts';

const example = (name: string): any => JSON.parse(readFileSync(path.join(import.meta.dirname, 'cli-examples', `${name}.json`), 'utf8'));

interface Answer {
  readonly exit: number;
  readonly json: any;
}
function settle(json: unknown): Answer {
  const { exit, json: answer } = settleCommand([], { from: import.meta.dirname, readInput: () => Buffer.from(JSON.stringify(json)) });
  return { exit, json: JSON.parse(JSON.stringify(answer)) };
}
const inSums = ([, edit]: BadCase): Answer => {
  const json = example('W-08');
  edit(json);
  return settle(json);
};
const inLines = ([, edit]: BadCase): Answer => {
  const json = example('lines');
  edit(json.lines[0]);
  return settle(json);
};

describe('a malformed case is refused with its field and a sentence', () => {
  const demand = ({ exit, json }: Answer, field: string) => {
    expect(json.problems.map((one: any) => one.path)).toEqual([field]);
    expect(exit).toBe(64);
    expect(json.problems[0].reason).toMatch(/^\S.+\.$/);
  };

  it.each(BAD_SUMS)('%s', (...row) => demand(inSums(row), row[2]));
  it.each(BAD_LINES)('a line: %s', (...row) => demand(inLines(row), row[2]));

  it('each sentence that the reader of cases demands is given by one of them', () => {
    const source = readFileSync(path.join(import.meta.dirname, '../../shared/policy/case-contradictions.ts'), 'utf8');
    const twice = { ...example('lines'), lines: [1, 2].map(() => ({ id: 'fee', code: 'x', amount: '1.00', class: 'A' })) };
    const given = [...BAD_SUMS.map(inSums), ...BAD_LINES.map(inLines), settle(twice)].flatMap(({ json }) =>
      json.problems.map((one: any) => one.reason as string),
    );
    const wanted = demandsIn(source);
    expect(wanted.length).toBeGreaterThan(15);
    expect(wanted.filter((parts) => !given.some((reason) => parts.every((part) => reason.includes(part))))).toEqual([]);
  });
});

describe('each rule of the form of a case, broken once', () => {
  const schema = z.toJSONSchema(caseTextSchema, { io: 'input', unrepresentable: 'any' });
  const left = new Set(rulesOf(schema));
  const bad = MADE_CASES.flatMap((made) => breachesOf(schema, made)).filter(({ rule }) => left.delete(rule));

  it('is refused with its field and a sentence', () => {
    for (const { rule, path: field, json } of bad) {
      const read = readCaseText(json);
      const problems = read.ok ? [] : read.problems;
      const named = problems.filter((one) => pointsAt(one.path, field));
      expect(
        named.map(({ reason }) => /\.$/.test(reason)),
        `${rule} at ${field}: ${JSON.stringify(problems)}`,
      ).toContain(true);
    }
  });

  it('and no rule is left out', () => {
    expect(bad.length).toBeGreaterThan(100);
    expect([...left]).toEqual([]);
  });
});
