import { once } from 'node:events';
import http from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { LineFault } from './line-fault.ts';

/** Where a request is on its way; a watcher may hold it there, for example to kill somebody. */
export type Point = 'seen' | 'committed' | 'delivered';

export interface ProxyOptions {
  /** Address of the stand-in. */
  readonly upstream: string;
  /** The fault of this request; undefined lets it pass. */
  readonly fault: (name: string) => LineFault | undefined;
  readonly watch: (point: Point, name: string) => void | Promise<void>;
  /** How long the caller waits: faults that outlast it are measured by it. */
  readonly patienceMs: number;
}

interface Request {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * A TCP line between the desk and a stand-in that can lose, double, delay, cut and spoil what passes, by the request.
 * It knows HTTP only as far as it must to tell one request from the next and to name it.
 */
export class LineProxy {
  readonly #options: ProxyOptions;
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;
  /** What struck, in order, for the report of a failed run. */
  readonly struck: string[] = [];

  constructor(options: ProxyOptions) {
    this.#options = options;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async up(): Promise<void> {
    if (this.#server !== undefined) return;
    const server = createServer((socket) => this.#accept(socket));
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** The cable is out: new connections are refused, open ones are cut. */
  async down(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async close(): Promise<void> {
    await this.down();
    this.#agent.destroy();
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    let pending: Buffer = Buffer.alloc(0);
    let turn = Promise.resolve();
    socket.on('data', (bytes) => {
      pending = Buffer.concat([pending, bytes]);
      for (;;) {
        const cut = readRequest(pending);
        if (cut === undefined) return;
        pending = cut.rest;
        turn = turn.then(() => this.#pass(socket, cut.request)).catch(() => void socket.destroy());
      }
    });
  }

  async #pass(socket: Socket, request: Request): Promise<void> {
    const { fault: draw, watch, patienceMs } = this.#options;
    const fault = draw(request.name);
    if (fault !== undefined) this.struck.push(`${request.name}: ${fault}`);
    await watch('seen', request.name);
    switch (fault) {
      case 'request lost':
        socket.end();
        return;
      case 'RST before':
        socket.resetAndDestroy();
        return;
      case 'half-open, not done':
        return; // the connection stays, silent
      case 'late request':
        await delay(patienceMs * (1.1 + (request.body.length % 10) / 10)); // whoever asked has given up and may be asking what became of it
        await this.#forward(request);
        return;
      default:
        await this.#deliver(socket, request, fault, await this.#forward(request));
    }
  }

  async #deliver(socket: Socket, { name }: Request, fault: LineFault | undefined, answer: Buffer): Promise<void> {
    const { patienceMs, watch } = this.#options;
    await watch('committed', name);
    switch (fault) {
      case 'answer lost after commit':
        socket.end();
        return;
      case 'RST after commit':
        socket.resetAndDestroy();
        return;
      case 'half-open after commit':
        return;
      case 'late answer':
        await delay(patienceMs * 1.1);
        socket.write(answer);
        break;
      case 'duplicate answer':
        socket.write(answer);
        await delay(answer.length % 12);
        socket.write(answer);
        break;
      case 'slow drip':
      case 'slower drip':
        await drip(socket, answer, patienceMs * (fault === 'slow drip' ? 0.5 : 1.4));
        break;
      case 'garbage after commit':
        socket.write(spoilt(answer));
        break;
      case 'half an answer':
        socket.end(answer.subarray(0, Math.floor(answer.length / 2)));
        return;
      default:
        socket.write(answer);
    }
    await watch('delivered', name);
  }

  /** Sends the request on and gives the answer as bytes. */
  async #forward({ method, path, headers, body }: Request): Promise<Buffer> {
    const { host: _host, connection: _connection, ...passed } = headers;
    const outgoing = http.request(`${this.#options.upstream}${path}`, { method, headers: passed, agent: this.#agent });
    outgoing.end(body);
    const [response] = (await once(outgoing, 'response')) as [http.IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const content = Buffer.concat(chunks);
    const lines = [`HTTP/1.1 ${response.statusCode} ${response.statusMessage}`, `content-length: ${content.length}`];
    for (const name of ['content-type', 'date']) if (response.headers[name] !== undefined) lines.push(`${name}: ${response.headers[name]}`);
    return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), content]);
  }
}

async function drip(socket: Socket, bytes: Buffer, ms: number): Promise<void> {
  const parts = 12;
  const size = Math.ceil(bytes.length / parts);
  for (let from = 0; from < bytes.length && !socket.destroyed; from += size) {
    socket.write(bytes.subarray(from, from + size));
    await delay(ms / parts);
  }
}

/** The head stays, every third byte of the body is another one. */
function spoilt(bytes: Buffer): Buffer {
  const body = bytes.indexOf('\r\n\r\n') + 4;
  return Buffer.from(bytes.map((byte, index) => (index >= body && index % 3 === 0 ? (byte ^ 0x2a) & 0x7f : byte)));
}

/** The first whole request of the bytes, and what follows it. */
function readRequest(bytes: Buffer): { readonly request: Request; readonly rest: Buffer } | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const [method = '', path = ''] = first.split(' ');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const length = Number(headers['content-length'] ?? 0);
  if (bytes.length < end + 4 + length) return undefined;
  const body = Buffer.from(bytes.subarray(end + 4, end + 4 + length));
  return { request: { name: nameOf(path, body), method, path, headers, body }, rest: Buffer.from(bytes.subarray(end + 4 + length)) };
}

/** A transaction number of the centre ("2304") or an operation of the bank ("lock"). */
function nameOf(path: string, body: Buffer): string {
  const bank = /^\/credit\/(\w+)/.exec(path)?.[1];
  return bank ?? /"infno":"(\d{4})"/.exec(body.subarray(0, 200).toString('utf8'))?.[1] ?? '?';
}
