import { randomUUID } from 'node:crypto';
import type { Money } from '../../../shared/money/money.ts';
import type { CardTerminal } from '../ports/card-terminal.ts';
import { SignedLine } from '../ports/signed-line.ts';
import type { WalletOutcome } from '../ports/wallet-gateway.ts';
import { outcomeOfOrder } from './order-answer.ts';

export interface CardSettings {
  readonly baseUrl: string;
  /** The terminal's number at the acquirer. */
  readonly terminal: string;
  readonly secret: string;
  readonly seconds: number;
}

export interface CardTools {
  readonly milliseconds: () => number;
  readonly heard: (event: { readonly reached: boolean; readonly tookMs: number }) => void;
}

/** The window's card terminal through the service that its maker installs beside it: signed, one order per key, every question by that key. */
export class HttpCard implements CardTerminal {
  readonly #line: SignedLine;

  constructor({ terminal, ...settings }: CardSettings, tools: CardTools) {
    this.#line = new SignedLine({ ...settings, ...tools, header: 'x-card', client: terminal, unreachable: 'card.terminal-away' });
  }

  close(): Promise<void> {
    return this.#line.close();
  }

  pay(orderId: string, amount: Money): Promise<WalletOutcome> {
    return this.#send('/card/pay', { orderId, amount: amount.toString() }, orderId, amount);
  }

  refund(orderId: string, paidOrderId: string, amount: Money, way: 'void' | 'refund'): Promise<WalletOutcome> {
    return this.#send(`/card/${way}`, { orderId, paidOrderId, amount: amount.toString() }, orderId, amount);
  }

  async find(orderId: string): Promise<WalletOutcome> {
    return outcomeOfOrder(await this.#line.exchange('GET', `/card/orders/${orderId}`, ''), orderId, null);
  }

  async prove(): Promise<void> {
    await this.find(randomUUID());
  }

  async #send(path: string, body: object, orderId: string, amount: Money): Promise<WalletOutcome> {
    return outcomeOfOrder(await this.#line.exchange('POST', path, JSON.stringify(body)), orderId, amount);
  }
}
