// The program as it is handed out: release/linux-unpacked.
import path from 'node:path';
import { root } from '../setup/context.mjs';
import { bundleIfChanged } from './bundle.mjs';
import { runTool, tools } from './tools.mjs';

export async function dist() {
  const built = await bundleIfChanged();
  if (built !== 0) return built;
  // Named on the command line: the builder does not look for this name by itself and would pack with its defaults, in silence.
  const config = path.join(root, 'build/electron-builder.config.cjs');
  const { code } = await runTool(tools.electronBuilder, ['--config', config, '--linux', '--publish', 'never']);
  return code;
}
