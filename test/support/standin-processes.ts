import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A stand-in in another process, and its control port. */
export interface StandinProcess {
  readonly url: string;
  readonly controlUrl: string;
  control<T = unknown>(method: 'GET' | 'POST' | 'DELETE', what: string, body?: unknown): Promise<T>;
  stop(): Promise<void>;
}

export interface Standins {
  readonly centre: StandinProcess;
  readonly bank: StandinProcess;
  readonly wallet: StandinProcess;
  readonly einvoice: StandinProcess;
  /** Moves the clock of all. */
  setClock(offsetMs: number): Promise<void>;
  stop(): Promise<void>;
}

export interface StandinOptions {
  readonly clockOffsetMs: number;
  /** Each with its own database there; in memory where it is not given. */
  readonly folder?: string;
  /** The centre keeps its books in this PostgreSQL instead. */
  readonly postgres?: { readonly address: string; readonly schema: string };
}

const STANDINS = ['centre', 'bank', 'wallet', 'einvoice'] as const;
type Four = [Promise<StandinProcess>, Promise<StandinProcess>, Promise<StandinProcess>, Promise<StandinProcess>];

type StartOne = (name: (typeof STANDINS)[number], options: StandinOptions) => Promise<StandinProcess>;

/** Starts centre, bank, wallets and the platform of e-invoices, each in a process of its own unless `one` starts them elsewhere. */
export async function startStandins(options: StandinOptions, one: StartOne = startOne): Promise<Standins> {
  const [centre, bank, wallet, einvoice] = await Promise.all(STANDINS.map((name) => one(name, options)) as Four);
  return { centre, bank, wallet, einvoice, ...together([centre, bank, wallet, einvoice]) };
}

/** The two that a stay needs. */
export type CentreAndBank = Pick<Standins, 'centre' | 'bank' | 'setClock' | 'stop'>;

export async function startCentreAndBank(options: StandinOptions): Promise<CentreAndBank> {
  const [centre, bank] = await Promise.all([startOne('centre', options), startOne('bank', options)]);
  return { centre, bank, ...together([centre, bank]) };
}

function together(all: readonly StandinProcess[]): Pick<Standins, 'setClock' | 'stop'> {
  return {
    setClock: async (offsetMs) => {
      await Promise.all(all.map((one) => one.control('POST', 'clock', { offsetMs })));
    },
    stop: async () => {
      await Promise.all(all.map((one) => one.stop()));
    },
  };
}

async function startOne(name: (typeof STANDINS)[number], { clockOffsetMs, folder, postgres }: StandinOptions): Promise<StandinProcess> {
  const inPostgres = name === 'centre' && postgres !== undefined ? ['--postgres', postgres.address, '--schema', postgres.schema] : [];
  const data = folder === undefined ? inPostgres : ['--data', path.join(folder, `${name}.sqlite`)];
  const args = ['build/run.mjs', 'node', `test/${name}/main.ts`, `--clock-offset-ms=${clockOffsetMs}`, ...data];
  const node = process.env['ELECTRON_RUN_AS_NODE'] === undefined ? process.execPath : 'node';
  const child = spawn(node, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
  const { listening, control } = await firstLine(child, name);
  return standinAt(
    listening,
    control,
    () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.stdin.end();
      }),
  );
}

export const standinAt = (url: string, controlUrl: string, stop: () => Promise<void>): StandinProcess => ({
  url,
  controlUrl,
  control: (method, what, body) => ask(method, `${controlUrl}/control/${what}`, body),
  stop,
});

async function firstLine(child: ChildProcess, name: string): Promise<{ listening: string; control: string }> {
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as { listening: string; control: string };
  throw new Error(`the stand-in ${name} did not start`);
}

async function ask<T>(method: string, url: string, body: unknown): Promise<T> {
  const response = await fetch(url, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
