import { parseArgs } from 'node:util';
import { arm, FAULT_CASES, type FaultCase, MORE_FAULT_CASES } from '../electron/core/line/fault-cases.ts';
import { playS01 } from '../electron/core/line/play-stay.ts';

// S01 with one act going wrong, over every act and every way, also those that `npm test` leaves out, and every pair of two acts:
//   node build/run.mjs node test/faults/line-faults.ts [--pairs 20] [--seed 1] [--at-once 4] [--only TEXT]
const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '4' },
    only: { type: 'string', default: '' },
  },
});

/** The same numbers for the same seed, each in [0, 1). */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed >>> 0; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

const all: readonly FaultCase[] = [...FAULT_CASES, ...MORE_FAULT_CASES];
const dice = numbers(Number(values.seed));
const any = (): FaultCase => all[Math.floor((dice.next().value as number) * all.length)] as FaultCase;
const plays: readonly (readonly FaultCase[])[] = [
  ...all.map((one) => [one]),
  ...Array.from({ length: Number(values.pairs) }, () => [any(), any()]),
];

let failed = 0;
const named = plays
  .map((play) => ({ play, name: play.map((one) => one.name).join(' + ') }))
  .filter(({ name }) => name.includes(values.only));
const queue = named.values();
await Promise.all(
  Array.from({ length: Number(values['at-once']) }, async () => {
    for (const { play, name } of queue) {
      try {
        await playS01({}, (desk) => {
          for (const one of play) arm(desk, one);
        });
        console.log(`ok     ${name}`);
      } catch (error) {
        failed += 1;
        console.log(`FAILED ${name}\n       ${String(error instanceof Error ? error.stack : error).slice(0, 6_000)}`);
      }
    }
  }),
);
console.log(`line-faults: ${named.length - failed} of ${named.length} settled once and to the fen`);
process.exitCode = failed > 0 ? 1 : 0;
