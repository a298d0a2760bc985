// Shared libraries of Electron, the display for computers without one, Chinese type, and what the tests use: pdftotext, the reader service, PostgreSQL, strace.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { SetupError, electronExecutable, say } from './context.mjs';
import { missingFromLdd } from './library-packages.mjs';

const postgres = 'postgresql-15';
const postgresCommon = '/etc/postgresql-common';

/** Installs what is missing as root on Debian; elsewhere says the command, and stops when the program cannot run without it. */
export function ensureSystemPackages() {
  if (process.platform !== 'linux') return;
  const missing = missingPackages();
  const all = [...missing.needed, ...missing.wished];
  if (missing.unknown.length > 0) {
    throw new SetupError(
      `Electron needs ${missing.unknown.join(', ')}: install the package of your system that has it (Debian: apt-file search).`,
    );
  }
  if (all.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${all.join(' ')}`;
  if (process.getuid?.() === 0 && onPath('apt-get')) install(all, command);
  else if (missing.needed.length > 0) {
    throw new SetupError(
      `system packages are missing. Run \`sudo ${command}\` (on other systems: the packages of the same content), then this again.`,
    );
  } else say(`the tests and the Chinese type need more packages: sudo ${command}`);
}

/** `needed`: nothing starts without; `wished`: the tests, or the look of Chinese text. */
function missingPackages() {
  const { packages, unknown } = missingFromLdd(spawnSync('ldd', [electronExecutable], { encoding: 'utf8' }).stdout ?? '');
  const needed = [...packages];
  const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  if (!hasDisplay && !onPath('Xvfb')) needed.push('xvfb');
  const wished = [];
  if (!onPath('fc-list')) wished.push('fontconfig');
  if (!hasChineseType()) wished.push('fonts-noto-cjk');
  if (!onPath('pdftotext')) wished.push('poppler-utils');
  wished.push(...missingForCards(), ...missingForFaults(), ...missingForPrinting());
  return { needed, wished, unknown };
}

/** The tests of the card reader use the real reader service with the driver of a virtual reader, in a network of their own. */
function missingForCards() {
  const missing = [];
  if (!fs.existsSync('/usr/sbin/pcscd')) missing.push('pcscd');
  if (!fs.existsSync('/usr/lib/pcsc/drivers/serial/libifdvpcd.so')) missing.push('vsmartcard-vpcd');
  if (!onPath('ip') && !fs.existsSync('/usr/sbin/ip')) missing.push('iproute2');
  return missing;
}

/** The tests of printing use the real service with queues that print to a port. */
function missingForPrinting() {
  const missing = [];
  if (!fs.existsSync('/usr/sbin/cupsd')) missing.push('cups');
  if (!onPath('lpadmin') && !fs.existsSync('/usr/sbin/lpadmin')) missing.push('cups-client');
  if (!fs.existsSync('/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd')) missing.push('cups-filters');
  return missing;
}

/** The stand-in centre keeps its books in PostgreSQL too; the faults of a disk are played by strace and eatmydata. */
function missingForFaults() {
  const missing = [];
  const folders = fs.existsSync('/usr/lib/postgresql') ? fs.readdirSync('/usr/lib/postgresql') : [];
  const server = folders.some((version) => fs.existsSync(`/usr/lib/postgresql/${version}/bin/initdb`));
  if (!server && !onPath('initdb')) missing.push(postgres);
  for (const tool of ['strace', 'eatmydata']) if (!onPath(tool)) missing.push(tool);
  if (!onPath('mkfs.ext4') && !fs.existsSync('/usr/sbin/mkfs.ext4')) missing.push('e2fsprogs');
  return missing;
}

function onPath(program) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => fs.existsSync(path.join(folder, program)));
}

function hasChineseType() {
  return onPath('fc-list') && spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' }).stdout.trim() !== '';
}

function install(packages, command) {
  say(command);
  if (packages.includes(postgres)) wantNoCluster();
  // The list of packages may be missing or old, as in a fresh image: then it is fetched once and the installation repeated.
  const done =
    aptGet('install', '--no-install-recommends', ...packages) ||
    (aptGet('update') && aptGet('install', '--no-install-recommends', ...packages));
  if (!done)
    throw new SetupError(
      `apt-get could not install ${packages.join(', ')}: check the network and /etc/apt/sources.list, then run \`${command}\`.`,
    );
}

/** Debian would make and start a server of its own, which nobody here asks: the tests start theirs in a folder. Never changes a server that is there. */
function wantNoCluster() {
  if (fs.existsSync(postgresCommon)) return;
  fs.mkdirSync(postgresCommon, { recursive: true });
  fs.writeFileSync(path.join(postgresCommon, 'createcluster.conf'), 'create_main_cluster = false\n');
}

function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-y', '-qq', ...args], { stdio: 'inherit', env }).status === 0;
}
