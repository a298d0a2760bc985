import type { AttemptOutcome, SendOutcome } from '../../../shared/model/attempt-outcome.ts';
import type { Money } from '../../../shared/money/money.ts';
import type { CalendarDate, Instant } from '../../../shared/time/calendar-date.ts';
import type { LineMessage } from './centre-gateway.ts';

/** The bank's answer about one person, mirrored and never judged. Why it said no is never asked. */
export type CreditStanding =
  | {
      readonly standing: 'available';
      readonly openedAt: Instant;
      readonly agreementSigned: boolean;
      readonly limit: Money;
      readonly available: Money;
      /** Advances that are not paid back; null: this bank does not say. */
      readonly outstanding: Money | null;
    }
  | { readonly standing: 'not-opened' | 'not-eligible' };

/**
 * `requestKey` names the act at the bank, one for all its attempts: the bank carries a repeated key out once. So an attempt that arrives
 * after it was given up for absent, and the new one after it, are still one act there.
 */
export type BankContent = { readonly requestKey: string } & (
  | {
      readonly kind: 'credit-lock';
      readonly certNumber: string;
      readonly name: string;
      readonly stayNumber: string;
      readonly amount: Money;
    }
  | { readonly kind: 'credit-draw'; readonly lockNumber: string; readonly amount: Money; readonly settlementNumber: string }
  | { readonly kind: 'credit-raise' | 'credit-release'; readonly lockNumber: string; readonly amount: Money }
  | { readonly kind: 'credit-draw-reversal'; readonly drawNumber: string; readonly amount: Money }
);

/** What the bank says it paid the hospital for one of its days. `text`: the file as it came. */
export interface ClearingFile {
  readonly text: string;
  readonly rows: readonly { readonly bankNumber: string; readonly kind: 'draw' | 'draw-reversal'; readonly amount: Money }[];
}

/** Port to the bank of the credit (惠民就医额度). Its adapter is HTTP, tested against the stand-in in test/bank. */
export interface BankGateway {
  /** Throws gateway/bank.unreachable. */
  query(certNumber: string, name: string): Promise<CreditStanding>;
  /** The clearing file of a day; null while the bank has none of it yet. Throws gateway/bank.unreachable. */
  clearing(day: CalendarDate): Promise<ClearingFile | null>;
  /** Asks for nothing in particular: proves the line. Throws gateway/bank.unreachable. */
  prove(): Promise<void>;
  build(content: BankContent): LineMessage;
  send(content: BankContent, message: LineMessage): Promise<SendOutcome>;
  /** Asks the bank by the key of the attempt. Never repeats it. */
  resolve(content: BankContent, messageId: string): Promise<AttemptOutcome>;
}
