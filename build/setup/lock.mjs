// Two terminals may start at once; the second waits, so that it never sees half of node_modules.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readText, root, say } from './context.mjs';

// Outside the checkout: `npm ci` empties node_modules, and a lock in the tree would show up in git.
const lockFile = path.join(os.tmpdir(), `huimin-desk-setup-${createHash('sha256').update(root).digest('hex').slice(0, 12)}.lock`);

/** Runs `work` while no other set-up of this checkout runs. */
export async function underLock(work) {
  await acquire();
  try {
    return await work();
  } finally {
    fs.rmSync(lockFile, { force: true });
  }
}

async function acquire() {
  for (let told = false; !tryAcquire(); await pause(200)) {
    if (!told) say('another set-up of this checkout is running, waiting for it');
    told = true;
  }
}

function tryAcquire() {
  try {
    fs.writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    // A set-up that was killed leaves its file behind; its process number tells.
    if (!isAlive(Number(readText(lockFile)))) fs.rmSync(lockFile, { force: true });
    return false;
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
