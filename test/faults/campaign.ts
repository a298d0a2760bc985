import { parseArgs } from 'node:util';
import { startStandins } from '../support/standin-processes.ts';
import { offsetTo } from '../support/story-clock.ts';
import { COMBINATIONS } from './combinations.ts';
import { seedOf } from './dice.ts';
import { playWorld, type WorldResult } from './world.ts';

export interface CampaignOptions {
  readonly runs: number;
  readonly seed: number;
  readonly patients: number;
  readonly atOnce: number;
  readonly mistake: string;
  readonly seconds: number;
  readonly combination?: string | undefined;
  /** Plays only the world of this seed. */
  readonly world?: number | undefined;
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
  const count = world === undefined ? Math.ceil(runs / patients) : 1;
  const numbers = Array.from({ length: count }, (_unused, index) => index).values();
  const results: WorldResult[] = [];
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, () => lane(options, numbers, results)));
  return summaryOf(results);
}

async function lane(options: CampaignOptions, numbers: Iterable<number>, results: WorldResult[]): Promise<void> {
  let standins = await startStandins({ clockOffsetMs: offsetTo('2023-06-05 10:15') });
  let played = 0;
  try {
    for (const number of numbers) {
      if (played === WORLDS_PER_STANDINS) {
        await standins.stop();
        standins = await startStandins({ clockOffsetMs: offsetTo('2023-06-05 10:15') });
        played = 0;
      }
      const { patients, mistake, combination, seconds } = options;
      const seed = options.world ?? seedOf(options.seed, `world ${number}`);
      const result = await playWorld({ seed, patients, serial: number, window: played + 1, mistake, combination, seconds }, standins);
      played += 1;
      results.push(result);
      tell(options, result, results);
    }
  } finally {
    await standins.stop();
  }
}

function tell({ say, patients, mistake, combination }: CampaignOptions, result: WorldResult, results: readonly WorldResult[]): void {
  const bad = result.runs.filter((run) => run.lost.length + run.doubled.length + run.oneSided.length > 0 || run.person !== null);
  const { runs, lost, doubled, oneSided, withoutPerson } = summaryOf(results);
  say(
    `${String(runs).padStart(5)} runs  lost ${lost}  doubled ${doubled}  one-sided ${oneSided}  without a person ${withoutPerson}  (world ${result.seed}, ${result.combination}, ${result.kills} kills, ${result.struck.length} faults)`,
  );
  for (const run of bad) {
    const wrong = [...run.lost, ...run.doubled, ...run.oneSided].join(', ') || 'a person was needed';
    say(`      ${run.stayNumber}: ${wrong}; ${run.person ?? ''}; ${run.problem}`);
  }
  for (const bug of result.bugs.slice(0, 2)) say(`      bug: ${bug}`);
  if (bad.length === 0) return;
  const only = combination === undefined ? '' : ` --combination '${combination}'`;
  say(`      plan ${result.plan}; faults ${result.struck.join(', ')}`);
  say(
    `      again: npm run faults -- --world ${result.seed} --patients ${patients}${mistake === 'none' ? '' : ` --mistake ${mistake}`}${only}`,
  );
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
      world: { type: 'string' },
    },
  });
  console.log(
    `${Object.keys(COMBINATIONS).length} combinations of habits; a run is one patient's stay, a world is one desk with its centre and bank`,
  );
  const summary = await runCampaign({
    runs: Number(values.runs),
    seed: Number(values.seed),
    patients: Number(values.patients),
    atOnce: Number(values['at-once']),
    mistake: values.mistake,
    seconds: Number(values.seconds),
    combination: values.combination,
    world: values.world === undefined ? undefined : Number(values.world),
    say: (line) => console.log(line),
  });
  console.log(JSON.stringify(summary));
  return reached(summary) ? 0 : 1;
}
