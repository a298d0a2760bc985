import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SignIn } from '../e2e/pages/sign-in.ts';
import { demoSettings, makeDeskFolder } from '../support/desk-folder.ts';
import { memoryOf, total } from './memory.ts';
import { startCold } from './started-program.ts';

// Cold start to a usable admission page, and memory, against a blank window of the same runtime, alternated in one run.
// The desk's time is that from the process's start to the sign-in page, plus that from the clerk's Enter to the admission page.
const ROUNDS = Number(process.argv[2] ?? 11);

interface Sample {
  readonly ms: number;
  readonly signInMs: number;
  readonly shares: ReadonlyMap<string, number>;
}

/** Both keep their profile from one start to the next, as on a desk that is switched on each morning. */
async function blankSample(folder: string): Promise<Sample> {
  const program = await startCold(['test/bench/blank-window.cjs', `--user-data-dir=${folder}`]);
  const ms = await program.until('usable blank');
  const shares = memoryOf(program.pid);
  await program.end();
  return { ms, signInMs: ms, shares };
}

async function deskSample(folder: string): Promise<Sample> {
  const program = await startCold(['.', `--data-dir=${folder}`]);
  const signInMs = await program.until('usable sign-in');
  await program.page.evaluate(() =>
    addEventListener('keydown', (event) => event.key === 'Enter' && performance.mark('pressed Enter'), { capture: true }),
  );
  await new SignIn(program.page).signIn('收费员甲', '1234');
  await program.page.waitForFunction(() => performance.getEntriesByName('usable admission').length > 0);
  const ms = signInMs + (await program.until('usable admission')) - (await program.until('pressed Enter'));
  const shares = memoryOf(program.pid);
  await program.end();
  return { ms, signInMs, shares };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const of = (samples: readonly Sample[], pick: (sample: Sample) => number): number => median(samples.map(pick));
const memory = ({ shares }: Sample): number => total(shares);

function report(desk: readonly Sample[], blank: readonly Sample[], databaseBytes: number): void {
  console.log(`rounds   ${desk.length}, alternated, medians`);
  console.log(
    `start    desk ${of(desk, ({ ms }) => ms).toFixed(0)} ms (sign-in page after ${of(desk, ({ signInMs }) => signInMs).toFixed(0)})   blank ${of(blank, ({ ms }) => ms).toFixed(0)} ms`,
  );
  console.log(`memory   desk ${of(desk, memory).toFixed(0)} MB   blank ${of(blank, memory).toFixed(0)} MB (PSS over all processes)`);
  const kinds = [...new Set([...desk, ...blank].flatMap(({ shares }) => [...shares.keys()]))].sort();
  for (const kind of kinds) {
    const share = (samples: readonly Sample[]) =>
      of(samples, ({ shares }) => shares.get(kind) ?? 0)
        .toFixed(1)
        .padStart(7);
    console.log(`  ${kind.padEnd(18)} desk ${share(desk)} MB   blank ${share(blank)} MB`);
  }
  console.log(`database ${(databaseBytes / 1_024).toFixed(0)} KB`);
  const ratio = (pick: (sample: Sample) => number) => Number((of(desk, pick) / of(blank, pick)).toFixed(2));
  const results = [
    { name: 'startToBlank', value: ratio(({ ms }) => ms), goal: '<=2.0' },
    { name: 'memoryToBlank', value: ratio(memory), goal: '<=1.6' },
  ];
  console.log(JSON.stringify({ bench: 'start', results }));
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'desk-bench-desk-'));
makeDeskFolder(folder, demoSettings({ centre: 'http://127.0.0.1:9', bank: 'http://127.0.0.1:9' }, 0));
const blankFolder = mkdtempSync(path.join(os.tmpdir(), 'desk-bench-blank-'));
await deskSample(folder); // makes the database and both profiles, and warms the file cache for both
await blankSample(blankFolder);
const desk: Sample[] = [];
const blank: Sample[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  blank.push(await blankSample(blankFolder));
  desk.push(await deskSample(folder));
}
report(desk, blank, statSync(path.join(folder, 'desk.sqlite')).size);
for (const each of [folder, blankFolder]) rmSync(each, { recursive: true, force: true });
process.exit(0);
