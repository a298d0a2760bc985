/**
 * npm run bench:queue: the desk's queue against the same work by hand. Medians of alternated rounds on real files; the last line is JSON.
 *
 * enqueue   encounter, claim, act, audit and key in one transaction as the admission saves them, against the same statements prepared by hand
 * drain     1,000 discharges sent to the stand-in centre, against a bare undici client that posts the same bodies at the same concurrency
 * flat      the slowest and the fastest of the two over 10^3 … 10^5 queued acts
 * start-up  a core on a data folder with 10^5 queued acts, against one with none
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startStandins } from '../support/standin-processes.ts';
import { offsetTo } from '../support/story-clock.ts';
import { drainBothWays, prepareCentre } from './queue/drain.ts';
import { enqueueBothWays, limitOfOneRow } from './queue/enqueue.ts';
import { median, percent, type Side } from './queue/measure.ts';
import { seedQueue } from './queue/seed.ts';

const quick = process.argv.includes('--quick');
const ROUNDS = quick ? 3 : 7;
/** Rounds before the first that counts. A desk drains for days: what is measured is compiled code on both sides, which takes ten thousand acts and more. */
const WARM_UP = { first: quick ? 6 : 14, further: 2 };
const SIZES = process.argv.includes('--small')
  ? [1_000]
  : process.argv.includes('--million')
    ? [1_000, 10_000, 100_000, 1_000_000]
    : [1_000, 10_000, 100_000];
/** A million is printed, not judged: its files are copied so often that three rounds are enough. */
const roundsOf = (size: number): number => (size > 100_000 ? 3 : ROUNDS);
/** The queue that a start-up finds. */
const FULL = Math.min(100_000, Math.max(...SIZES));
const say = (line: string) => process.stdout.write(`${line}\n`);
const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-queue-'));

/** Medians per size and side. */
interface Measured {
  readonly size: number;
  readonly enqueue: Readonly<Record<Side, number>>;
  readonly drain: Readonly<Record<Side, number>>;
}

const standins = await startStandins({ clockOffsetMs: offsetTo('2023-06-13 10:00'), folder });
const measured: Measured[] = [];
try {
  const visits = await prepareCentre(standins.centre);
  for (const size of SIZES) {
    const seeded = path.join(folder, `seed-${size}.sqlite`);
    seedQueue(seeded, size, visits);
    const enqueue: Record<Side, number[]> = { ours: [], theirs: [] };
    const drain: Record<Side, number[]> = { ours: [], theirs: [] };
    for (let round = size === SIZES[0] ? -WARM_UP.first : -WARM_UP.further; round < roundsOf(size); round += 1) {
      const copy = (name: string): string => {
        const file = path.join(folder, `${name}-${size}-${round}.sqlite`);
        copyFileSync(seeded, file);
        return file;
      };
      const [mine, byHand, queue] = [copy('ours'), copy('hand'), copy('drain')];
      const rows = enqueueBothWays({ mine, byHand, swap: round % 2 === 0 });
      const sent = await drainBothWays(queue, standins);
      for (const file of [mine, byHand, queue]) for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
      if (round < 0) continue;
      for (const side of ['ours', 'theirs'] as const) {
        enqueue[side].push(rows[side]);
        drain[side].push(sent[side]);
      }
    }
    const of = (all: Record<Side, number[]>): Record<Side, number> => ({ ours: median(all.ours), theirs: median(all.theirs) });
    const row = { size, enqueue: of(enqueue), drain: of(drain) };
    measured.push(row);
    const rate = ({ ours, theirs }: Readonly<Record<Side, number>>) =>
      `${ours.toFixed(0)}/s against ${theirs.toFixed(0)}/s = ${percent(ours / theirs)}`;
    say(`${String(size).padStart(8)} queued  enqueue ${rate(row.enqueue)}  drain ${rate(row.drain)}`);
  }
  say(`one row alone, the limit of this disk: ${limitOfOneRow(path.join(folder, 'one.sqlite')).toFixed(0)}/s`);
} finally {
  await standins.stop();
}

/** Ways from the call to the first answer, each in a process of its own, alternating. */
function startUps(): Readonly<Record<Side, number>> {
  const seeded = path.join(folder, `seed-${FULL}.sqlite`);
  const times: Record<Side, number[]> = { ours: [], theirs: [] };
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const side of ['ours', 'theirs'] as const) {
      const place = mkdtempSync(path.join(folder, 'start-'));
      if (side === 'ours') copyFileSync(seeded, path.join(place, 'desk.sqlite'));
      const program = path.join(import.meta.dirname, 'queue/start-up.ts');
      const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program, place], { encoding: 'utf8' });
      const ms = Number(/^ready (.+)$/m.exec(stdout)?.[1]);
      if (Number.isNaN(ms)) throw new Error(`the core did not start: ${stderr}`);
      if (round >= 0) times[side].push(ms);
      rmSync(place, { recursive: true });
    }
  }
  return { ours: median(times.ours), theirs: median(times.theirs) };
}

const start = startUps();
say(`start-up to the first answer: ${start.ours.toFixed(1)} ms with ${FULL} queued, ${start.theirs.toFixed(1)} ms with none`);
rmSync(folder, { recursive: true, force: true });

const upTo = measured.filter(({ size }) => size <= 100_000);
const spread = (pick: (row: Measured) => number) => Math.max(...upTo.map(pick)) / Math.min(...upTo.map(pick));
const results = [
  { name: 'enqueueToHand', value: Math.min(...upTo.map(({ enqueue }) => enqueue.ours / enqueue.theirs)), goal: '>=0.8' },
  { name: 'drainToBare', value: Math.min(...upTo.map(({ drain }) => drain.ours / drain.theirs)), goal: '>=0.8' },
  { name: 'enqueueOverSizes', value: spread(({ enqueue }) => enqueue.ours), goal: '<=1.4' },
  { name: 'drainOverSizes', value: spread(({ drain }) => drain.ours), goal: '<=1.4' },
  { name: 'startUpFullToEmpty', value: start.ours / start.theirs, goal: '<=1.2' },
].map(({ name, value, goal }) => ({ name, value: Math.round(value * 1_000) / 1_000, goal }));
say(JSON.stringify({ bench: 'queue', results }));
const reached = results.every(({ value, goal }) =>
  goal.startsWith('>=') ? value >= Number(goal.slice(2)) : value <= Number(goal.slice(2)),
);
process.exitCode = reached ? 0 : 1;
