/**
 * npm run bench:reader: what the card reader costs, against the real reader service with a virtual card. Needs root (namespaces).
 * The card answers at once, or after an invented 15 ms per command, as chips do. The last line is JSON. `--quick`: fewer readings.
 */
import { readFileSync } from 'node:fs';
import { type CardHolder, cardHolders, cardImage } from '../his/cards.ts';
import { startVirtualReader } from '../support/virtual-reader.ts';
import { startDeskReader } from './desk-reader.ts';

const quick = process.argv.includes('--quick');
const READS = quick ? 200 : 5_000;
const WARM = 200;
const CHIP_DELAY_MS = 15;
const SLOW_READS = 30;
const CHANGES = quick ? 5 : 30;

const say = (line: string) => process.stdout.write(`${line}\n`);
const round = (value: number) => Math.round(value * 100) / 100;
const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b);
const at = (values: readonly number[], share: number) => round(sorted(values)[Math.floor((values.length - 1) * share)] ?? Number.NaN);
const figures = (values: readonly number[]) => ({ median: at(values, 0.5), p95: at(values, 0.95), most: at(values, 1) });
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const [first, second] = cardHolders() as [CardHolder, CardHolder];
const virtual = await startVirtualReader();
const desk = await startDeskReader(virtual);

async function read(holder: CardHolder): Promise<number> {
  const startedAt = performance.now();
  const person = await desk.read();
  const tookMs = performance.now() - startedAt;
  if (!person.startsWith(`${holder.name} `)) throw new Error(`wrong outcome: ${person}`);
  return tookMs;
}

async function times(count: number, holder: CardHolder): Promise<readonly number[]> {
  const all: number[] = [];
  for (let time = 0; time < count; time += 1) all.push(await read(holder));
  return all;
}

/** Memory of the devices process, MiB. */
function memory(): number {
  const text = readFileSync(`/proc/${desk.processes.at(-1)?.pid}/status`, 'utf8');
  return round(Number(/VmRSS:\s+(\d+)/.exec(text)?.[1]) / 1_024);
}

/** From the card's coming or going to the core's hearing of it. */
async function eventAfter(act: () => Promise<void>): Promise<number> {
  const before = desk.events.length;
  const startedAt = performance.now();
  await act();
  while (desk.events.length === before) await pause(2);
  return performance.now() - startedAt;
}

await desk.read(); // loads the native module; there is no card
await virtual.insert({ image: cardImage(first) });
const firstReadMs = round(await read(first));
const readMs = figures(await times(WARM, first));
const memoryBefore = memory();
const manyMs = figures(await times(READS, first));
const memoryAfter = memory();
say(`read: ${readMs.median} ms median, ${readMs.p95} ms p95; the first one ${firstReadMs} ms (the card was put in just then)`);
say(`${READS} readings: ${manyMs.median} ms median, memory ${memoryBefore} → ${memoryAfter} MiB`);

await virtual.insert({ image: cardImage(second), delayMs: CHIP_DELAY_MS });
await read(second);
const chipMs = figures(await times(SLOW_READS, second));
say(`read of a chip with ${CHIP_DELAY_MS} ms per command: ${chipMs.median} ms median, ${chipMs.p95} ms p95`);

await eventAfter(() => virtual.pull());
const insertedMs: number[] = [];
const removedMs: number[] = [];
for (let time = 0; time < CHANGES; time += 1) {
  await pause(Math.random() * 400); // anywhere in the service's own pause between two looks
  insertedMs.push(await eventAfter(() => virtual.insert({ image: cardImage(first) })));
  await pause(Math.random() * 400);
  removedMs.push(await eventAfter(() => virtual.pull()));
}
const events = { inserted: figures(insertedMs), removed: figures(removedMs) };
say(`card in → event: ${events.inserted.median} ms median, ${events.inserted.p95} ms p95; card out: ${events.removed.median} ms median`);

await virtual.insert({ image: cardImage(first), mishap: { at: 5, kind: 'mute' } });
const hungAt = performance.now();
const { code } = await desk.fault();
const hungMs = round(performance.now() - hungAt);
await desk.ready();
const replacedMs = round(performance.now() - hungAt - hungMs);
say(`a silent card: ${code} after ${hungMs} ms, its process replaced ${replacedMs} ms later (from sources)`);

desk.stop();
await virtual.stop();
const memoryMib = { before: memoryBefore, after: memoryAfter, grew: round(memoryAfter - memoryBefore) };
say(JSON.stringify({ readMs, manyMs, reads: READS, chipMs, chipDelayMs: CHIP_DELAY_MS, events, hungMs, replacedMs, memoryMib }));
process.exit(0);
