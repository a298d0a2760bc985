// node_modules as the lock file says. Compared by content: a stamp would lie after a killed install or a hand-made change.
import path from 'node:path';
import { SetupError, nodeModules, npm, readJson, root, say } from './context.mjs';

/** Installs the dependencies when what is installed differs from the lock file. */
export function ensureModules() {
  const manifest = readJson(path.join(root, 'package.json'));
  const lock = readJson(path.join(root, 'package-lock.json'));
  if (!lock) throw new SetupError('package-lock.json is missing or damaged: get it back with `git checkout package-lock.json`.');
  const disagreement = manifestDifference(manifest, lock);
  if (disagreement) {
    throw new SetupError(
      `package.json and package-lock.json disagree about ${disagreement}: run \`npm install --package-lock-only\`, then this again.`,
    );
  }
  const reason = whyInstall(lock);
  if (!reason) return;
  say(`installing the dependencies (${reason})`);
  if (!npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'])) {
    throw new SetupError(
      '`npm ci` failed, its own message stands above. Without network: set up once where the npm registry (npm config get registry) answers.',
    );
  }
}

function whyInstall(lock) {
  const installed = readJson(path.join(nodeModules, '.package-lock.json'));
  if (!installed) return 'none are installed';
  const difference = lockDifference(lock.packages, installed.packages);
  if (difference) return `${difference} differs from package-lock.json`;
  const broken = directDependencies(lock).find((name) => !isPresent(name, lock));
  return broken ? `${broken} is damaged` : null;
}

function directDependencies(lock) {
  const own = lock.packages[''];
  return Object.keys({ ...own.dependencies, ...own.devDependencies });
}

/** npm's own list may survive a folder that was deleted by hand, so the packages we call are looked at themselves. */
function isPresent(name, lock) {
  return readJson(path.join(nodeModules, name, 'package.json'))?.version === lock.packages[`node_modules/${name}`]?.version;
}

/** First dependency that package.json and the lock file name differently, or null. */
export function manifestDifference(manifest, lock) {
  const own = lock.packages[''];
  for (const group of ['dependencies', 'devDependencies']) {
    const wanted = manifest[group] ?? {};
    const locked = own[group] ?? {};
    const name = Object.keys({ ...wanted, ...locked }).find((key) => wanted[key] !== locked[key]);
    if (name) return name;
  }
  return null;
}

/**
 * First path whose installed package is not the locked one, or null.
 * Optional packages may be missing: they belong to other systems.
 */
export function lockDifference(locked, installed) {
  for (const [where, entry] of Object.entries(locked)) {
    if (where === '') continue;
    const present = installed[where];
    if (!present && entry.optional) continue;
    if (!present || present.version !== entry.version || present.integrity !== entry.integrity) return where;
  }
  return Object.keys(installed).find((where) => !(where in locked)) ?? null;
}
