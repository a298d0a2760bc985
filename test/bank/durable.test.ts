import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BankCaller } from './caller.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const LOCK = {
  requestKey: 'key-lock-1',
  certNo: '210204198205029918',
  name: '示例戊',
  hospital: 'H21020200001',
  stayNo: 'ZY20230602001',
  amount: '3600.00',
};

let folder: string;
let child: ChildProcessWithoutNullStreams;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bank-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function start(): Promise<BankCaller> {
  const options = ['--data', join(folder, 'bank.sqlite'), '--behaviour', '{"lateVisibilityMs":0}'];
  child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...options], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return new BankCaller((JSON.parse(line) as { listening: string }).listening);
}

test('a lock survives a kill, and its key still gives the recorded answer', { timeout: 30_000 }, async () => {
  const { body: held } = await (await start()).post('lock', LOCK);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  const caller = await start();
  expect((await caller.lookUp('key-lock-1')).body).toEqual(held);
  expect((await caller.post('lock', LOCK)).body).toEqual(held);
});

test('ends on SIGTERM', { timeout: 30_000 }, async () => {
  await start();
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
