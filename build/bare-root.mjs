// What a newcomer meets: a fresh minimal Debian, Node, npm, a clone of the last commit, and one command.
// `npm run bare-root` runs `npm test` in there; `npm run bare-root -- npm start` another command. As root, on Debian.
// DESK_BARE_ROOT=<folder> keeps the system there for the next time; without it everything is deleted at the end.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { forwardSignals, run } from './run/children.mjs';
import { root } from './setup/context.mjs';

const suite = 'bookworm';
const home = '/root/huimin-desk';
const command = process.argv.length > 2 ? process.argv.slice(2) : ['npm', 'test'];

/** What makes the network work here: certificates, addresses, registries. Copied when present. */
const networkFiles = [
  '/etc/ssl/certs',
  '/usr/local/share/ca-certificates',
  '/usr/share/ca-certificates',
  '/etc/resolv.conf',
  '/etc/hosts',
  path.join(os.homedir(), '.npmrc'),
];
const networkVariables = /proxy|cert|ca_?info|ca_bundle|^npm_config_registry$|^ELECTRON_MIRROR$/i;

async function main() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new Error('the bare root needs root on Debian: it installs a system and enters it.');
  const kept = process.env.DESK_BARE_ROOT;
  const system = kept ? path.resolve(kept) : fs.mkdtempSync('/var/tmp/huimin-desk-bare-root-');
  try {
    await timed('fresh Debian', () => installDebian(system));
    await timed('Node, npm, network', () => copyIn(system));
    await timed('clone of the last commit', () => clone(system));
    return await timed(command.join(' '), () => enter(system));
  } finally {
    if (!kept) fs.rmSync(system, { recursive: true, force: true });
  }
}

async function timed(what, work) {
  const startedAt = Date.now();
  const result = await work();
  console.log(`[bare root] ${what}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  return result;
}

async function installDebian(system) {
  if (fs.existsSync(path.join(system, 'etc/debian_version'))) return;
  if (!fs.existsSync('/usr/sbin/debootstrap')) await must('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'debootstrap']);
  await must('debootstrap', ['--variant=minbase', suite, system]);
}

function copyIn(system) {
  const npm = path.join(fs.realpathSync(process.execPath), '../../lib/node_modules/npm');
  if (!fs.existsSync(npm)) throw new Error(`npm is not beside ${process.execPath}: start this with a Node that came with npm.`);
  copy(process.execPath, path.join(system, 'usr/local/bin/node'));
  copy(npm, path.join(system, 'usr/local/lib/node_modules/npm'));
  const link = path.join(system, 'usr/local/bin/npm');
  fs.rmSync(link, { force: true });
  fs.symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', link);
  for (const file of networkFiles.filter((name) => fs.existsSync(name))) copy(file, path.join(system, file));
}

function copy(from, to) {
  fs.cpSync(fs.realpathSync(from), to, { recursive: true, verbatimSymlinks: true });
}

async function clone(system) {
  fs.rmSync(path.join(system, home), { recursive: true, force: true });
  await must('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, path.join(system, home)]);
}

/** Own mounts and process numbers: when the command ends, both are gone, and so is whatever it left running. */
async function enter(system) {
  const script = 'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" sh -c \'cd "$0" && exec "$@"\' "$@"';
  const variables = Object.entries(process.env).filter(([name]) => networkVariables.test(name));
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', HOME: '/root', LANG: 'C.UTF-8', ...Object.fromEntries(variables) };
  const assignments = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const inside = ['unshare', '--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', script, system, home, ...command];
  const { code } = await run('env', ['-i', ...assignments, ...inside]);
  return code;
}

async function must(program, args) {
  const { code } = await run(program, args);
  if (code !== 0) throw new Error(`\`${[program, ...args].join(' ')}\` failed with exit code ${code}; its own message stands above.`);
}

forwardSignals();
try {
  const code = await main();
  process.exitCode ??= code;
} catch (error) {
  console.error(`[bare root] failed: ${error.message}`);
  process.exitCode = 1;
}
