import type { Money } from '../../../shared/money/money.ts';

/** What the platform says of an order. `absent`: it does not know it (yet). `unknown`: no readable answer. */
export type WalletOutcome =
  | {
      readonly kind: 'done';
      readonly numberThere: string;
      /** What else stands on its slip: its number, the end of the card's. */
      readonly facts: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'absent'; readonly words: string }
  | { readonly kind: 'unknown'; readonly words: string };

/**
 * Port to 聚合支付 (微信, 支付宝). Each order has a key of ours, one for all questions about it.
 * Every method throws gateway/wallet.unreachable when certainly nothing was sent; its adapter is HTTP, tested against the stand-in in test/wallet.
 */
export interface WalletGateway {
  /** Charges the patient's code. A code lives a minute: this is sent at once, once, or not at all. */
  pay(orderId: string, amount: Money, code: string): Promise<WalletOutcome>;
  /** Gives back, all or a part, what an order brought; a card terminal tells 撤销 from 退货, a wallet does not. */
  refund(orderId: string, paidOrderId: string, amount: Money, way: 'void' | 'refund'): Promise<WalletOutcome>;
  /** Asks what became of an order. Never repeats it. */
  find(orderId: string): Promise<WalletOutcome>;
  /** Asks for nothing in particular: proves the line. */
  prove(): Promise<void>;
}

/** 微信 codes begin with 10 to 15 and have 18 digits, 支付宝's with 25 to 30 and have 16 to 24. undefined: neither. */
export function channelOf(code: string): 'wechat' | 'alipay' | undefined {
  if (/^1[0-5]\d{16}$/.test(code)) return 'wechat';
  if (/^(2[5-9]|30)\d{14,22}$/.test(code)) return 'alipay';
  return undefined;
}
