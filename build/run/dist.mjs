// The program as it is handed out: release/linux-unpacked/huimin-desk.
import path from 'node:path';
import { root } from '../setup/context.mjs';
import { bundleIfChanged } from './bundle.mjs';
import { startPacked } from './packed-start.mjs';
import { runTool, tools } from './tools.mjs';

const executable = path.join(root, 'release/linux-unpacked/huimin-desk');

/** Bundles, packs, and starts the result once; gives the exit code. */
export async function dist() {
  const built = await bundleIfChanged();
  if (built !== 0) return built;
  // Named on the command line: the builder does not look for this name by itself and would pack with its defaults, in silence.
  const config = path.join(root, 'build/electron-builder.config.cjs');
  const { code } = await runTool(tools.electronBuilder, ['--config', config, '--linux', '--publish', 'never']);
  return code === 0 ? proveStart() : code;
}

async function proveStart() {
  try {
    const seconds = await startPacked(executable);
    console.log(`${path.relative(root, executable)} starts: ready to sign in after ${seconds.toFixed(1)} s`);
    return 0;
  } catch (error) {
    console.error(`the packed program does not start: ${error.message}`);
    return 1;
  }
}
