import { createHmac } from 'node:crypto';
import type { Agent } from 'undici';
import { AppError, type ErrorCode } from '../../../shared/errors/app-error.ts';

export interface SignedLineOptions {
  readonly baseUrl: string;
  readonly secret: string;
  readonly seconds: number;
  /** "x-invoice" gives x-invoice-client, x-invoice-timestamp, x-invoice-signature. */
  readonly header: string;
  readonly client: string;
  /** Said when certainly nothing was sent. */
  readonly unreachable: ErrorCode;
  readonly milliseconds: () => number;
  readonly heard: (event: { readonly reached: boolean; readonly tookMs: number }) => void;
}

const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** An HTTP line whose messages carry a client, a time and an HMAC over both time and body. Tells "certainly not sent" from "no readable answer". */
export class SignedLine {
  readonly #options: SignedLineOptions;
  #agent: Agent | undefined;

  constructor(options: SignedLineOptions) {
    this.#options = options;
  }

  async close(): Promise<void> {
    await this.#agent?.destroy();
  }

  /** Sends once. undefined: sent, no readable answer. Throws a gateway error when certainly nothing was done. */
  async exchange(method: 'GET' | 'POST', path: string, text: string): Promise<unknown> {
    const { Agent, request } = await import('undici'); // not before the first message: the first page needs no network
    this.#agent ??= new Agent({ connect: { timeout: 5_000 }, pipelining: 1, maxResponseSize: 8 * 1024 * 1024 });
    const { baseUrl, seconds, heard } = this.#options;
    const started = performance.now();
    const tell = (reached: boolean) => heard({ reached, tookMs: performance.now() - started });
    try {
      const response = await request(`${baseUrl.replace(/\/$/, '')}${path}`, {
        method,
        headers: this.#headers(text),
        ...(method === 'POST' ? { body: text } : {}),
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(seconds * 1_000),
      });
      const body = await response.body.text();
      // Turned away at the gate (client, signature, clock): certainly nothing was done.
      if (response.statusCode === 401 || response.statusCode === 403) throw this.#unreachable(new Error(body.slice(0, 80)));
      if (response.statusCode >= 400) throw new Error(`HTTP ${response.statusCode}`);
      const answer: unknown = JSON.parse(body);
      tell(true);
      return answer;
    } catch (error) {
      tell(false);
      if (error instanceof AppError) throw error;
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (NOT_SENT.has(code)) throw this.#unreachable(error);
      return undefined;
    }
  }

  /** A question may be repeated: a lost answer is the same as no line. */
  async ask(path: string): Promise<unknown> {
    const answer = await this.exchange('GET', path, '');
    if (answer === undefined) throw this.#unreachable(new Error('no readable answer'));
    return answer;
  }

  #unreachable(cause: unknown): AppError {
    return new AppError('gateway', this.#options.unreachable, 'the line is not there', {}, cause);
  }

  #headers(text: string): Record<string, string> {
    const { header, client, secret, milliseconds } = this.#options;
    const timestamp = String(milliseconds());
    return {
      'content-type': 'application/json',
      [`${header}-client`]: client,
      [`${header}-timestamp`]: timestamp,
      [`${header}-signature`]: createHmac('sha256', secret).update(`${timestamp}\n${text}`).digest('hex'),
    };
  }
}
