/**
 * npm run bench:rules: the same policy by our rules with every reason, by three other engines, and by plain integers written by hand.
 * Results are equal to the fen before anything is timed; medians of alternated rounds. The last line is JSON.
 * Run bundled, as the program ships: the loader of the tests slows small functions down.
 */
import type { ChargeLine, SettlementCase } from '../../shared/model/settlement-case.ts';
import type { Split } from '../../shared/model/settlement.ts';
import { Money } from '../../shared/money/money.ts';
import { Rate } from '../../shared/money/rate.ts';
import { settle } from '../../shared/rules/settle.ts';
import { computeSplit, prepare } from '../../shared/rules/scenarios.ts';
import { replay } from '../../electron/core/cli/replay.ts';
import { allPacks, packsOf, packWith } from '../builders/packs.ts';
import { claimOf, FIGURES, type PlainCase, type PlainSplit, plainCases, randomNumbers } from './rules/cases.ts';
import { installPeers, loadPeers } from './rules/peers.ts';
import { plainSplit } from './rules/plain.ts';

const ROUNDS = 7;
const quick = process.argv.includes('--quick');
const packs = packsOf('210200');
const say = (line: string) => process.stdout.write(`${line}\n`);

/** One side: a name, and a way to compute so many cases. */
interface Side {
  readonly name: string;
  /** Cases of one round: about a tenth of a second. */
  readonly count: number;
  readonly run: (count: number) => unknown;
}

const explained = (claim: SettlementCase): Split => settle(claim, packs).split;
function unexplained(claim: SettlementCase): Split {
  const prepared = prepare(claim, packs);
  return computeSplit(prepared, prepared.known);
}

