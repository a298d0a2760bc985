import { z } from 'zod';
import { fenText, readFen } from '../standin/amount.ts';
import { BusinessLine } from '../standin/business-line.ts';
import { chinaDay, type Clock, createClock } from '../standin/clock.ts';
import { buildControlServer } from '../standin/control-server.ts';
import { dayList } from '../standin/day-list.ts';
import { FaultBook, type FaultRequest } from '../standin/faults.ts';
import { buildSignedServer, type Route } from '../standin/signed-server.ts';

export interface CardOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly clockOffsetMs?: number;
  readonly secret?: string;
}

interface Order {
  readonly orderId: string;
  readonly kind: 'pay' | 'void' | 'refund';
  readonly paidOrderId: string | null;
  readonly fen: number;
  readonly at: number;
  readonly answer: Record<string, string>;
  sent: number;
}

/** What really moved, in fen. */
export interface CardVerdict {
  readonly charged: number;
  readonly givenBack: number;
  /** Orders that were sent more than once: a defect of whoever sent them. */
  readonly repeated: readonly string[];
  readonly kinds: readonly string[];
}

export interface CardHandle {
  readonly url: string;
  readonly controlUrl: string;
  arm(fault: FaultRequest): void;
  setLine(up: boolean): Promise<void>;
  setClockOffset(offsetMs: number): void;
  dayList(day: string): string;
  referee(): CardVerdict;
  close(): Promise<void>;
}

const amount = z
  .string()
  .regex(/^(0|[1-9]\d{0,11})\.\d{2}$/)
  .transform((text) => readFen(text) ?? 0)
  .refine((fen) => fen > 0);
const paySchema = z.strictObject({ orderId: z.uuid(), amount });
const backSchema = z.strictObject({ orderId: z.uuid(), paidOrderId: z.uuid(), amount });
const WORDS = { pay: '消费', void: '撤销', refund: '退货' } as const;
/** A card without money, for tests: whatever ends in 51 fen. */
const NO_MONEY_FEN = 51;

/** The acquirer's books behind one terminal. */
class Acquirer {
  readonly orders = new Map<string, Order>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  routes(): readonly Route[] {
    const idOf = ({ body }: { readonly body: unknown }) => String((body as { orderId?: unknown } | null)?.orderId ?? '');
    const refuse: Route['refuse'] = (request, words) => ({ result: 'refused', orderId: idOf(request), words });
    const back = (kind: 'void' | 'refund'): Route => ({
      ...{ operation: kind, method: 'POST', path: `/card/${kind}`, refuse },
      run: ({ body }) => this.#back(kind, body),
    });
    return [
      { operation: 'pay', method: 'POST', path: '/card/pay', run: ({ body }) => this.#pay(body), refuse },
      back('void'),
      back('refund'),
      {
        operation: 'orders',
        method: 'GET',
        path: '/card/orders/:id',
        run: ({ params: { id = '' } }) => this.orders.get(id)?.answer ?? { result: 'absent', orderId: id },
        refuse,
      },
    ];
  }

  #pay(body: unknown): object {
    const { orderId, amount: fen } = paySchema.parse(body);
    return this.#once({ orderId, kind: 'pay', paidOrderId: null, fen }, () => (fen % 100 === NO_MONEY_FEN ? '余额不足(51)' : undefined));
  }

  #back(kind: 'void' | 'refund', body: unknown): object {
    const { orderId, paidOrderId, amount: fen } = backSchema.parse(body);
    return this.#once({ orderId, kind, paidOrderId, fen }, () => {
      const paid = this.orders.get(paidOrderId);
      if (paid?.answer['result'] !== 'paid') return '查无原交易';
      const gone = this.#sum((order) => order.paidOrderId === paidOrderId);
      if (gone + fen > paid.fen) return '退款超过原交易';
      const today = chinaDay(this.#clock.now());
      if (kind === 'void' && (fen !== paid.fen || chinaDay(paid.at) !== today)) return '只能当日整笔撤销';
      return undefined;
    });
  }

  #once(about: Pick<Order, 'orderId' | 'kind' | 'paidOrderId' | 'fen'>, refusal: () => string | undefined): object {
    const earlier = this.orders.get(about.orderId);
    if (earlier !== undefined) {
      earlier.sent += 1;
      return earlier.answer;
    }
    const words = refusal();
    const serial = String(this.orders.size + 1).padStart(6, '0');
    const { orderId, fen } = about;
    const answer: Record<string, string> =
      words === undefined
        ? { result: 'paid', orderId, number: `CUP${serial.padStart(9, '0')}`, slip: serial, card: '****0001', amount: fenText(fen) }
        : { result: 'refused', orderId, words };
    this.orders.set(orderId, { ...about, at: this.#clock.now(), answer, sent: 1 });
    return answer;
  }

  #done(): readonly Order[] {
    return [...this.orders.values()].filter(({ answer }) => answer['result'] === 'paid');
  }

  #sum(which: (order: Order) => boolean): number {
    return this.#done()
      .filter(which)
      .reduce((sum, { fen }) => sum + fen, 0);
  }

  dayList(day: string): string {
    const listed = this.#done().map(({ orderId, kind, fen, at, answer }) => ({
      ...{ number: answer['number'] ?? '', key: orderId, kind: WORDS[kind], fen, back: kind !== 'pay', atMs: at },
    }));
    return dayList(day, listed);
  }

  judge(): CardVerdict {
    return {
      charged: this.#sum(({ kind }) => kind === 'pay'),
      givenBack: this.#sum(({ kind }) => kind !== 'pay'),
      repeated: [...this.orders.values()].filter(({ sent }) => sent > 1).map(({ orderId }) => orderId),
      kinds: this.#done().map(({ kind }) => kind),
    };
  }
}

/** Starts the stand-in: the terminal's service on a business port, and a control port. */
export async function startCard(options: CardOptions = {}): Promise<CardHandle> {
  const clock = createClock(options.clockOffsetMs ?? 0);
  const acquirer = new Acquirer(clock);
  const faults = new FaultBook();
  const secret = options.secret ?? 'demo-secret';
  const business = await buildSignedServer({ routes: acquirer.routes(), faults, clock, secret, header: 'x-card' });
  const line = new BusinessLine((request, response) => business.routing(request, response));
  await line.up(options.port ?? 0);
  const books = {
    log: () => [...acquirer.orders.values()],
    referee: () => acquirer.judge(),
    dayList: (day: string) => acquirer.dayList(day),
  };
  const control = buildControlServer({ faults, line, clock, behaviour: () => ({}), setBehaviour: () => undefined, ...books });
  const controlUrl = await control.listen({ port: options.controlPort ?? 0, host: '127.0.0.1' });
  return {
    url: line.url,
    controlUrl,
    arm: (fault) => faults.arm(fault),
    setLine: (up) => (up ? line.up() : line.down()),
    setClockOffset: (offsetMs) => clock.setOffset(offsetMs),
    dayList: books.dayList,
    referee: books.referee,
    close: async () => {
      await line.down();
      await control.close();
      await business.close();
    },
  };
}
