import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CardSpec } from './virtual-reader-card.ts';
import type { Order } from './virtual-reader-process.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const TSX = pathToFileURL(path.join(ROOT, 'node_modules/tsx/dist/loader.mjs')).href;

/** The service's socket is compiled in and the driver listens on every address: both get a place where nobody else is. */
const ENTER = `mkdir -p /run/pcscd && mount -t tmpfs none /run/pcscd && ip link set lo up &&
ip route change local 127.0.0.1 dev lo table local proto kernel scope host src 127.0.0.1 quickack 1 && exec "$@"`;

/** A reader service of its own, with one virtual reader in it, and programs that see no other. */
export interface VirtualReader {
  insert(card: CardSpec): Promise<void>;
  pull(): Promise<void>;
  stopService(): Promise<void>;
  /** `readers: false`: the service runs, but no reader is plugged in. */
  startService(options?: { readonly readers: boolean }): Promise<void>;
  /** A TypeScript program of ours under the shipped runtime that sees this reader, with a line to us. */
  fork(file: string): ChildProcess;
  /** A program that starts another one where it sees this reader, and the network of everybody: give it in place of the other one. */
  wrap(program: string): string;
  stop(): Promise<void>;
}

/** Needs root, for namespaces, and Debian's pcscd and vsmartcard-vpcd. Throws a sentence when one of them is missing. */
export async function startVirtualReader(): Promise<VirtualReader> {
  const missing = whatIsMissing();
  if (missing !== undefined) throw new Error(`The tests of the card reader use the real reader service: ${missing}.`);
  const child = run('unshare', ['-n', '-m', 'sh', '-c', ENTER, 'sh'], 'test/support/virtual-reader-process.ts');
  const waiting = new Map<number, () => void>();
  let nextId = 1;
  child.on('message', ({ id }: { id: number }) => waiting.get(id)?.());
  await new Promise<void>((resolve, reject) => {
    waiting.set(0, resolve);
    child.once('exit', (code) => reject(new Error(`The virtual card reader did not start (exit ${code}): namespaces need root.`)));
  });
  const order = async (what: Order): Promise<void> => {
    const id = nextId++;
    await new Promise<void>((resolve) => {
      waiting.set(id, resolve);
      child.send({ id, order: what });
    });
  };
  await order({ kind: 'start-service', readers: true });
  let wrapper: string | undefined;
  return {
    insert: (card) => order({ kind: 'insert', card }),
    pull: () => order({ kind: 'pull' }),
    stopService: () => order({ kind: 'stop-service' }),
    startService: ({ readers } = { readers: true }) => order({ kind: 'start-service', readers }),
    fork: (file) => run('nsenter', [`--target=${child.pid}`, '--net', '--mount', `--wd=${ROOT}`], file),
    wrap: (program) => {
      wrapper ??= mkdtempSync(path.join(os.tmpdir(), 'reader-wrapper-'));
      const file = path.join(wrapper, 'program');
      writeFileSync(file, `#!/bin/sh\nexec nsenter --target=${child.pid} --mount --wd=${ROOT} "${program}" "$@"\n`, { mode: 0o755 });
      return file;
    },
    stop: () =>
      new Promise((resolve) => {
        if (wrapper !== undefined) rmSync(wrapper, { recursive: true, force: true });
        child.once('exit', () => resolve());
        child.disconnect();
      }),
  };
}

function run(command: string, args: readonly string[], file: string): ChildProcess {
  const program = [process.execPath, '--import', TSX, path.join(ROOT, file)];
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' };
  return spawn(command, [...args, ...program], { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

function whatIsMissing(): string | undefined {
  if (process.platform !== 'linux') return 'they run on Linux only';
  if (process.getuid?.() !== 0) return 'they need root, for a network and a file system of their own';
  if (!existsSync('/usr/sbin/pcscd') || !existsSync('/usr/lib/pcsc/drivers/serial/libifdvpcd.so')) {
    return 'install it with `apt-get install --no-install-recommends pcscd vsmartcard-vpcd` (the set-up does it as root)';
  }
  if (!['/sbin/ip', '/usr/sbin/ip', '/bin/ip', '/usr/bin/ip'].some((file) => existsSync(file))) return 'install iproute2';
  return undefined;
}
