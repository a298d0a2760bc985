import { createHmac, randomUUID } from 'node:crypto';
import type { Agent } from 'undici';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Money } from '../../../shared/money/money.ts';
import type { WalletGateway, WalletOutcome } from '../ports/wallet-gateway.ts';
import { outcomeOfOrder } from './order-answer.ts';

export interface WalletSettings {
  readonly baseUrl: string;
  readonly merchant: string;
  readonly secret: string;
  readonly seconds: number;
}

export interface WalletTools {
  readonly milliseconds: () => number;
  readonly heard: (event: { readonly reached: boolean; readonly tookMs: number }) => void;
}

const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** The hospital's 聚合支付 over HTTP: signed, one order per key, every question by that key. */
export class HttpWallet implements WalletGateway {
  readonly #settings: WalletSettings;
  readonly #tools: WalletTools;
  #agent: Agent | undefined;

  constructor(settings: WalletSettings, tools: WalletTools) {
    this.#settings = settings;
    this.#tools = tools;
  }

  async close(): Promise<void> {
    await this.#agent?.destroy();
  }

  pay(orderId: string, amount: Money, code: string): Promise<WalletOutcome> {
    return this.#outcome('POST', '/wallet/pay', { orderId, amount: amount.toString(), code }, orderId, amount);
  }

  refund(orderId: string, paidOrderId: string, amount: Money): Promise<WalletOutcome> {
    return this.#outcome('POST', '/wallet/refund', { orderId, paidOrderId, amount: amount.toString() }, orderId, amount);
  }

  find(orderId: string): Promise<WalletOutcome> {
    return this.#outcome('GET', `/wallet/orders/${orderId}`, null, orderId, null);
  }

  async prove(): Promise<void> {
    await this.find(randomUUID());
  }

  async #outcome(method: 'GET' | 'POST', path: string, body: object | null, orderId: string, amount: Money | null): Promise<WalletOutcome> {
    return outcomeOfOrder(await this.#exchange(method, path, body), orderId, amount);
  }

  /** Sends once. null: sent, no readable answer. Throws gateway/wallet.unreachable when certainly nothing was done. */
  async #exchange(method: 'GET' | 'POST', path: string, body: object | null): Promise<unknown> {
    const { Agent, request } = await import('undici'); // not before the first message: the first page needs no network
    // Its answers do not name their request: each request has a connection of its own, and an answer that is doubled on the way has nowhere to arrive.
    this.#agent ??= new Agent({ connect: { timeout: 5_000 }, pipelining: 0, maxResponseSize: 1024 * 1024 });
    const text = body === null ? '' : JSON.stringify(body);
    const started = performance.now();
    const heard = (reached: boolean) => this.#tools.heard({ reached, tookMs: performance.now() - started });
    try {
      const response = await request(`${this.#settings.baseUrl.replace(/\/$/, '')}${path}`, {
        method,
        headers: this.#headers(text),
        ...(body === null ? {} : { body: text }),
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(this.#settings.seconds * 1_000),
      });
      const answer = await response.body.text();
      // Turned away at the gate (merchant, signature, clock): certainly nothing was done.
      if (response.statusCode === 401 || response.statusCode === 403) throw unreachable(new Error(answer.slice(0, 80)));
      if (response.statusCode >= 400) throw new Error(`HTTP ${response.statusCode}`);
      const read: unknown = JSON.parse(answer);
      heard(true);
      return read;
    } catch (error) {
      heard(false);
      if (error instanceof AppError) throw error;
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (NOT_SENT.has(code)) throw unreachable(error);
      return null;
    }
  }

  #headers(text: string): Record<string, string> {
    const timestamp = String(this.#tools.milliseconds());
    const signature = createHmac('sha256', this.#settings.secret).update(`${timestamp}\n${text}`).digest('hex');
    return {
      'content-type': 'application/json',
      'x-wallet-merchant': this.#settings.merchant,
      'x-wallet-timestamp': timestamp,
      'x-wallet-signature': signature,
    };
  }
}

const unreachable = (cause: unknown): AppError => new AppError('gateway', 'wallet.unreachable', 'the wallets cannot be reached', {}, cause);
