/**
 * npm run faults:power: what the desk acknowledged is still there after a power cut.
 *
 * A file system in a loop file; the writer is stopped, the loop file is copied as it lies there, which is all that a disk would
 * have after a cut; the copy is mounted and read. Then the same with fsync switched off, which must lose something: else this proves nothing.
 * Needs Linux and root. Last line: JSON.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const WRITER = path.join(import.meta.dirname, 'power-writer.ts');

interface Cut {
  readonly acknowledged: number;
  readonly lost: number;
  readonly whole: boolean;
}

function run(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** Tools that a bare Debian has not. */
function demandTools(): void {
  const missing = ['mkfs.ext4', 'mount', 'eatmydata'].filter((tool) => spawnSync('which', [tool]).status !== 0);
  if (process.getuid?.() !== 0) throw new Error('faults:power mounts file systems: run it as root');
  if (missing.length === 0) return;
  console.log(`installing ${missing.join(', ')} from Debian: the cuts need them`);
  run('apt-get', 'update', '-q');
  run('apt-get', 'install', '-y', '-q', '--no-install-recommends', 'e2fsprogs', 'mount', 'eatmydata');
}

/** One cut after so long; `careless` writes with fsync switched off. */
async function cut(afterMs: number, careless: boolean): Promise<Cut> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'power-'));
  const [image, copy, disk, seen] = ['disk.img', 'copy.img', 'disk', 'seen'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  for (const place of [disk, seen]) mkdirSync(place);
  run('truncate', '-s', '96M', image);
  run('mkfs.ext4', '-q', '-F', image);
  run('mount', '-o', 'loop', image, disk);
  let writer: ChildProcess | undefined;
  try {
    const command = [process.execPath, '--import', 'tsx', WRITER, path.join(disk, 'desk.sqlite')];
    const [program = '', ...args] = careless ? ['eatmydata', ...command] : command;
    writer = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
    const keys: string[] = [];
    const lines = createInterface({ input: writer.stdout as NodeJS.ReadableStream });
    lines.on('line', (key) => keys.push(key));
    await once(lines, 'line');
    await delay(afterMs);
    writer.kill('SIGSTOP');
    await delay(20);
    const acknowledged = [...keys]; // read before the copy is made: whatever comes later proves nothing
    run('cp', '--sparse=always', image, copy);
    run('mount', '-o', 'loop', copy, seen);
    const found = read(path.join(seen, 'desk.sqlite'));
    run('umount', seen);
    const there = new Set(found.keys);
    return { acknowledged: acknowledged.length, lost: acknowledged.filter((key) => !there.has(key)).length, whole: found.whole };
  } finally {
    if (writer?.exitCode === null) {
      writer.kill('SIGKILL');
      await once(writer, 'exit');
    }
    for (const place of [seen, disk]) spawnSync('umount', [place]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that is not there, or that cannot be opened, holds nothing. */
function read(file: string): { readonly keys: readonly string[]; readonly whole: boolean } {
  if (!existsSync(file)) return { keys: [], whole: false };
  const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', WRITER, file, 'read'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  if (status !== 0) return { keys: [], whole: false };
  const { whole, keys } = JSON.parse(stdout) as { whole: string; keys: string[] };
  return { keys, whole: whole === 'ok' };
}

const { values } = parseArgs({ options: { cuts: { type: 'string', default: '50' }, controls: { type: 'string', default: '5' } } });
demandTools();

async function series(
  count: number,
  careless: boolean,
): Promise<{ readonly cuts: number; readonly acknowledged: number; readonly lost: number; readonly broken: number }> {
  const cuts: Cut[] = [];
  for (let n = 0; n < count; n += 1) cuts.push(await cut(150 + ((n * 37) % 400), careless));
  const sum = (pick: (one: Cut) => number): number => cuts.reduce((total, one) => total + pick(one), 0);
  return {
    cuts: count,
    acknowledged: sum((one) => one.acknowledged),
    lost: sum((one) => one.lost),
    broken: sum((one) => (one.whole ? 0 : 1)),
  };
}

const real = await series(Number(values.cuts), false);
console.log(
  `the desk's own way: ${real.cuts} cuts, ${real.acknowledged} rows acknowledged, ${real.lost} lost, ${real.broken} files broken`,
);
const control = await series(Number(values.controls), true);
console.log(`fsync switched off: ${control.cuts} cuts, ${control.acknowledged} rows acknowledged, ${control.lost} lost`);
console.log(
  JSON.stringify({ cuts: real.cuts, acknowledged: real.acknowledged, lost: real.lost, broken: real.broken, controlLost: control.lost }),
);
process.exitCode = real.lost === 0 && real.broken === 0 && real.acknowledged > 0 && control.lost > 0 ? 0 : 1;
