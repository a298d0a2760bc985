import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { HisIntake } from '../ports/his-intake.ts';
import { takeBatch } from './take-batch.ts';

export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  readonly mostMegabytes: number;
  readonly intake: HisIntake;
  readonly milliseconds: () => number;
}

/** Why nobody can push: the port is another program's, or may not be opened. */
export interface ListenerProblem {
  readonly port: number;
  readonly because: 'taken' | 'not-allowed' | 'other';
}

/** A clock that is further off signs nothing that we believe: an old message cannot be sent again. */
const CLOCK_MS = 5 * 60_000;
const BODY_MS = 60_000;
const CONNECTIONS = 16;
const NAME = /^\/batches\/([A-Za-z0-9][A-Za-z0-9._-]{0,119})$/;

/** What is said back. `reason` is for the hospital's engineer: what to mend. */
class Refusal extends Error {
  readonly status: number;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(status: number, reason: string, details: Readonly<Record<string, string | number>> = {}) {
    super(reason);
    this.status = status;
    this.details = details;
  }
}

/**
 * HTTP push of the hospital's system: `POST /batches/NAME` with the same JSON lines as a file of the folder, signed with the key that both sides know.
 * Taken whole and saved before it is answered with 200; the same name and content again is answered the same and taken once.
 */
export class HisListener {
  readonly #options: ListenerOptions;
  #server: Server | null = null;
  #problem: ListenerProblem | null = null;

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  problem(): ListenerProblem | null {
    return this.#problem;
  }

  /** The port that is open; null: none is. */
  port(): number | null {
    const address = this.#server?.address();
    return typeof address === 'object' && address !== null ? address.port : null;
  }

  /** Opens the port unless it is open. A port that is taken is tried again at the next call. True when something changed. */
  async keepOpen(): Promise<boolean> {
    if (this.#server !== null) return false;
    const { host, port } = this.#options;
    const before = this.#problem?.because;
    const server = createServer((request, response) => void this.#answer(request, response));
    server.requestTimeout = BODY_MS;
    server.maxConnections = CONNECTIONS;
    try {
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
      server.on('error', () => undefined); // of one connection: it ends, the port stays
      this.#server = server;
      this.#problem = null;
    } catch (error) {
      this.#problem = { port, because: becauseOf(error) };
    }
    return before !== this.#problem?.because || this.#problem === null;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server === null ? resolve() : server.close(() => resolve())));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      say(response, 200, { taken: true, lines: await this.#take(request) });
    } catch (error) {
      if (error instanceof Refusal) say(response, error.status, { ...error.details, taken: false, reason: error.message });
      else if (error instanceof AppError && error.code === 'his.file-refused')
        say(response, 422, { ...error.details, taken: false, reason: error.message });
      else say(response, 503, { taken: false, reason: 'not saved: send the same batch again later' });
    }
  }

  async #take(request: IncomingMessage): Promise<number> {
    const { intake, mostMegabytes } = this.#options;
    const name = NAME.exec(request.url ?? '')?.[1];
    if (name === undefined) throw new Refusal(404, 'send batches to /batches/NAME, NAME of letters, digits, . _ -');
    if (request.method !== 'POST') throw new Refusal(405, 'POST only');
    const most = mostMegabytes * 1024 * 1024;
    if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge(mostMegabytes);
    const bytes = await bodyOf(request, most, mostMegabytes);
    this.#checkSignature(request, name, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    try {
      return takeBatch(intake, { name, sha256, bytes });
    } catch (error) {
      if (error instanceof AppError && error.code === 'his.file-refused') intake.refuse(name, sha256, error);
      throw error;
    }
  }

  /** HMAC-SHA256 over time, name and body: the key itself never travels. */
  #checkSignature(request: IncomingMessage, name: string, bytes: Buffer): void {
    const { secret, milliseconds } = this.#options;
    const timestamp = String(request.headers['x-his-timestamp'] ?? '');
    const given = Buffer.from(String(request.headers['x-his-signature'] ?? ''));
    const wanted = Buffer.from(signatureOf(secret, timestamp, name, bytes));
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
      throw new Refusal(401, 'wrong signature: check the key and what is signed');
    const apart = milliseconds() - Number(timestamp);
    if (!(Math.abs(apart) <= CLOCK_MS)) throw new Refusal(401, 'the clocks are too far apart', { secondsApart: Math.round(apart / 1_000) });
  }
}

/** Hex of the HMAC-SHA256 over `timestamp` (milliseconds since 1970), `name` and the body, each on a line of its own. */
export const signatureOf = (secret: string, timestamp: string, name: string, bytes: Buffer): string =>
  createHmac('sha256', secret).update(`${timestamp}\n${name}\n`).update(bytes).digest('hex');

const tooLarge = (mostMegabytes: number) => new Refusal(413, `larger than ${mostMegabytes} MB: send it in parts`, { mostMegabytes });

/** The whole body, or nothing: a connection that ends early took nothing with it. */
async function bodyOf(request: IncomingMessage, most: number, mostMegabytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > most) throw tooLarge(mostMegabytes);
      parts.push(part);
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(400, 'only a part arrived: send it again');
  }
  return Buffer.concat(parts);
}

function say(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...(status === 413 ? { connection: 'close' } : {}) });
  response.end(JSON.stringify(body));
}

function becauseOf(error: unknown): ListenerProblem['because'] {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') return 'taken';
  return code === 'EACCES' ? 'not-allowed' : 'other';
}
