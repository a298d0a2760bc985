// Where the tools lie, and the two ways to run TypeScript.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { electronExecutable, nodeModules, root } from '../setup/context.mjs';
import { run } from './children.mjs';

/** Electron refuses to start its sandbox as root, as in containers; the program reads this and passes --no-sandbox. */
const sandbox = process.getuid?.() === 0 ? { DESK_NO_SANDBOX: '1' } : {};

export const tools = {
  biome: tool('@biomejs/biome', 'bin/biome'),
  depcruise: tool('dependency-cruiser', 'bin/dependency-cruise.mjs'),
  electronBuilder: tool('electron-builder', 'cli.js'),
  electronVite: tool('electron-vite', 'bin/electron-vite.js'),
  playwright: tool('@playwright/test', 'cli.js'),
  tsc: tool('typescript', 'bin/tsc'),
  vitest: tool('vitest', 'vitest.mjs'),
};

function tool(name, file) {
  return path.join(nodeModules, name, file);
}

/** A tool under the Node that runs us, in the checkout's top folder: the folders in its configuration count from there. */
export function runTool(file, args, options = {}) {
  return run(process.execPath, [file, ...args], { cwd: root, ...options, env: { ...sandbox, ...options.env } });
}

/** A program under the runtime that ships: the native module loads there and nowhere else. */
export function runInElectron(args, options = {}) {
  return run(electronExecutable, args, { cwd: root, ...options, env: { ...sandbox, ELECTRON_RUN_AS_NODE: '1', ...options.env } });
}

const tsx = pathToFileURL(path.join(nodeModules, 'tsx/dist/loader.mjs')).href;

/** A TypeScript program of ours (command line, stand-ins, demo, benches); `file` counts from the checkout's top folder. */
export function runProgram(file, args) {
  return runInElectron(['--import', tsx, path.resolve(root, file), ...args]);
}
