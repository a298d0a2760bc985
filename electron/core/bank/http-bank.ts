import { createHmac, randomUUID } from 'node:crypto';
import type { Agent } from 'undici';
import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { AttemptOutcome, SendOutcome } from '../../../shared/model/attempt-outcome.ts';
import { Money } from '../../../shared/money/money.ts';
import { money } from '../../../shared/money/money-schema.ts';
import { type CalendarDate, calendarDateSchema, instantSchema } from '../../../shared/time/calendar-date.ts';
import type { BankContent, BankGateway, ClearingFile, CreditStanding } from '../ports/bank-gateway.ts';
import type { LineMessage } from '../ports/centre-gateway.ts';

export interface BankSettings {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly secret: string;
  readonly seconds: number;
  readonly hospitalCode: string;
}

export interface BankTools {
  readonly milliseconds: () => number;
  readonly heard: (event: { readonly reached: boolean; readonly tookMs: number }) => void;
}

const standingSchema = z.union([
  z.object({ result: z.literal('not-eligible') }),
  z.object({ opened: z.literal(false) }),
  z.object({
    opened: z.literal(true),
    openedAt: instantSchema,
    agreementSigned: z.boolean(),
    limit: money,
    available: money,
    outstanding: money.optional(),
  }),
]);

const answerSchema = z.union([
  z.object({ result: z.literal('done'), bankNumber: z.string().min(1), amount: money }),
  z.object({ result: z.literal('refused') }),
  z.object({ result: z.literal('absent') }),
]);

/** What was drawn on a lock, by whomever. A bank without this question answers 404. */
const lockSchema = z.object({
  draws: z.array(z.object({ bankNumber: z.string().min(1), amount: money, settlementNumber: z.string() })),
});

/** The bank's file of one of its days: every advance and every one that went back, by the bank's own numbers. */
const clearingSchema = z.object({
  day: calendarDateSchema,
  rows: z.array(z.object({ bankNumber: z.string().min(1), kind: z.enum(['draw', 'reversal']), amount: money })),
});

const PATHS = {
  'credit-lock': '/credit/lock',
  'credit-raise': '/credit/raise',
  'credit-draw': '/credit/draw',
  'credit-release': '/credit/release',
  'credit-draw-reversal': '/credit/reverse',
} as const;
const NO_SUCH_QUESTION = Symbol('HTTP 404');
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** The bank's credit over HTTP. It names every act by a key of its own and carries a repeated key out once. */
export class HttpBank implements BankGateway {
  readonly #settings: BankSettings;
  readonly #tools: BankTools;
  #agent: Agent | undefined;

  constructor(settings: BankSettings, tools: BankTools) {
    this.#settings = settings;
    this.#tools = tools;
  }

  async close(): Promise<void> {
    await this.#agent?.destroy();
  }

  async query(certNumber: string, name: string): Promise<CreditStanding> {
    const body = await this.#ask('POST', '/credit/query', JSON.stringify({ personNo: '', certNo: certNumber, name }));
    const answer = z.safeDecode(standingSchema, body as z.input<typeof standingSchema>);
    if (!answer.success) throw unreachable(answer.error);
    if ('result' in answer.data) return { standing: 'not-eligible' };
    if (!answer.data.opened) return { standing: 'not-opened' };
    const { openedAt, agreementSigned, limit, available, outstanding = null } = answer.data;
    return { standing: 'available', openedAt, agreementSigned, limit, available, outstanding };
  }

  async clearing(day: CalendarDate): Promise<ClearingFile | null> {
    const body = await this.#ask('GET', `/credit/clearing/${day}`, '');
    if (body === NO_SUCH_QUESTION) return null;
    const answer = z.safeDecode(clearingSchema, body as z.input<typeof clearingSchema>);
    if (!answer.success || answer.data.day !== day) throw unreachable(answer.error ?? new Error('the file of another day'));
    const rows = answer.data.rows.map(({ bankNumber, kind, amount }) => ({
      bankNumber,
      kind: kind === 'reversal' ? ('draw-reversal' as const) : kind,
      amount,
    }));
    return { text: JSON.stringify(body), rows };
  }

  async prove(): Promise<void> {
    await this.#ask('GET', `/credit/requests/${randomUUID()}`, '');
  }

