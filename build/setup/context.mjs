// What every step of the set-up shares: places, pins, the npm client, hashes, and the way to say something.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const nodeModules = path.join(root, 'node_modules');
export const electronPackage = path.join(nodeModules, 'electron');
export const electronDist = path.join(electronPackage, 'dist');
export const nativeModule = path.join(nodeModules, 'better-sqlite3/build/Release/better_sqlite3.node');

/** The one place for the versions of the runtime and of the native module. */
export const pins = JSON.parse(fs.readFileSync(path.join(root, 'build/runtime-pins.json'), 'utf8'));

const executables = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };

/** Path of the executable inside `electronDist`; the electron package reads the same from its path.txt. */
export const electronName = executables[process.platform] ?? 'electron';
export const electronExecutable = path.join(electronDist, electronName);

/** Unpacked runtimes outlive node_modules, so that a new `npm ci` does not fetch 196 MB again. */
export const cacheFolder =
  process.env.DESK_CACHE || path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'huimin-desk');

/** A failure we foresaw: its message is shown alone, so it must say what to do. */
export class SetupError extends Error {}

export function say(line) {
  console.log(`[setup] ${line}`);
}

/** The file's text, or null when it cannot be read. */
export function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** The file's JSON, or null when it is missing or damaged. */
export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** SHA-256 of the file in hexadecimal, or null when it cannot be read. */
export function fileHash(file) {
  try {
    return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
  } catch {
    return null;
  }
}

/** Runs the npm that called us (`npm_execpath`), else the one on the PATH; returns true when it succeeded. */
export function npm(args, options = {}) {
  const caller = process.env.npm_execpath;
  const ownNpm = caller && path.basename(caller) === 'npm-cli.js';
  const isWindows = process.platform === 'win32';
  const [command, first] = ownNpm ? [process.execPath, [caller]] : [isWindows ? 'npm.cmd' : 'npm', []];
  const result = spawnSync(command, [...first, ...args], { cwd: root, stdio: 'inherit', shell: isWindows && !ownNpm, ...options });
  return result.status === 0;
}

/** True when something answers at the address within three seconds; what it answers does not matter here. */
export async function reachable(url) {
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(3000) });
    return true;
  } catch {
    return false;
  }
}
