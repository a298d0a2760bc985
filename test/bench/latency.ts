/**
 * npm run bench:latency: how long a key takes to be seen while 10,000 messages drain, against the same page at rest, before and after, in one run.
 *
 * The real program in its window, its core and the stand-in centre in processes of their own. A clerk types a contact's name into an open admission;
 * a key counts from the browser's own time of the key until the frame that follows it was handed over. The last line is JSON.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { SignIn } from '../e2e/pages/sign-in.ts';
import { writeAdmissionOrder } from '../his/writer.ts';
import { demoSettings, makeDeskFolder, putCard } from '../support/desk-folder.ts';
import { startStandins } from '../support/standin-processes.ts';
import { offsetTo } from '../support/story-clock.ts';
import { prepareCentre } from './queue/drain.ts';
import { queueAll, seedQueue } from './queue/seed.ts';
import { startCold } from './started-program.ts';

const MESSAGES = Number(process.argv[2] ?? 10_000);
const AT_REST_KEYS = Number(process.argv[3] ?? 600);
const BETWEEN_KEYS_MS = 45;
const LONGEST_DRAIN_MS = 600_000;
const KEYS = [...'zhangsanlisi'];

const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-latency-'));
const data = path.join(folder, 'desk');
const file = path.join(data, 'desk.sqlite');
const clockOffsetMs = offsetTo('2023-06-13 10:00');

/** What each key took, in ms. */
async function typeWhile(page: Page, field: Locator, goesOn: (keys: number) => boolean): Promise<readonly number[]> {
  await field.fill('');
  await field.focus();
  await page.evaluate(() => Object.assign(globalThis, { keyTimes: [] }));
  for (let n = 0; goesOn(n); n += 1) {
    await page.keyboard.press(n % (2 * KEYS.length) < KEYS.length ? (KEYS[n % KEYS.length] ?? 'a') : 'Backspace');
    await delay(BETWEEN_KEYS_MS);
  }
  return page.evaluate(() => (globalThis as unknown as { keyTimes: number[] }).keyTimes);
}

/** As text: a compiled function would bring helpers along that the page does not have. */
const LISTEN = `addEventListener('keydown', ({ timeStamp }) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => globalThis.keyTimes.push(performance.now() - timeStamp); // after the frame was painted
  port2.postMessage(null);
}), { capture: true })`;

const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN;

function tell(name: string, values: readonly number[]): void {
  const [p50, p99, most] = [0.5, 0.99, 1].map((part) => quantile(values, part).toFixed(1));
  console.log(`${name.padEnd(10)} ${String(values.length).padStart(5)} keys   p50 ${p50} ms   p99 ${p99} ms   most ${most} ms`);
}

const standins = await startStandins({ clockOffsetMs, folder });
makeDeskFolder(data, demoSettings({ centre: standins.centre.url, bank: standins.bank.url }, clockOffsetMs));
seedQueue(file, MESSAGES, { ...(await prepareCentre(standins.centre)), shared: true });
writeAdmissionOrder(path.join(data, 'his'), 'S04');
putCard(data, '示例戊');
const program = await startCold(['.', `--data-dir=${data}`]);
try {
  const { page } = program;
  const frame = await new SignIn(page).signIn('班组长乙', '5678');
  await frame.openAdmission();
  await frame.press('F2');
  const field = page.getByRole('textbox', { name: '联系人', exact: true });
  await expect(field).toBeVisible({ timeout: 30_000 });
  await page.evaluate(LISTEN);
  await typeWhile(page, field, (keys) => keys < 60); // warms up
  const before = await typeWhile(page, field, (keys) => keys < AT_REST_KEYS);
  tell('at rest', before);

  queueAll(file);
  const db = new Database(file, { readonly: true });
  const left = db.prepare(`SELECT count(*) FROM act WHERE kind = 'discharge' AND state <> 'acknowledged'`).pluck();
  const began = performance.now();
  let [drained, looked] = [false, began];
  const draining = await typeWhile(page, field, () => {
    if (performance.now() - looked > 1_000) {
      looked = performance.now();
      drained = left.get() === 0;
    }
    return !drained && performance.now() - began < LONGEST_DRAIN_MS;
  });
  const seconds = (performance.now() - began) / 1_000;
  tell('draining', draining);
  console.log(`${MESSAGES} messages in ${seconds.toFixed(1)} s, ${left.get()} left`);
  if (!drained) throw new Error('the queue did not drain');

  const after = await typeWhile(page, field, (keys) => keys < AT_REST_KEYS);
  tell('at rest', after);
  const rest = [...before, ...after];
  const value = Math.round((quantile(draining, 0.99) / quantile(rest, 0.99)) * 100) / 100;
  console.log(
    `load ${os
      .loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}, ${os.availableParallelism()} processors`,
  );
  console.log(JSON.stringify({ bench: 'latency', results: [{ name: 'drainingToRestP99', value, goal: '<=2.0' }] }));
  process.exitCode = value <= 2 ? 0 : 1;
} finally {
  await program.end();
  await standins.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
