import type { AttemptOutcome, SendOutcome } from '../../../shared/model/attempt-outcome.ts';
import type { Money } from '../../../shared/money/money.ts';
import type { CalendarDate, Instant } from '../../../shared/time/calendar-date.ts';
import type { LineMessage } from './centre-gateway.ts';

/** Who pays an invoice. The parts add up to the total. No diagnosis: an invoice lies about. */
export interface InvoiceFigures {
  readonly total: Money;
  readonly funds: Money;
  readonly ownAccount: Money;
  readonly otherPayer: Money;
  /** Of the patient's own share: what was paid, and what he still owes (个人欠费). */
  readonly ownPaid: Money;
  readonly arrears: Money;
}

/** `requestKey` names the act at the platform, one for all its attempts: a repeated key is carried out once there. */
export type InvoiceContent = { readonly requestKey: string } & (
  | {
      readonly kind: 'invoice-issue';
      readonly payerName: string;
      readonly stayNumber: string;
      readonly department: string;
      readonly admittedOn: CalendarDate;
      readonly leftOn: CalendarDate;
      readonly settledAt: Instant;
      readonly figures: InvoiceFigures;
    }
  | { readonly kind: 'invoice-reversal'; readonly code: string; readonly number: string; readonly amount: Money }
);

/** An invoice as the platform's own day list has it. */
export interface InvoiceThere {
  readonly requestKey: string;
  readonly red: boolean;
  readonly code: string;
  readonly number: string;
  readonly amount: Money;
}

/**
 * Port to the hospital's platform of fiscal e-invoices. Its adapter is HTTP, tested against the stand-in in test/einvoice.
 * Every question throws gateway/invoice.unreachable when it got no answer.
 */
export interface InvoiceGateway {
  prove(): Promise<void>;
  build(content: InvoiceContent): LineMessage;
  send(content: InvoiceContent, message: LineMessage): Promise<SendOutcome>;
  /** Asks by the key of the act. Never repeats it. */
  resolve(content: InvoiceContent): Promise<AttemptOutcome>;
  /** Whether a paper one was taken (换开) and whether somebody booked it (入账). */
  standing(code: string, number: string): Promise<{ readonly paperTaken: boolean; readonly booked: boolean }>;
  /** Everything issued on a day of the hospital, red ones too. */
  day(on: CalendarDate): Promise<readonly InvoiceThere[]>;
}
