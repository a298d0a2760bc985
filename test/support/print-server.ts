import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const CUPSD = '/usr/sbin/cupsd';
const PPD = '/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd';
/** Debian's own user of CUPS: it refuses to print as root. */
const LP = 7;

/** Whether this computer has what the tests of printing need, and may start it. */
export const canPrint = (): boolean => existsSync(CUPSD) && existsSync(PPD) && process.getuid?.() === 0;

/** The real printing service in a folder of its own, reached by a socket there and by no network. */
export interface PrintServer {
  /** For `printing.server` in the settings. */
  readonly socket: string;
  /** A queue that prints to a port of this computer, like a network printer. */
  addQueue(name: string, port: number, policy?: 'retry-job' | 'abort-job' | 'stop-printer'): Promise<void>;
  run(program: string, args: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

export async function startPrintServer(): Promise<PrintServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cups-'));
  const at = (...names: string[]) => path.join(folder, ...names);
  for (const sub of ['root', 'root/ppd', 'root/ssl', 'spool', 'cache', 'state', 'log']) mkdirSync(at(sub));
  for (const sub of ['', 'root', 'root/ppd', 'root/ssl', 'spool', 'cache', 'state', 'log']) chownSync(at(sub), LP, LP);
  writeFileSync(at('cupsd.conf'), daemonSettings(at('s')));
  writeFileSync(at('cups-files.conf'), fileSettings(at));
  const daemon = spawn(CUPSD, ['-f', '-c', at('cupsd.conf'), '-s', at('cups-files.conf')], { stdio: ['ignore', 'ignore', 'inherit'] });
  const env = { ...process.env, CUPS_SERVER: at('s'), LC_ALL: 'C' };
  const run: PrintServer['run'] = async (program, args) => (await promisify(execFile)(program, [...args], { env })).stdout;
  for (let tries = 0; !existsSync(at('s')) && tries < 200; tries += 1) await delay(25);
  return {
    socket: at('s'),
    run,
    addQueue: async (name, port, policy = 'retry-job') => {
      const device = `socket://127.0.0.1:${port}`;
      await run('lpadmin', ['-p', name, '-E', '-v', device, '-P', PPD, '-o', `printer-error-policy=${policy}`]);
    },
    stop: async () => {
      await ended(daemon);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ended(daemon: ChildProcess): Promise<void> {
  if (daemon.exitCode !== null) return;
  const gone = new Promise((resolve) => daemon.once('exit', resolve));
  daemon.kill('SIGTERM');
  await gone;
}

const everybody = (inside: string) => `<${inside}>\n  Order allow,deny\n  Allow all\n</${inside.split(' ')[0]}>\n`;

const daemonSettings = (socket: string): string => `Listen ${socket}
LogLevel warn
DefaultAuthType None
WebInterface No
Browsing No
PreserveJobHistory Yes
JobRetryInterval 1
JobRetryLimit 1000
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
${everybody('Location /')}${everybody('Location /admin')}`;

const fileSettings = (at: (...names: string[]) => string): string => `ServerRoot ${at('root')}
RequestRoot ${at('spool')}
CacheDir ${at('cache')}
StateDir ${at('state')}
TempDir ${at('spool')}
ErrorLog ${at('log', 'error')}
AccessLog ${at('log', 'access')}
PageLog ${at('log', 'page')}
SystemGroup root
User lp
Group lp
`;

/** A printer with a network card: takes bytes on a port. */
export class PaperSink {
  readonly port: number;
  /** Everything that came, one entry per connection that ended well. */
  readonly papers: Buffer[] = [];
  #server: Server | undefined;
  readonly #sockets = new Set<Socket>();
  /** `slow`: takes nothing more after the first bytes until it is told to go on; `resets`: cuts this many connections half way. */
  mode: 'takes' | 'slow' = 'takes';
  resets = 0;

  private constructor(port: number) {
    this.port = port;
  }

  /** A port of its own, with the printer switched off. */
  static async off(): Promise<PaperSink> {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const address = probe.address();
    await new Promise((resolve) => probe.close(resolve));
    return new PaperSink(typeof address === 'object' && address !== null ? address.port : 0);
  }

  async switchOn(): Promise<void> {
    const server = createServer((socket) => this.#take(socket));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
  }

  #take(socket: Socket): void {
    this.#sockets.add(socket);
    const parts: Buffer[] = [];
    if (this.resets > 0) {
      this.resets -= 1;
      socket.once('data', () => socket.resetAndDestroy());
      socket.on('error', () => undefined);
      return;
    }
    if (this.mode === 'slow') socket.pause();
    socket.on('data', (part) => parts.push(part));
    socket.on('error', () => undefined);
    socket.on('end', () => {
      this.papers.push(Buffer.concat(parts));
      socket.end();
    });
    socket.on('close', () => this.#sockets.delete(socket));
  }

  goOn(): void {
    this.mode = 'takes';
    for (const socket of this.#sockets) socket.resume();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => (this.#server === undefined ? resolve() : this.#server.close(() => resolve())));
  }
}
