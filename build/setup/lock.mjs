// Two terminals may start at once; the second waits, so that it never sees half of node_modules or half a bundle.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readText, root, say } from './context.mjs';

const checkout = createHash('sha256').update(root).digest('hex').slice(0, 12);

/** Runs `work` while nobody else does the work of that name in this checkout. */
export async function underLock(name, work) {
  // Outside the checkout: `npm ci` empties node_modules, and a lock in the tree would show up in git.
  const lockFile = path.join(os.tmpdir(), `huimin-desk-${name}-${os.userInfo().username}-${checkout}.lock`);
  await acquire(lockFile, name);
  try {
    return await work();
  } finally {
    fs.rmSync(lockFile, { force: true });
  }
}

async function acquire(lockFile, name) {
  for (let told = false; !tryAcquire(lockFile); await pause(200)) {
    if (!told) say(`waiting: another terminal is at the same (${name}) in this checkout`);
    told = true;
  }
}

function tryAcquire(lockFile) {
  // A set-up that was killed leaves its lock behind; its process number tells.
  const holder = readText(lockFile);
  if (holder !== null && !isAlive(Number(holder))) fs.rmSync(lockFile, { force: true });
  // Written beside and linked: whoever finds the lock also finds the number in it.
  const mine = `${lockFile}.${process.pid}`;
  fs.writeFileSync(mine, String(process.pid));
  try {
    fs.linkSync(mine, lockFile);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    fs.rmSync(mine);
  }
}

function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
