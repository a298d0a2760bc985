// Makes a fresh clone ready to run, and finds out within a second that a ready one is ready.
// Needs nothing but Node and npm: it runs before there are any dependencies, so it imports none.
import { SetupError, say } from './setup/context.mjs';
import { underLock } from './setup/lock.mjs';
import { ensureModules } from './setup/modules.mjs';
import { ensureNativeModule } from './setup/native-module.mjs';
import { ensureRuntime } from './setup/runtime.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';
import { verify } from './setup/verify.mjs';

const startedAt = Date.now();

async function setUp() {
  ensureModules();
  const source = await ensureRuntime();
  await ensureNativeModule();
  ensureSystemPackages();
  const versions = verify();
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  say(`ready in ${seconds} s: Electron ${versions.electron} (${source}), SQLite ${versions.sqlite}`);
}

try {
  await underLock('set-up', setUp);
} catch (error) {
  // What we foresaw is a sentence that says what to do; anything else is a mistake of ours and needs its stack.
  console.error(`[setup] failed: ${error instanceof SetupError ? error.message : error.stack}`);
  process.exit(1);
}
