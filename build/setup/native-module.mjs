// better_sqlite3.node for this Electron. Judged by the hash of the file: electron-builder and `npm rebuild` replace it silently,
// and the replacement loads or crashes only later.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { SetupError, fileHash, nativeModule, nodeModules, pins, reachable, readJson, say } from './context.mjs';
import { npmRuntime } from './npm-runtime.mjs';

const packageFolder = path.join(nodeModules, 'better-sqlite3');
const recordFile = path.join(packageFolder, 'build/installed.json');

/** Puts the pinned native module in place. */
export async function ensureNativeModule() {
  const { version } = readJson(path.join(packageFolder, 'package.json'));
  if (version !== pins.betterSqlite3) {
    throw new SetupError(
      `better-sqlite3 is ${version} in package.json and ${pins.betterSqlite3} in build/runtime-pins.json: give both the same version.`,
    );
  }
  if (isInPlace()) return;
  say(`putting the native module of better-sqlite3 ${version} in place`);
  fs.mkdirSync(path.dirname(nativeModule), { recursive: true });
  if (!(await installOfficial())) await installFromNpm();
  fs.writeFileSync(recordFile, JSON.stringify(expected()));
}

function expected() {
  return { electron: pins.electron, betterSqlite3: pins.betterSqlite3, hash: fileHash(nativeModule) };
}

function isInPlace() {
  return fs.existsSync(nativeModule) && JSON.stringify(readJson(recordFile)) === JSON.stringify(expected());
}

/** The binary the better-sqlite3 project publishes for this Electron; false when it cannot be had. */
async function installOfficial() {
  const host = process.env.npm_config_better_sqlite3_binary_host;
  if (!(await reachable(host || 'https://github.com/'))) return false;
  const installer = createRequire(path.join(packageFolder, 'package.json')).resolve('prebuild-install/bin.js');
  const args = [installer, '--runtime', 'electron', '--target', pins.electron];
  fs.rmSync(nativeModule, { force: true });
  const { status } = spawnSync(process.execPath, args, { cwd: packageFolder, stdio: 'inherit', timeout: 120_000 });
  return status === 0 && fs.existsSync(nativeModule);
}

async function installFromNpm() {
  const { folder } = await npmRuntime();
  // Written beside and renamed: a running program keeps the file it has loaded.
  fs.copyFileSync(path.join(folder, 'better_sqlite3.node'), `${nativeModule}.next`);
  fs.renameSync(`${nativeModule}.next`, nativeModule);
}