/** Microseconds per case of each side: medians of rounds in which all sides take turns. */
async function measure(sides: readonly Side[]): Promise<ReadonlyMap<string, number>> {
  const times = new Map(sides.map(({ name }) => [name, [] as number[]]));
  for (let round = -1; round < (quick ? 3 : ROUNDS); round += 1) {
    for (const { name, count, run } of sides) {
      const start = performance.now();
      await run(count);
      // The first round only warms up.
      if (round >= 0) times.get(name)?.push(((performance.now() - start) * 1000) / count);
    }
  }
  return new Map([...times].map(([name, all]) => [name, median(all)]));
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const plainOf = (split: Split): PlainSplit =>
  Object.fromEntries(FIGURES.map((figure) => [figure, split[figure].toFen()])) as unknown as PlainSplit;

function demandEqual(name: string, cases: readonly PlainCase[], found: readonly PlainSplit[], wanted: readonly PlainSplit[]): void {
  cases.forEach((one, i) => {
    for (const figure of FIGURES)
      if (Number(found[i]?.[figure]) !== wanted[i]?.[figure])
        throw new Error(`${name}: ${figure} is ${found[i]?.[figure]}, not ${wanted[i]?.[figure]}, for ${JSON.stringify(one)}`);
  });
}

/** A stay with so many billed lines: 甲, 乙, 丙, some over their price cap. */
function linesOf(count: number): readonly ChargeLine[] {
  const random = randomNumbers(count);
  return Array.from({ length: count }, (_, i) => {
    const kind = random() < 0.6 ? 'A' : random() < 0.75 ? 'B' : 'C';
    const firstShare = Rate.parse(kind === 'B' ? (['0.0500', '0.1000', '0.1500', '0.2000'][Math.floor(random() * 4)] ?? '') : '0.0000');
    const quantity = 1 + Math.floor(random() * 9);
    const amount = Money.fromFen(quantity * (1 + Math.floor(random() * 9000)));
    const priceCap = kind !== 'C' && random() < 0.1 ? '50.000000' : null;
    return { id: String(i), code: `C${i}`, quantity: `${quantity}.0000`, amount, grade: { class: kind, firstShare, priceCap } };
  });
}

const cases = plainCases(2000);
const claims = cases.map(claimOf);
const wanted = claims.map(plainSplit);
const cycle = <T>(items: readonly T[], count: number, run: (item: T) => unknown) => {
  for (let i = 0; i < count; i += 1) run(items[i % items.length] as T);
};

// 1. Equal before timed.
demandEqual('ours', cases, claims.map(explained).map(plainOf), wanted);
demandEqual('ours without reasons', cases, claims.map(unexplained).map(plainOf), wanted);
const problem = installPeers();
if (problem !== undefined) say(problem);
const peers = problem === undefined ? loadPeers() : [];
for (const peer of peers) {
  if ('missing' in peer) say(`${peer.name} does not run here: ${peer.missing}`);
  else demandEqual(peer.name, cases, await peer.run(cases), wanted);
}
say(`${cases.length} cases, equal to the fen on all sides`);

// 2. Category sums: the policy itself.
const peerCounts: Readonly<Record<string, number>> = { zen: 800, 'json-rules-engine': 300, publicodes: 60 };
const sides: readonly Side[] = [
  { name: 'limit', count: 400_000, run: (count) => cycle(claims, count, plainSplit) },
  { name: 'ours', count: 8000, run: (count) => cycle(claims, count, explained) },
  { name: 'ours without reasons', count: 40_000, run: (count) => cycle(claims, count, unexplained) },
  ...peers.flatMap((peer): Side[] => {
    if ('missing' in peer) return [];
    return [{ name: peer.name, count: peerCounts[peer.name] ?? 100, run: (count) => peer.run(cases.slice(0, count)) }];
  }),
];
const perCase = await measure(sides);
for (const [name, microseconds] of perCase) say(`${name.padEnd(22)} ${microseconds.toFixed(3).padStart(10)} µs a case`);

// 3. A stay with its lines, explained and not, against the same work by hand.
const lengths = [200, 100, 1000, 10_000, 100_000];
const times = new Map<number, ReadonlyMap<string, number>>();
for (const length of lengths) {
  const claim: SettlementCase = { ...(claims[0] as SettlementCase), charges: { kind: 'lines', lines: linesOf(length) } };
  demandEqual(`${length} lines`, [cases[0] as PlainCase], [plainOf(explained(claim))], [plainSplit(claim)]);
  const count = Math.max(3, Math.floor((quick ? 100_000 : 1_000_000) / length));
  const repeat = (run: () => unknown) => (times: number) => {
    for (let i = 0; i < times; i += 1) run();
  };
  const measured = await measure([
    { name: 'limit', count: count * 4, run: repeat(() => plainSplit(claim)) },
    { name: 'ours', count, run: repeat(() => explained(claim)) },
    { name: 'ours without reasons', count, run: repeat(() => unexplained(claim)) },
  ]);
  times.set(length, measured);
}
say('lines      explained ms   without ms     limit ms');
for (const length of lengths.toSorted((a, b) => a - b)) {
  const ms = (name: string) => ((times.get(length)?.get(name) ?? Number.NaN) / 1000).toFixed(3).padStart(12);
  say(`${String(length).padEnd(8)} ${ms('ours')} ${ms('ours without reasons')} ${ms('limit')}`);
}

// 4. A dry run over the past: stored cases as text under two packs.
const STORED = quick ? 10_000 : 100_000;
function* storedTexts() {
  for (const [i, { level, person, age, stay: stayNo, total, selfPaid, firstShare, yearFund, yearBurden }] of plainCases(
    STORED,
    7,
  ).entries())
    yield {
      id: String(i),
      json: {
        patient: { age },
        coverage: { region: '210200', scheme: 'employee', person },
        provider: { region: '210200', name: '某医院', level },
        care: { kind: 'inpatient', on: '2023-06-13', stayNo },
        sums: { total: Money.fromFen(total), selfPaid: Money.fromFen(selfPaid), firstShare: Money.fromFen(firstShare) },
        accumulators: { pooledFund: Money.fromFen(yearFund), burden: Money.fromFen(yearBurden) },
      },
    };
}
const past = Array.from(storedTexts(), ({ id, json }) => ({ id, text: JSON.stringify(json) }));
const cheaper = packWith('210200', 'parameters/employee.inpatient.deductible.json', (json) => {
  for (const row of json.values[0].rows) if (row.value === '850.00') row.value = '700.00';
});
function* parsed() {
  for (const { id, text } of past) yield { id, json: JSON.parse(text) as unknown };
}
const before = performance.now();
const dry = await replay(parsed(), allPacks(), [cheaper]);
const casesPerSecond = (dry.cases * 1000) / (performance.now() - before);
say(`dry run: ${dry.cases} stored cases, ${dry.gain.count} pay less, ${dry.lose.count} more; ${Math.round(casesPerSecond)} cases a second`);

const of = (map: ReadonlyMap<string, number> | undefined, name: string) => map?.get(name) ?? Number.NaN;
const ratio = (map: ReadonlyMap<string, number> | undefined, over: string, under: string) => of(map, over) / of(map, under);
const round = (value: number) => (Number.isNaN(value) ? null : Number(value.toPrecision(4)));
const stay = times.get(200);
const results = [
  { name: 'ratioToZen', value: round(ratio(perCase, 'zen', 'ours')), goal: '>=20' },
  { name: 'ratioToPublicodes', value: round(ratio(perCase, 'publicodes', 'ours')), goal: '>=100' },
  { name: 'ratioToJsonRulesEngine', value: round(ratio(perCase, 'json-rules-engine', 'ours')) },
  { name: 'ratioToLimitPlain', value: round(ratio(stay, 'ours without reasons', 'limit')), goal: '<=3' },
  { name: 'ratioToLimitExplained', value: round(ratio(stay, 'ours', 'limit')), goal: '<=8' },
  { name: 'ratioToLimitPlainSums', value: round(ratio(perCase, 'ours without reasons', 'limit')) },
  { name: 'ratioToLimitExplainedSums', value: round(ratio(perCase, 'ours', 'limit')) },
  { name: 'stay200Ms', value: round(of(stay, 'ours') / 1000), goal: '<=2' },
  { name: 'dryRunCasesPerSecond', value: Math.round(casesPerSecond) },
  { name: 'lines10000Ms', value: round(of(times.get(10_000), 'ours') / 1000), goal: '<=60' },
];
say(JSON.stringify({ bench: 'rules', results }));
