import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const DEBIAN = '/usr/lib/postgresql';
const NOBODY = 65534;
const USER = 'app';

/** A PostgreSQL of our own in a folder of its own, reached by a socket there and by no network. */
export interface PostgresServer {
  /** For `--postgres` and for a driver. */
  readonly address: string;
  /** SIGKILL to the server and to all of its processes, as the system does when memory is short. */
  kill(): Promise<void>;
  /** Starts it again on the same folder; it repairs itself from its log. */
  start(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/** Where the server's programs lie, or null; Debian keeps them off the PATH. */
export function postgresPrograms(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort() : [];
  const places = [...versions.map((version) => path.join(DEBIAN, version, 'bin')), ...(process.env['PATH'] ?? '').split(path.delimiter)];
  return places.find((place) => existsSync(path.join(place, 'initdb')) && existsSync(path.join(place, 'postgres'))) ?? null;
}

/** Makes and starts one. Commits go to the disk; only the making of the empty folder does not wait for it. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = postgresPrograms();
  if (programs === null) throw new Error('PostgreSQL is not installed: run `npm run setup` as root, or install postgresql-15');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pg-'));
  if (isRoot()) chownSync(folder, NOBODY, NOBODY);
  chmodSync(folder, 0o755);
  const data = path.join(folder, 'data');
  const initdb = [path.join(programs, 'initdb'), '-D', data, '-A', 'trust', '-U', USER, '-E', 'UTF8', '--locale=C', '-N'];
  await promisify(execFile)(...asOrdinaryUser(initdb), { cwd: folder });
  const server = new Server(folder, [path.join(programs, 'postgres'), '-D', data, '-c', 'listen_addresses=', '-k', folder]);
  await server.start();
  return server;
}

class Server implements PostgresServer {
  readonly address: string;
  readonly #folder: string;
  readonly #command: readonly string[];
  #child: ChildProcess | undefined;

  constructor(folder: string, command: readonly string[]) {
    this.#folder = folder;
    this.#command = command;
    this.address = `postgresql://${USER}@localhost/postgres?host=${encodeURIComponent(folder)}`;
  }

  async start(): Promise<void> {
    // Right after a death the last of the dead may still hold its memory: then the new one ends at once and is started again.
    for (let attempt = 1; attempt <= 50; attempt += 1) {
      const [program, args] = asOrdinaryUser(this.#command);
      const child = spawn(program, args, { cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] });
      this.#child = child;
      let words = '';
      child.stderr.on('data', (chunk) => {
        words = `${words}${chunk}`.slice(-2_000);
      });
      if (await this.#answers(child)) return;
      if (attempt === 50) throw new Error(`PostgreSQL does not start: ${words}`);
      await delay(100);
    }
  }

  /** True when it takes connections, false when it has ended. */
  async #answers(child: ChildProcess): Promise<boolean> {
    while (child.exitCode === null && child.signalCode === null) {
      const client = new pg.Client({ connectionString: this.address });
      client.on('error', () => undefined);
      const connected = await client.connect().then(
        () => true,
        () => false,
      );
      await client.end().catch(() => undefined);
      if (connected) return true;
      await delay(20);
    }
    return false;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const family = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    for (const pid of family) killQuietly(pid);
    await ended;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGINT'); // "fast": cuts the connections
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** PostgreSQL refuses to run as root. It ends with whoever started it, however that one ends. */
function asOrdinaryUser(command: readonly string[]): [string, string[]] {
  const user = isRoot() ? [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : [];
  return ['setpriv', [...user, '--pdeathsig=KILL', ...command]];
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
