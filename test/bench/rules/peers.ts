import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { FIGURES, type PlainCase, type PlainSplit } from './cases.ts';

// The same policy for three other engines. Each is given a case in fen and must give the same fen; each computes with its own means.

/** One engine at work. `run` computes all cases one after the other. */
export interface Peer {
  readonly name: string;
  readonly run: (cases: readonly PlainCase[]) => Promise<readonly PlainSplit[]>;
}

const FOLDER = import.meta.dirname;
const require = createRequire(path.join(FOLDER, 'package.json'));

/** Installs the engines beside this file, in the exact versions of their lock file; says in words why one cannot be used. */
export function installPeers(): string | undefined {
  const { dependencies } = JSON.parse(readFileSync(path.join(FOLDER, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  const isThere = ([name, version]: readonly [string, string]) => {
    const file = path.join(FOLDER, 'node_modules', name, 'package.json');
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version;
  };
  if (Object.entries(dependencies).every(isThere)) return undefined;
  // Not `npm ci`: it wants the native packages of all systems in the lock file, and not every registry has them all.
  const { status, stderr } = spawnSync('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: FOLDER,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0 && Object.entries(dependencies).every(isThere)) return undefined;
  return `npm install failed in ${FOLDER}: ${stderr.trim().split('\n').at(-1)}`;
}

/** A peer, or why it does not run here. */
export function loadPeers(): readonly (Peer | { readonly name: string; readonly missing: string })[] {
  return [
    ['zen', zen],
    ['json-rules-engine', jsonRules],
    ['publicodes', publicodes],
  ].map(([name, load]) => {
    try {
      return { name: name as string, run: (load as () => Peer['run'])() };
    } catch (error) {
      return { name: name as string, missing: (error as Error).message.trim().replace(/\s+/g, ' ') };
    }
  });
}

const ROWS = [
  ['tertiary', 85_000, 68_000, 42_500, 850, 925],
  ['secondary', 50_000, 40_000, 25_000, 880, 940],
  ['primary', 30_000, 24_000, 15_000, 900, 950],
] as const;

/** GoRules ZEN: two decision tables and one expression node, evaluated with its trace. */
function zen(): Peer['run'] {
  const { ZenEngine } = require('@gorules/zen-engine');
  const table = (id: string, fields: readonly string[], output: string, rules: readonly (readonly string[])[]) => ({
    id,
    name: id,
    type: 'decisionTableNode',
    position: { x: 0, y: 0 },
    content: {
      hitPolicy: 'first',
      passThrough: true,
      inputField: null,
      outputPath: null,
      executionMode: 'single',
      inputs: fields.map((field) => ({ id: field, name: field, field })),
      outputs: [{ id: 'out', name: output, field: output }],
      rules: rules.map((cells, index) => ({
        _id: `${id}${index}`,
        ...Object.fromEntries(fields.map((field, i) => [field, cells[i]])),
        out: cells.at(-1),
      })),
    },
  });
  const slice = (low: number, high: string) => `max([0, min([$.to, ${high}]) - max([$.from, ${low}])])`;
  const expressions = Object.entries({
    inScope: 'total - selfPaid - firstShare',
    deductible: 'min([due, $.inScope])',
    base: '$.inScope - $.deductible',
    uncapped: 'floor(($.base * permille + 500) / 1000)',
    pooledFund: 'min([$.uncapped, max([0, 25000000 - yearFund])])',
    coinsurance: '$.base - $.pooledFund',
    own: '$.deductible + $.coinsurance',
    from: 'max([0, yearBurden - 1100000])',
    to: 'max([0, yearBurden + $.own - 1100000])',
    first: `floor((${slice(0, '5000000')} * 750 + 500) / 1000)`,
    second: `floor((${slice(5_000_000, '10000000')} * 800 + 500) / 1000)`,
    third: `floor((${slice(10_000_000, '$.to')} * 850 + 500) / 1000)`,
    largeAmount: 'min([$.own, $.first + $.second + $.third])',
    inScopeOwnShare: 'firstShare + $.own - $.largeAmount',
    burden: '$.inScopeOwnShare + selfPaid',
  }).map(([key, value]) => ({ id: key, key, value }));
  const node = (id: string, type: string, content: object = {}) => ({ id, name: id, type, position: { x: 0, y: 0 }, content });
  const nodes = [
    node('in', 'inputNode'),
    table(
      'due',
      ['level', 'age', 'stay'],
      'due',
      ROWS.flatMap(([level, first, later, old]) => [
        [`"${level}"`, '>= 70', '', String(old)],
        [`"${level}"`, '', '1', String(first)],
        [`"${level}"`, '', '> 1', String(later)],
      ]),
    ),
    table(
      'permille',
      ['level', 'person'],
      'permille',
      ROWS.flatMap(([level, , , , inService, retired]) => [
        [`"${level}"`, '"in-service"', String(inService)],
        [`"${level}"`, '"retired"', String(retired)],
      ]),
    ),
    node('calc', 'expressionNode', { expressions, passThrough: true, inputField: null, outputPath: null, executionMode: 'single' }),
    node('out', 'outputNode'),
  ];
  const edges = nodes.slice(1).map(({ id }, i) => ({ id: `e${i}`, type: 'edge', sourceId: nodes[i]?.id, targetId: id }));
  const decision = new ZenEngine().createDecision({ contentType: 'application/vnd.gorules.decision', nodes, edges });
  return async (cases) => {
    const results: PlainSplit[] = [];
    for (const one of cases) results.push((await decision.evaluate(one, { trace: true })).result);
    return results;
  };
}

/** json-rules-engine: a rule for each row of the tables, facts that are computed for the rest. */
function jsonRules(): Peer['run'] {
  const { Engine } = require('json-rules-engine');
  const engine = new Engine([], { allowUndefinedFacts: true });
  const when = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });
  const row = (name: string, value: number, all: readonly object[]) =>
    engine.addRule({
      priority: 10,
      conditions: { all },
      event: { type: name },
      onSuccess: (_: unknown, almanac: any) => almanac.addRuntimeFact(name, value),
    });
  for (const [level, first, later, old, inService, retired] of ROWS) {
    const here = when('level', 'equal', level);
    row('due', old, [here, when('age', 'greaterThanInclusive', 70)]);
    row('due', first, [here, when('age', 'lessThan', 70), when('stay', 'equal', 1)]);
    row('due', later, [here, when('age', 'lessThan', 70), when('stay', 'greaterThan', 1)]);
    row('permille', inService, [here, when('person', 'equal', 'in-service')]);
    row('permille', retired, [here, when('person', 'equal', 'retired')]);
  }
  const share = (fen: number, permille: number) => Math.floor((fen * permille + 500) / 1000);
  const slice = (from: number, to: number, low: number, high: number) => Math.max(0, Math.min(to, high) - Math.max(from, low));
  const computed = (name: string, inputs: readonly string[], compute: (...values: any[]) => number) =>
    engine.addFact(name, async (_: unknown, almanac: any) =>
      compute(...(await Promise.all(inputs.map((input) => almanac.factValue(input))))),
    );
  computed('inScope', ['total', 'selfPaid', 'firstShare'], (total, selfPaid, firstShare) => total - selfPaid - firstShare);
  computed('deductible', ['due', 'inScope'], Math.min);
  computed('base', ['inScope', 'deductible'], (inScope, deductible) => inScope - deductible);
  computed('pooledFund', ['base', 'permille', 'yearFund'], (base, permille, used) =>
    Math.min(share(base, permille), Math.max(0, 25_000_000 - used)),
  );
  computed('coinsurance', ['base', 'pooledFund'], (base, fund) => base - fund);
  computed('largeAmount', ['deductible', 'coinsurance', 'yearBurden'], (deductible, coinsurance, before) => {
    const own = deductible + coinsurance;
    const [from, to] = [Math.max(0, before - 1_100_000), Math.max(0, before + own - 1_100_000)];
    const paid = share(slice(from, to, 0, 5e6), 750) + share(slice(from, to, 5e6, 1e7), 800) + share(slice(from, to, 1e7, to), 850);
    return Math.min(own, paid);
  });
  computed('inScopeOwnShare', ['firstShare', 'deductible', 'coinsurance', 'largeAmount'], (a, b, c, paid) => a + b + c - paid);
  computed('burden', ['inScopeOwnShare', 'selfPaid'], (own, selfPaid) => own + selfPaid);
  engine.addRule({ priority: 1, conditions: { all: [when('burden', 'greaterThanInclusive', 0)] }, event: { type: 'split' } });
  return async (cases) => {
    const results: PlainSplit[] = [];
    for (const one of cases) {
      const { almanac } = await engine.run(one);
      const values = await Promise.all(FIGURES.map((figure) => almanac.factValue(figure)));
      results.push(Object.fromEntries(FIGURES.map((figure, i) => [figure, values[i]])) as unknown as PlainSplit);
    }
    return results;
  };
}

/** Publicodes: one rule for each figure; its evaluation always carries the whole explanation. */
function publicodes(): Peer['run'] {
  const Engine = require('publicodes').default;
  const rows = (of: (row: (typeof ROWS)[number]) => readonly (readonly [readonly string[], number])[]) => ({
    variations: [...ROWS.flatMap((row) => of(row).map(([all, alors]) => ({ si: { 'toutes ces conditions': all }, alors }))), { sinon: 0 }],
  });
  const share = (fen: string, permille: string) => ({ valeur: `${fen} * ${permille} / 1000`, arrondi: 'oui' });
  const atLeastZero = (valeur: string) => ({ valeur, plancher: 0 });
  const rules = {
    level: "'tertiary'",
    person: "'retired'",
    ...Object.fromEntries(['age', 'stay', 'total', 'selfPaid', 'firstShare', 'yearFund', 'yearBurden'].map((name) => [name, 0])),
    due: rows(([level, first, later, old]) => [
      [[`level = '${level}'`, 'age >= 70'], old],
      [[`level = '${level}'`, 'stay = 1'], first],
      [[`level = '${level}'`, 'stay > 1'], later],
    ]),
    permille: rows(([level, , , , inService, retired]) => [
      [[`level = '${level}'`, "person = 'in-service'"], inService],
      [[`level = '${level}'`, "person = 'retired'"], retired],
    ]),
    inScope: 'total - selfPaid - firstShare',
    deductible: { valeur: 'due', plafond: 'inScope' },
    base: 'inScope - deductible',
    room: atLeastZero('25000000 - yearFund'),
    uncapped: share('base', 'permille'),
    pooledFund: { valeur: 'uncapped', plafond: 'room' },
    coinsurance: 'base - pooledFund',
    own: 'deductible + coinsurance',
    from: atLeastZero('yearBurden - 1100000'),
    to: atLeastZero('yearBurden + own - 1100000'),
    ...Object.fromEntries(
      [
        [0, 5_000_000, 750],
        [5_000_000, 10_000_000, 800],
        [10_000_000, 9_007_199_254_740, 850],
      ].flatMap(([low, high, permille], i) => [
        [`low ${i}`, { valeur: 'from', plancher: low }],
        [`high ${i}`, { valeur: 'to', plafond: high }],
        [`slice ${i}`, atLeastZero(`high ${i} - low ${i}`)],
        [`part ${i}`, share(`slice ${i}`, String(permille))],
      ]),
    ),
    largeAmount: { valeur: 'part 0 + part 1 + part 2', plafond: 'own' },
    inScopeOwnShare: 'firstShare + own - largeAmount',
    burden: 'inScopeOwnShare + selfPaid',
  };
  const engine = new Engine(rules, { logger: { log() {}, warn() {}, error: console.error } });
  return async (cases) =>
    cases.map((one) => {
      engine.setSituation({ ...one, level: `'${one.level}'`, person: `'${one.person}'` });
      return Object.fromEntries(FIGURES.map((figure) => [figure, engine.evaluate(figure).nodeValue])) as unknown as PlainSplit;
    });
}
