import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { HostAnswer, HostOrder } from '../standin/host.ts';
import { type StandinOptions, type StandinProcess, standinAt } from './standin-processes.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The process in which one test after another has its stand-ins: four processes for each would cost it two seconds. */
class StandinHost {
  readonly #child: ChildProcess;
  readonly #handles: readonly { ref(): void; unref(): void }[];
  readonly #open = new Map<number, (answer: HostAnswer) => void>();
  #lastId = 0;

  constructor() {
    const node = process.env['ELECTRON_RUN_AS_NODE'] === undefined ? process.execPath : 'node';
    const child = spawn(node, ['build/run.mjs', 'node', 'test/standin/host.ts'], { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child = child;
    this.#handles = [child, child.stdin as unknown as Socket, child.stdout as unknown as Socket];
    createInterface({ input: child.stdout }).on('line', (line) => this.#settle(JSON.parse(line) as HostAnswer));
    child.on('exit', (code) => {
      for (const id of this.#open.keys()) this.#settle({ id, error: `the stand-ins' process ended with exit code ${code}` });
    });
  }

  async start(name: StartName, clockOffsetMs: number, data: string | undefined): Promise<StandinProcess> {
    const id = ++this.#lastId;
    const { listening = '', control = '' } = await this.#order({ id, start: name, clockOffsetMs, ...(data === undefined ? {} : { data }) });
    return standinAt(listening, control, async () => void (await this.#order({ id: ++this.#lastId, stop: id })));
  }

  async #order(order: HostOrder): Promise<HostAnswer> {
    const answer = await new Promise<HostAnswer>((resolve) => {
      this.#open.set(order.id, resolve);
      for (const handle of this.#handles) handle.ref();
      this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
    });
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }

  /** Whoever waits for nothing may end: the host's input ends with him. */
  #settle(answer: HostAnswer): void {
    this.#open.get(answer.id)?.(answer);
    this.#open.delete(answer.id);
    if (this.#open.size === 0) for (const handle of this.#handles) handle.unref();
  }
}

type StartName = Extract<HostOrder, { start: string }>['start'];

let host: StandinHost | undefined;

/** For `startStandins`: in the one process that this one keeps for them. */
export function startInHost(name: StartName, { clockOffsetMs, folder }: StandinOptions): Promise<StandinProcess> {
  host ??= new StandinHost();
  return host.start(name, clockOffsetMs, folder === undefined ? undefined : path.join(folder, `${name}.sqlite`));
}
