import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';
import { underLock } from '../../build/setup/lock.mjs';

const lockModule = path.resolve(import.meta.dirname, '../../build/setup/lock.mjs');

it('lets the second wait until the first is done', async () => {
  const order: string[] = [];
  const first = underLock('test-order', async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    order.push('first');
  });
  await underLock('test-order', async () => order.push('second'));
  await first;
  expect(order).toEqual(['first', 'second']);
});

it('is free again after a failure', async () => {
  const fail = async () => {
    throw new Error('no network');
  };
  await expect(underLock('test-failure', fail)).rejects.toThrow('no network');
  await expect(underLock('test-failure', async () => 'done')).resolves.toBe('done');
});

it('does not wait for a process that was killed', async () => {
  const program = `
    const { underLock } = await import(${JSON.stringify(lockModule)});
    await underLock('test-killed', async () => { console.log('holding'); await new Promise((resolve) => setTimeout(resolve, 60_000)); });
  `;
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  await expect(underLock('test-killed', async () => 'done')).resolves.toBe('done');
});
