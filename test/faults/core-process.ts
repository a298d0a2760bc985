import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Channel, Reply } from '../../shared/contract/define-channel.ts';
import { AppError } from '../../shared/errors/app-error.ts';

/** sysexits.h, EX_IOERR: how a core ends whose disk failed. */
const EXIT_DISK = 74;
const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The core died under this request: nobody knows whether it was carried out. */
export class CoreGone extends Error {}

export interface CoreProcessOptions {
  readonly folder: string;
  readonly mistake: string;
  /** Put before the program in its nth life, from 0: strace with its faults, or nothing. */
  readonly wrapper?: (life: number) => readonly string[];
}

/** Where the next life of the core ends by itself; undefined: not by itself. */
export interface DeathAtWrite {
  readonly write: number;
  readonly when: 'before' | 'after';
}

interface Life {
  readonly child: ChildProcess;
  readonly exited: Promise<unknown>;
  readonly open: Map<number, { resolve: (reply: Reply) => void; reject: (error: Error) => void }>;
  dead: boolean;
}

/** The core as a process of its own: asked like a page asks it, killed and started again on the same data folder. */
export class CoreProcess {
  readonly #options: CoreProcessOptions;
  #life: Life | undefined;
  #starting: Promise<Life> | undefined;
  #offsetMs: number;
  #nextId = 1;
  #nextDeath: DeathAtWrite | undefined;
  kills = 0;
  /** Lives that ended because the disk failed. */
  diskFailures = 0;
  /** Steps that were refused because the disk was full, a clerk's and those of the desk's own jobs. */
  refusedByFullDisk = 0;
  /** Failures that the core itself called bugs. */
  readonly bugs: string[] = [];

  constructor(options: CoreProcessOptions, clockOffsetMs: number) {
    this.#options = options;
    this.#offsetMs = clockOffsetMs;
  }

  /** Asks one channel; starts the core first where there is none. Throws the desk's own AppError, or CoreGone. */
  async call<Request extends z.ZodType, Response extends z.ZodType>(
    channel: Channel<Request, Response>,
    request: z.input<Request>,
  ): Promise<z.output<Response>> {
    const life = await this.#alive();
    const id = this.#nextId++;
    const reply = await new Promise<Reply>((resolve, reject) => {
      life.open.set(id, { resolve, reject });
      life.child.stdin?.write(`${JSON.stringify({ id, channel: channel.name, request })}\n`);
    });
    if (!reply.ok) throw new AppError(reply.error.kind, reply.error.code, reply.error.message, reply.error.details);
    return z.decode(channel.response, reply.value as never) as never;
  }

  setClock(offsetMs: number): void {
    this.#offsetMs = offsetMs;
    this.#life?.child.stdin?.write(`${JSON.stringify({ clockOffsetMs: offsetMs })}\n`);
  }

  /** The life after the next start ends at this write. */
  dieNext(death: DeathAtWrite): void {
    this.#nextDeath = death;
  }

  /** kill -9, now; the next call starts another. */
  async kill(): Promise<void> {
    const life = this.#life;
    if (life === undefined) return;
    life.child.kill('SIGKILL');
    await life.exited;
  }

  async start(): Promise<void> {
    await this.#alive();
  }

  async stop(): Promise<void> {
    await this.#starting?.catch(() => undefined);
    await this.kill();
  }

  #alive(): Promise<Life> {
    if (this.#life !== undefined) return Promise.resolve(this.#life);
    this.#starting ??= this.#spawn().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async #spawn(): Promise<Life> {
    const { folder, mistake, wrapper } = this.#options;
    const death = this.#nextDeath;
    this.#nextDeath = undefined;
    const [program = '', ...args] = [
      ...(wrapper?.(this.kills) ?? []),
      process.execPath,
      '--import',
      'tsx',
      path.join(ROOT, 'test/faults/core-child.ts'),
      `--data-dir=${folder}`,
      `--clock-offset-ms=${this.#offsetMs}`,
      `--mistake=${mistake}`,
      ...(death === undefined ? [] : [`--die-at-write=${death.write}`, `--die=${death.when}`]),
    ];
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    child.stdin.on('error', () => undefined);
    const life: Life = { child, exited: once(child, 'exit'), open: new Map(), dead: false };
    void life.exited.then(() => this.#onExit(life));
    const ready = new Promise<void>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => this.#onLine(life, line, resolve));
    });
    await Promise.race([ready, life.exited.then(() => Promise.reject(new CoreGone('the core did not start')))]);
    if (life.dead) throw new CoreGone('the core died as it started');
    this.#life = life;
    child.stdin.write(`${JSON.stringify({ clockOffsetMs: this.#offsetMs })}\n`);
    return life;
  }

  #onLine(life: Life, line: string, ready: () => void): void {
    const message = JSON.parse(line) as { ready?: true; bug?: string; diskFull?: true; id?: number; reply?: Reply };
    if (message.ready) ready();
    if (message.diskFull) this.refusedByFullDisk += 1;
    if (message.bug !== undefined) this.bugs.push(message.bug);
    if (message.id === undefined || message.reply === undefined) return;
    life.open.get(message.id)?.resolve(message.reply);
    life.open.delete(message.id);
  }

  #onExit(life: Life): void {
    this.kills += 1;
    if (life.child.exitCode === EXIT_DISK) this.diskFailures += 1;
    life.dead = true;
    if (this.#life === life) this.#life = undefined;
    for (const { reject } of life.open.values()) reject(new CoreGone('the core died'));
    life.open.clear();
  }
}
