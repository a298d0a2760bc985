import { parseArgs } from 'node:util';
import { startPostgres } from '../support/postgres-server.ts';
import { startCentreAndBank } from '../support/standin-processes.ts';
import { offsetTo } from '../support/story-clock.ts';
import { COMBINATIONS } from './combinations.ts';
import { seedOf } from './dice.ts';
import { type Cell, CELLS, standsOnPostgres } from './plan.ts';
import { Sweep } from './sweep.ts';
import { type Others, playWorld, visitorsTo, type WorldResult } from './world.ts';

export interface CampaignOptions {
  readonly runs: number;
  readonly seed: number;
  readonly patients: number;
  readonly atOnce: number;
  readonly mistake: string;
  readonly seconds: number;
  readonly combination?: string | undefined;
  /** Every world has this below it; else it is drawn. */
  readonly cell?: Cell | undefined;
  /** Plays only the world of this seed. */
  readonly world?: number | undefined;
  /** Instead of drawn worlds: a death at every nth step boundary of one quiet stay, or at those from one on until there were enough runs. */
  readonly sweep?: { readonly every: number; readonly from: number } | undefined;
  readonly say: (line: string) => void;
}

export interface Summary {
  readonly runs: number;
  readonly lost: number;
  readonly doubled: number;
  readonly oneSided: number;
  /** Share of the runs that nobody had to look at. */
  readonly withoutPerson: number;
}

export const reached = ({ lost, doubled, oneSided, withoutPerson }: Summary): boolean =>
  lost + doubled + oneSided === 0 && withoutPerson >= 0.95;

/** So many worlds share one pair of stand-ins: a window number of two digits tells their stays apart. */
const WORLDS_PER_STANDINS = 90;

/** Plays worlds until there were enough runs; each lane has stand-ins of its own. */
export async function runCampaign(options: CampaignOptions): Promise<Summary> {
  const { runs, patients, world, atOnce } = options;
  if (options.sweep !== undefined) return sweepStay(options, new Sweep(options.sweep.every, options.sweep.from));
  const count = world === undefined ? Math.ceil(runs / (patients + visitorsTo(patients))) : 1;
  const numbers = Array.from({ length: count }, (_unused, index) => index).values();
  const results: WorldResult[] = [];
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, () => lane(options, numbers, results)));
  tellCells(options, results);
  return summaryOf(results);
}

async function lane(options: CampaignOptions, numbers: Iterable<number>, results: WorldResult[]): Promise<void> {
  // One pair whose centre has its books within itself, and one whose centre has them in PostgreSQL; each from its first world on.
  const pairs = { embedded: new Pair(false), postgres: new Pair(true) };
  try {
    for (const number of numbers) {
      const { patients, mistake, combination, cell, seconds } = options;
      const seed = options.world ?? seedOf(options.seed, `world ${number}`);
      const { others, window } = await pairs[standsOnPostgres(seed, cell) ? 'postgres' : 'embedded'].next();
      const result = await playWorld({ seed, patients, serial: number, window, mistake, combination, cell, seconds }, others);
      results.push(result);
      tell(options, result, results);
    }
  } finally {
    await pairs.embedded.stop();
    await pairs.postgres.stop();
  }
}

/** One patient in each world, and one death. */
async function sweepStay(options: CampaignOptions, sweep: Sweep): Promise<Summary> {
  const steps = sweep[Symbol.iterator]();
  const results: WorldResult[] = [];
  let serial = 0;
  const play = async (): Promise<void> => {
    const pair = new Pair(false);
    try {
      for (const step of { [Symbol.iterator]: () => ({ next: () => steps.next() }) }) {
        if (results.length >= options.runs) break;
        serial += 1;
        const { others, window } = await pair.next();
        const { seed, mistake, seconds } = options;
        const result = await playWorld({ seed, patients: 1, serial, window, mistake, seconds, sweep: step }, others);
        sweep.played(result);
        results.push(result);
        tell(
          { ...options, combination: undefined, say: (line) => options.say(`${step.when} write ${step.write}: ${line}`) },
          result,
          results,
        );
      }
    } finally {
      await pair.stop();
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, play));
  options.say(`      died at ${sweep.struck} step boundaries of one stay`);
  return summaryOf(results);
}

/** A pair of stand-ins, made anew when it has served so many worlds that the window numbers are used up. */
class Pair {
  readonly #onPostgres: boolean;
  #others: Others | undefined;
  #played = 0;

  constructor(onPostgres: boolean) {
    this.#onPostgres = onPostgres;
  }