  build(content: BankContent): LineMessage {
    const messageId = randomUUID();
    return { messageId, requestText: JSON.stringify({ requestKey: content.requestKey, ...this.#body(content) }) };
  }

  async send(content: BankContent, message: LineMessage): Promise<SendOutcome> {
    const drawn = content.kind === 'credit-draw' ? await this.#drawnAlready(content) : null;
    if (drawn !== null) return drawn;
    try {
      return this.#outcome(await this.#exchange('POST', PATHS[content.kind], message.requestText));
    } catch (error) {
      if (error instanceof AppError && error.kind === 'unknown') return { kind: 'unknown', words: error.message };
      throw error;
    }
  }

  async resolve({ requestKey }: BankContent): Promise<AttemptOutcome> {
    const body = await this.#ask('GET', `/credit/requests/${requestKey}`, '');
    const answer = z.safeDecode(answerSchema, body as z.input<typeof answerSchema>);
    if (answer.success && answer.data.result === 'absent') return { kind: 'absent', words: 'absent' };
    return this.#outcome(body);
  }

  /**
   * The patient may have paid from his phone, out of the same lock: what was drawn for this settlement is taken over, never drawn again. Nothing is
   * sent while the bank cannot be asked.
   */
  async #drawnAlready({
    lockNumber,
    settlementNumber,
    amount,
  }: Extract<BankContent, { kind: 'credit-draw' }>): Promise<SendOutcome | null> {
    const body = await this.#ask('GET', `/credit/locks/${lockNumber}`, '');
    if (body === NO_SUCH_QUESTION) return null;
    const answer = z.safeDecode(lockSchema, body as z.input<typeof lockSchema>);
    if (!answer.success) throw unreachable(answer.error);
    const [first, ...more] = answer.data.draws.filter((draw) => draw.settlementNumber === settlementNumber);
    if (first === undefined) return null;
    const same = more.length === 0 && first.amount.equals(amount);
    if (!same) return { kind: 'rejected', words: `此结算已用款 ${Money.sum([first, ...more].map((draw) => draw.amount))} 元` };
    return { kind: 'acknowledged', numberThere: first.bankNumber, result: { kind: 'credit', bankNumber: first.bankNumber, amount } };
  }

  #body(content: BankContent): Record<string, string> {
    switch (content.kind) {
      case 'credit-lock':
        return {
          certNo: content.certNumber,
          name: content.name,
          hospital: this.#settings.hospitalCode,
          stayNo: content.stayNumber,
          amount: content.amount.toString(),
        };
      case 'credit-draw':
        return { lockNumber: content.lockNumber, amount: content.amount.toString(), settlementNumber: content.settlementNumber };
      case 'credit-raise':
      case 'credit-release':
        return { lockNumber: content.lockNumber, amount: content.amount.toString() };
      case 'credit-draw-reversal':
        return { drawNumber: content.drawNumber, amount: content.amount.toString() };
      default: {
        const never: never = content;
        return never;
      }
    }
  }

  #outcome(body: unknown): SendOutcome {
    const answer = z.safeDecode(answerSchema, body as z.input<typeof answerSchema>);
    if (!answer.success || answer.data.result === 'absent') return { kind: 'unknown', words: 'unreadable answer' };
    if (answer.data.result === 'refused') return { kind: 'rejected', words: '不符合信用就医条件,按普通预交金办理' }; // why is never asked
    const { bankNumber, amount } = answer.data;
    return { kind: 'acknowledged', numberThere: bankNumber, result: { kind: 'credit', bankNumber, amount } };
  }

  /** A question may be repeated: a lost answer is the same as no line. */
  async #ask(method: 'GET' | 'POST', path: string, text: string): Promise<unknown> {
    try {
      return await this.#exchange(method, path, text);
    } catch (error) {
      if (error instanceof AppError && error.kind === 'unknown') throw unreachable(error);
      throw error;
    }
  }

  /** Sends once. gateway/bank.unreachable: certainly not sent. unknown/bank.outcome-unknown: no readable answer. */
  async #exchange(method: 'GET' | 'POST', path: string, text: string): Promise<unknown> {
    const { Agent, request } = await import('undici'); // not before the first message: the first page needs no network
    // Its answers do not name their request: each request has a connection of its own, and an answer that is doubled on the way has nowhere to arrive.
    this.#agent ??= new Agent({ connect: { timeout: 5_000 }, pipelining: 0, maxResponseSize: 1024 * 1024 });
    const started = performance.now();
    try {
      const response = await request(`${this.#settings.baseUrl.replace(/\/$/, '')}${path}`, {
        method,
        headers: this.#headers(text),
        ...(method === 'POST' ? { body: text } : {}),
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(this.#settings.seconds * 1_000),
      });
      const body = await response.body.text();
      // Turned away at the gate (client, signature, clock): certainly nothing was done.
      if (response.statusCode === 401 || response.statusCode === 403) throw unreachable(new Error(body.slice(0, 80)));
      if (response.statusCode >= 400 && !(response.statusCode === 404 && method === 'GET')) throw new Error(`HTTP ${response.statusCode}`);
      if (response.statusCode === 404) {
        this.#tools.heard({ reached: true, tookMs: performance.now() - started });
        return NO_SUCH_QUESTION;
      }
      const answer: unknown = JSON.parse(body);
      this.#tools.heard({ reached: true, tookMs: performance.now() - started });
      return answer;
    } catch (error) {
      if (error instanceof AppError) {
        this.#tools.heard({ reached: false, tookMs: performance.now() - started });
        throw error;
      }
      this.#tools.heard({ reached: false, tookMs: performance.now() - started });
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (NOT_SENT.has(code)) throw unreachable(error);
      throw new AppError('unknown', 'bank.outcome-unknown', 'sent, no readable answer', {}, error);
    }
  }

  #headers(text: string): Record<string, string> {
    const timestamp = String(this.#tools.milliseconds());
    const signature = createHmac('sha256', this.#settings.secret).update(`${timestamp}\n${text}`).digest('hex');
    return {
      'content-type': 'application/json',
      'x-bank-client': this.#settings.clientId,
      'x-bank-timestamp': timestamp,
      'x-bank-signature': signature,
    };
  }
}

const unreachable = (cause: unknown): AppError => new AppError('gateway', 'bank.unreachable', 'the bank cannot be reached', {}, cause);
