import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Caller } from './caller/caller.ts';
import { StoryStay } from './caller/story-stay.ts';
import type { Verdict } from './referee.ts';
import { openSqlite } from './store/sqlite.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

let folder: string;
let child: ChildProcessWithoutNullStreams;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'centre-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function start(): Promise<{ url: string; controlUrl: string }> {
  child = spawn(process.execPath, ['--import', 'tsx', MAIN, '--data', join(folder, 'centre.sqlite')], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { listening, control } = JSON.parse(line) as { listening: string; control: string };
  return { url: listening, controlUrl: control };
}

async function referee(controlUrl: string): Promise<Verdict> {
  return (await (await fetch(`${controlUrl}/control/referee`)).json()) as Verdict;
}

test('what was answered survives a kill, also what was committed without an answer', { timeout: 30_000 }, async () => {
  const first = await start();
  const stay = await new StoryStay(new Caller(first.url), 'S01').untilDischarge();
  const fault = { infno: '2304', kind: 'lost-answer' };
  const headers = { 'content-type': 'application/json' };
  await fetch(`${first.controlUrl}/control/faults`, { method: 'POST', headers, body: JSON.stringify(fault) });
  await expect(stay.settle()).rejects.toThrow();
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  const second = await start();
  expect((await referee(second.controlUrl)).stays).toMatchObject([{ iptNo: stay.iptNo, state: { admission: 'once', settlement: 'once' } }]);
});

test('ends when its parent closes stdin', { timeout: 30_000 }, async () => {
  await start();
  const ended = once(child, 'exit');
  child.stdin.end();
  expect(await ended).toEqual([0, null]);
});

test('an existing store opens again with what it had', async () => {
  const file = join(folder, 'store.sqlite');
  const first = openSqlite(file);
  expect(await first.transaction((store) => store.next('stay'))).toBe(1);
  await first.close();
  const again = openSqlite(file);
  expect(await again.transaction((store) => store.next('stay'))).toBe(2);
  expect(await again.transaction((store) => store.get('PRAGMA synchronous'))).toEqual({ synchronous: 2 });
  await again.close();
});
