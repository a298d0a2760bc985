// The bundled program in out/, made again only when its sources changed.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../setup/context.mjs';
import { underLock } from '../setup/lock.mjs';
import { sourceHash } from './source-hash.mjs';
import { runTool, tools } from './tools.mjs';

export const bundlerConfig = path.join(root, 'build/electron.vite.config.ts');

const sources = ['electron', 'renderer', 'shared', 'build/electron.vite.config.ts', 'build/runtime-pins.json', 'package-lock.json'];
const recordFile = path.join(root, 'out/sources.sha256');

/** Bundles when out/ does not come from the present sources; gives the exit code. */
export function bundleIfChanged() {
  return underLock('bundle', async () => {
    const isCurrent = readRecord() === sourceHash(root, sources);
    return isCurrent ? 0 : bundleNow();
  });
}

/** Bundles in any case; gives the exit code. */
export function bundle() {
  return underLock('bundle', bundleNow);
}

/** Says that out/ is nobody's bundle any more: the development server writes there, too. */
export function forgetBundle() {
  fs.rmSync(recordFile, { force: true });
}

async function bundleNow() {
  // Taken before: a file saved while the bundler runs must lead to another run.
  const hash = sourceHash(root, sources);
  forgetBundle();
  const { code } = await runTool(tools.electronVite, ['build', '--config', bundlerConfig]);
  if (code === 0) fs.writeFileSync(recordFile, hash);
  return code;
}

function readRecord() {
  return fs.existsSync(recordFile) ? fs.readFileSync(recordFile, 'utf8') : null;
}
