// The proof that all parts fit: the program's own runtime opens a database.
import { spawnSync } from 'node:child_process';
import { SetupError, electronExecutable, pins, root } from './context.mjs';

const question = `
  const Database = require('better-sqlite3');
  const sqlite = new Database(':memory:').prepare('select sqlite_version()').pluck().get();
  console.log(JSON.stringify({ electron: process.versions.electron, abi: process.versions.modules, sqlite }));
`;

/** Versions that really run; throws when they are not the pinned ones or nothing runs. */
export function verify() {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { status, signal, stdout, stderr } = spawnSync(electronExecutable, ['-e', question], { cwd: root, encoding: 'utf8', env });
  if (status !== 0) {
    throw new SetupError(
      `Electron does not open a database (${signal ?? `exit ${status}`}): ${stderr.trim()}\nDelete node_modules and run this again.`,
    );
  }
  const versions = JSON.parse(stdout);
  if (versions.electron !== pins.electron || versions.abi !== pins.abi) {
    throw new SetupError(
      `Electron ${versions.electron} (ABI ${versions.abi}) runs where build/runtime-pins.json says ${pins.electron} (${pins.abi}): delete node_modules/electron/dist and run this again.`,
    );
  }
  return versions;
}
