// The program as it is handed out: release/linux-unpacked/huimin-desk.
import path from 'node:path';
import { root } from '../setup/context.mjs';
import { bundleIfChanged } from './bundle.mjs';
import { withDisplay } from './display.mjs';
import { runProgram, runTool, tools } from './tools.mjs';

const executable = path.join(root, 'release/linux-unpacked/huimin-desk');

/** Bundles, packs, and starts the result once; gives the exit code. */
export async function dist() {
  const built = await bundleIfChanged();
  if (built !== 0) return built;
  // Named on the command line: the builder does not look for this name by itself and would pack with its defaults, in silence.
  const config = path.join(root, 'build/electron-builder.config.cjs');
  const packed = await runTool(tools.electronBuilder, ['--config', config, '--linux', '--publish', 'never']);
  if (packed.code !== 0) return packed.code;
  const proof = await withDisplay(() => runProgram('test/build/packed-start.ts', [executable]));
  return proof.code;
}
