import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { AttemptOutcome, SendOutcome } from '../../../shared/model/attempt-outcome.ts';
import type { Money } from '../../../shared/money/money.ts';
import { money } from '../../../shared/money/money-schema.ts';
import { type CalendarDate, instantSchema } from '../../../shared/time/calendar-date.ts';
import type { LineMessage } from '../ports/centre-gateway.ts';
import type { InvoiceContent, InvoiceGateway, InvoiceThere } from '../ports/invoice-gateway.ts';
import { SignedLine } from '../ports/signed-line.ts';

export interface InvoiceSettings {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly secret: string;
  readonly seconds: number;
  /** 开票点. */
  readonly placeCode: string;
  readonly hospitalCode: string;
}

export interface InvoiceTools {
  readonly milliseconds: () => number;
  readonly heard: (event: { readonly reached: boolean; readonly tookMs: number }) => void;
}

const answerSchema = z.union([
  z.object({
    result: z.literal('done'),
    requestKey: z.string(),
    code: z.string().min(1),
    number: z.string().min(1),
    checkCode: z.string().min(1),
    pickUpCode: z.string(),
    amount: money,
    issuedAt: instantSchema,
  }),
  z.object({ result: z.literal('refused'), requestKey: z.string(), words: z.string() }),
  z.object({ result: z.literal('absent'), requestKey: z.string() }),
]);
const standingSchema = z.object({ paperTaken: z.boolean(), booked: z.boolean() });
const daySchema = z.object({
  invoices: z.array(z.object({ requestKey: z.string(), red: z.boolean(), code: z.string(), number: z.string(), amount: money })),
});

const PATHS = { 'invoice-issue': '/invoice/issue', 'invoice-reversal': '/invoice/reverse' } as const;

/** The platform over HTTP. It names every act by a key of ours and carries a repeated key out once. */
export class HttpInvoice implements InvoiceGateway {
  readonly #settings: InvoiceSettings;
  readonly #line: SignedLine;

  constructor(settings: InvoiceSettings, tools: InvoiceTools) {
    this.#settings = settings;
    const { baseUrl, secret, seconds, clientId } = settings;
    this.#line = new SignedLine({
      ...tools,
      baseUrl,
      secret,
      seconds,
      client: clientId,
      header: 'x-invoice',
      unreachable: 'invoice.unreachable',
    });
  }

  close(): Promise<void> {
    return this.#line.close();
  }

  async prove(): Promise<void> {
    await this.#line.ask(`/invoice/requests/${randomUUID()}`);
  }

  build(content: InvoiceContent): LineMessage {
    const body = content.kind === 'invoice-issue' ? this.#issue(content) : reversal(content);
    return { messageId: randomUUID(), requestText: JSON.stringify({ requestKey: content.requestKey, ...body }) };
  }

  async send(content: InvoiceContent, message: LineMessage): Promise<SendOutcome> {
    const outcome = outcomeOf(content, await this.#line.exchange('POST', PATHS[content.kind], message.requestText));
    return outcome.kind === 'absent' || outcome.kind === 'undone' ? { kind: 'unknown', words: 'unreadable answer' } : outcome;
  }

  async resolve(content: InvoiceContent): Promise<AttemptOutcome> {
    return outcomeOf(content, await this.#line.ask(`/invoice/requests/${content.requestKey}`));
  }

  async standing(code: string, number: string): Promise<{ readonly paperTaken: boolean; readonly booked: boolean }> {
    return this.#read(standingSchema, `/invoice/invoices/${encodeURIComponent(code)}/${encodeURIComponent(number)}`);
  }

  async day(on: CalendarDate): Promise<readonly InvoiceThere[]> {
    return (await this.#read(daySchema, `/invoice/days/${on}`)).invoices;
  }

  async #read<Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.output<Schema>> {
    const answer = z.safeDecode(schema, (await this.#line.ask(path)) as z.input<Schema>);
    if (!answer.success) throw new AppError('gateway', 'invoice.unreachable', 'unreadable answer', {}, answer.error);
    return answer.data;
  }

  #issue(content: Extract<InvoiceContent, { kind: 'invoice-issue' }>): Record<string, string> {
    const { hospitalCode, placeCode } = this.#settings;
    const { payerName, stayNumber, department, admittedOn, leftOn, settledAt, figures } = content;
    const amounts = Object.fromEntries(Object.entries(figures).map(([name, amount]) => [name, (amount as Money).toString()]));
    return { hospital: hospitalCode, place: placeCode, payerName, stayNumber, department, admittedOn, leftOn, settledAt, ...amounts };
  }
}

const reversal = ({ code, number, amount }: Extract<InvoiceContent, { kind: 'invoice-reversal' }>): Record<string, string> => ({
  code,
  number,
  amount: amount.toString(),
});

/** An answer about another act, or another amount, is no answer: nothing is called an invoice on it. */
function outcomeOf(content: InvoiceContent, body: unknown): AttemptOutcome {
  const answer = z.safeDecode(answerSchema, body as z.input<typeof answerSchema>);
  if (!answer.success || answer.data.requestKey !== content.requestKey) return { kind: 'unknown', words: 'unreadable answer' };
  const { data } = answer;
  if (data.result === 'absent') return { kind: 'absent', words: 'no such request' };
  if (data.result === 'refused') return { kind: 'rejected', words: data.words };
  const wanted = content.kind === 'invoice-issue' ? content.figures.total : content.amount;
  if (!wanted.equals(data.amount)) return { kind: 'unknown', words: 'another amount' };
  const { code, number, checkCode, pickUpCode, amount, issuedAt } = data;
  return {
    kind: 'acknowledged',
    numberThere: `${code} ${number}`,
    result: { kind: 'invoice', code, number, checkCode, pickUpCode, amount, issuedAt },
  };
}
