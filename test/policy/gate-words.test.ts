import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { remedyOfGate, sentenceOfGate } from '../../electron/core/cli/credit-words.ts';
import { filled } from '../../electron/core/cli/fact-words.ts';
import { remedyOf, sentenceOf } from '../../electron/core/cli/gate-words.ts';
import { CARE_KINDS, FILING_KINDS, HOSPITAL_LEVELS, PERSON_CLASSES, SCHEMES } from '../../shared/model/settlement-case.ts';
import { ACCOUNT_PURPOSES, CREDENTIALS, FILING_CATEGORIES, RELATIVES } from '../../shared/policy/gate-schema.ts';
import { type GateCode, GATE_CODES } from '../../shared/rules/door-types.ts';
import { REMEDIES, type Remedy } from '../../shared/rules/gate-types.ts';

const RULES = path.join(import.meta.dirname, '../../shared/rules');
const source = (name: string) => readFileSync(path.join(RULES, `${name}.ts`), 'utf8');

/** Every call of these makers of answers in a source, with its arguments as written. A call without a plain code turns the test red. */
function callsOf(names: string, text: string) {
  const body = text.replaceAll(/^import [\s\S]*?;$/gm, '').replaceAll(/^(export )?const (met|ask|refused|unmet|info) = [\s\S]*?;$/gm, '');
  return [...body.matchAll(new RegExp(`\\b(${names})\\(([^)]*)`, 'g'))].map(([, name = '', args = '']) => {
    const code = /^\s*['`]([^'`]+)['`]/.exec(args)?.[1];
    if (code === undefined) throw new Error(`${name}(${args}: its code cannot be read`);
    return { name, code, remedy: REMEDIES.find((remedy) => args.includes(`'${remedy}'`)) };
  });
}

/** Whatever makes answers imports their makers. */
const SOURCES = readdirSync(RULES)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replace(/\.ts$/, ''))
  .filter((name) => source(name).includes("from './gate-answers.ts'"));
const answers = SOURCES.flatMap((name) => callsOf('refused|ask', source(name)));
/** As the source writes it. */
const WHO = '$' + '{who}';
const PAYERS = ['work-injury', 'third-party', 'public-health'];
const closing = callsOf('unmet', source('door')).flatMap(({ code }) =>
  code.includes(WHO) ? PAYERS.map((who) => code.replace(WHO, who)) : [code],
);

/** Any fact a sentence may want. */
const anything = new Proxy({}, { get: () => '某事' });
const chinese = /^[^{}]*[\u4e00-\u9fff][^{}]*$/;

describe('words of the gates', () => {
  it('are looked for in every source that answers', () => {
    expect(answers.length).toBeGreaterThan(40);
    expect(closing.length).toBeGreaterThan(15);
    expect(closing.filter((code) => !(GATE_CODES as readonly string[]).includes(code))).toEqual([]);
  });

  it.each(answers)('$code: a sentence and a way out', ({ name, code, remedy }) => {
    expect(sentenceOf({ code, facts: anything })).toMatch(chinese);
    const way: Remedy | undefined = remedy ?? (name === 'ask' ? 'ask-insurance-office' : undefined);
    expect(remedyOf({ remedy: way ?? null, documents: [] })).toMatch(chinese);
  });

  it.each([...closing, 'credit.no-product'])('%s: a sentence and a way out', (code) => {
    expect(sentenceOfGate({ code: code as GateCode, facts: anything })).toMatch(chinese);
    expect(remedyOfGate({ code: code as GateCode })).toMatch(chinese);
  });

  it.each<[string, readonly string[]]>([
    ['scheme', SCHEMES],
    ['person', PERSON_CLASSES],
    ['care', CARE_KINDS],
    ['relative', RELATIVES],
    ['credential', CREDENTIALS],
    ['category', FILING_CATEGORIES],
    ['purpose', ACCOUNT_PURPOSES],
    ['level', HOSPITAL_LEVELS],
    ['filing', FILING_KINDS],
  ])('a fact %s is said in words, not in code', (name, values) => {
    for (const value of values) expect(filled(`{${name}}`, { [name]: value })).toMatch(/^[^a-z]*[\u4e00-\u9fff][^a-z]*$/);
  });

  it('every fact that a gate puts into words as code is one of those', () => {
    // A fact with a short name of the model (scheme, kind ...) would show its code.
    const sentences = answers.map(({ code }) => sentenceOf({ code, facts: new Proxy({}, { get: (_, name) => `<${String(name)}>` }) }));
    const shown = new Set(sentences.flatMap((sentence) => [...sentence.matchAll(/<(\w+)>/g)].map((match) => match[1] ?? '')));
    const plain = [
      'on',
      'start',
      'renewedSince',
      'filedOn',
      'filedFor',
      'from',
      'until',
      'hospital',
      'region',
      'disease',
      'count',
      'since',
      'asked',
    ];
    const worded = ['scheme', 'care', 'category', 'credential', 'purpose', 'relative', 'share'];
    expect([...shown].filter((name) => ![...plain, ...worded, 'average', 'channel', 'expected', 'charged'].includes(name))).toEqual([]);
  });

  it('why a bank refuses is not said', () => {
    expect(sentenceOfGate({ code: 'credit.bank-declined', facts: {} })).toBe('不符合信用就医条件,按普通预交金办理');
  });

  it('rates, instants and what was not named', () => {
    expect(filled('{share} {at} {hospital}{disease}', { share: '0.3000', at: '2023-06-13T01:12:00.000Z', hospital: '' })).toBe(
      '30% 2023-06-13 09:12 该医院(未填)',
    );
  });
});