  async next(): Promise<{ readonly others: Others; readonly window: number }> {
    if (this.#played === WORLDS_PER_STANDINS) await this.stop();
    this.#others ??= await this.#start();
    this.#played += 1;
    return { others: this.#others, window: this.#played };
  }

  async stop(): Promise<void> {
    const others = this.#others;
    this.#others = undefined;
    this.#played = 0;
    await others?.standins.stop();
    await others?.postgres?.stop();
  }

  async #start(): Promise<Others> {
    const postgres = this.#onPostgres ? await startPostgres() : null;
    const books = postgres === null ? {} : { postgres: { address: postgres.address, schema: 'centre' } };
    return { postgres, standins: await startCentreAndBank({ clockOffsetMs: offsetTo('2023-06-05 10:15'), ...books }) };
  }
}

function tell({ say, patients, mistake, combination, cell }: CampaignOptions, result: WorldResult, results: readonly WorldResult[]): void {
  const bad = result.runs.filter((run) => run.lost.length + run.doubled.length + run.oneSided.length > 0 || run.person !== null);
  const { runs, lost, doubled, oneSided, withoutPerson } = summaryOf(results);
  say(
    `${String(runs).padStart(5)} runs  lost ${lost}  doubled ${doubled}  one-sided ${oneSided}  without a person ${withoutPerson}  (world ${result.seed}, ${result.combination}, ${result.cell === null ? '' : `${result.cell.name}, `}${result.kills} kills, ${result.struck.length} faults)`,
  );
  for (const run of bad) {
    const wrong = [...run.lost, ...run.doubled, ...run.oneSided].join(', ') || 'a person was needed';
    say(`      ${run.stayNumber}: ${wrong}; ${run.person ?? ''}; ${run.problem}`);
  }
  for (const bug of result.bugs.slice(0, 2)) say(`      bug: ${bug}`);
  if (bad.length === 0) return;
  const only = combination === undefined ? '' : ` --combination '${combination}'`;
  say(`      plan ${result.plan}; faults ${result.struck.join(', ')}`);
  const below = cell === undefined ? '' : ` --cell '${cell}'`;
  say(
    `      again: npm run faults -- --world ${result.seed} --patients ${patients}${mistake === 'none' ? '' : ` --mistake ${mistake}`}${only}${below}`,
  );
}

/** What was played below the worlds, and what could not be: that is never passed over in silence. */
function tellCells({ say }: CampaignOptions, results: readonly WorldResult[]): void {
  for (const name of CELLS) {
    const drawn = results.flatMap(({ cell, runs }) => (cell?.name === name ? [{ ...cell, runs: runs.length }] : []));
    const played = drawn.filter(({ notRun, struck }) => notRun === '' && struck > 0);
    const missed = drawn.filter(({ notRun }) => notRun !== '');
    const sum = (pick: (one: (typeof played)[number]) => number): number => played.reduce((total, one) => total + pick(one), 0);
    const reason = missed[0] === undefined ? '' : `; NOT RUN in ${missed.length} worlds: ${missed[0].notRun}`;
    say(
      `      ${name}: struck ${sum(({ struck }) => struck)} times in ${played.length} worlds with ${sum(({ runs }) => runs)} stays${reason}`,
    );
  }
}

function summaryOf(results: readonly WorldResult[]): Summary {
  const runs = results.flatMap((result) => result.runs);
  const count = (pick: (run: (typeof runs)[number]) => boolean): number => runs.filter(pick).length;
  const alone = count(({ person }) => person === null);
  return {
    runs: runs.length,
    lost: count(({ lost }) => lost.length > 0),
    doubled: count(({ doubled }) => doubled.length > 0),
    oneSided: count(({ oneSided }) => oneSided.length > 0),
    withoutPerson: runs.length === 0 ? 0 : Math.floor((alone / runs.length) * 10_000) / 10_000,
  };
}

function cellOf(name: string | undefined): Cell | undefined {
  const cell = CELLS.find((each) => each === name);
  if (name !== undefined && cell === undefined) throw new Error(`no such cell: ${name}; there are ${CELLS.join(', ')}`);
  return cell;
}

/** The command: `npm run faults -- --runs N --seed S`. */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      patients: { type: 'string', default: '12' },
      'at-once': { type: 'string', default: '4' },
      mistake: { type: 'string', default: 'none' },
      seconds: { type: 'string', default: '150' },
      combination: { type: 'string' },
      cell: { type: 'string' },
      world: { type: 'string' },
      sweep: { type: 'boolean', default: false },
      every: { type: 'string', default: '1' },
      from: { type: 'string', default: '1' },
    },
  });
  console.log(
    `${Object.keys(COMBINATIONS).length} combinations of habits; a run is one patient's stay or visit, a world is one desk with its centre and bank`,
  );
  const summary = await runCampaign({
    runs: Number(values.runs),
    seed: Number(values.seed),
    patients: Number(values.patients),
    atOnce: Number(values['at-once']),
    mistake: values.mistake,
    seconds: Number(values.seconds),
    combination: values.combination,
    cell: cellOf(values.cell),
    world: values.world === undefined ? undefined : Number(values.world),
    sweep: values.sweep ? { every: Number(values.every), from: Number(values.from) } : undefined,
    say: (line) => console.log(line),
  });
  console.log(JSON.stringify(summary));
  return reached(summary) ? 0 : 1;
}
