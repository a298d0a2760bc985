import { createHmac, timingSafeEqual } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readFen } from '../standin/amount.ts';
import { BusinessLine } from '../standin/business-line.ts';
import { type Clock, createClock } from '../standin/clock.ts';
import { dayList } from '../standin/day-list.ts';
import { buildControlServer } from '../standin/control-server.ts';
import { type Answer, deliver, type Service } from '../standin/deliver.ts';
import { FaultBook, type FaultRequest } from '../standin/faults.ts';

export interface WalletOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly clockOffsetMs?: number;
  readonly secret?: string;
}

interface Order {
  readonly orderId: string;
  readonly kind: 'pay' | 'refund';
  readonly paidOrderId: string | null;
  readonly fen: number;
  readonly channel: '微信' | '支付宝';
  readonly at: number;
  readonly answer: Record<string, string>;
  sent: number;
}

/** What happened on the platform's side, in fen. */
export interface WalletVerdict {
  readonly charged: number;
  readonly givenBack: number;
  /** Orders that were sent more than once: a defect of whoever sent them. */
  readonly repeated: readonly string[];
  readonly orders: number;
}

export interface WalletHandle {
  readonly url: string;
  readonly controlUrl: string;
  arm(fault: FaultRequest): void;
  setLine(up: boolean): Promise<void>;
  setClockOffset(offsetMs: number): void;
  referee(): WalletVerdict;
  dayList(day: string): string;
  close(): Promise<void>;
}

const amount = z.string().transform((text, context) => {
  const fen = readFen(text);
  if (fen !== undefined && fen > 0) return fen;
  context.addIssue({ code: 'custom', message: 'not an amount' });
  return z.NEVER;
});
const paySchema = z.strictObject({ orderId: z.uuid(), amount, code: z.string().regex(/^\d{16,24}$/) });
const refundSchema = z.strictObject({ orderId: z.uuid(), paidOrderId: z.uuid(), amount });

const yuan = (fen: number): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** The platform's own books. */
class Platform {
  readonly orders = new Map<string, Order>();
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  pay(body: unknown): Record<string, string> {
    const { orderId, amount: fen, code } = paySchema.parse(body);
    const channel = code.startsWith('1') ? '微信' : '支付宝';
    return this.once(orderId, { kind: 'pay', paidOrderId: null, fen, channel }, () => (code.endsWith('9999') ? '余额不足' : undefined));
  }

  refund(body: unknown): Record<string, string> {
    const { orderId, paidOrderId, amount: fen } = refundSchema.parse(body);
    const channel = this.orders.get(paidOrderId)?.channel ?? '微信';
    return this.once(orderId, { kind: 'refund', paidOrderId, fen, channel }, () => {
      const paid = this.orders.get(paidOrderId);
      const back = this.sum((order) => order.paidOrderId === paidOrderId);
      return paid?.answer['result'] === 'paid' && back + fen <= paid.fen ? undefined : '退款超过原支付';
    });
  }

  private once(orderId: string, about: Pick<Order, 'kind' | 'paidOrderId' | 'fen' | 'channel'>, refusal: () => string | undefined) {
    const earlier = this.orders.get(orderId);
    if (earlier !== undefined) {
      earlier.sent += 1;
      return earlier.answer;
    }
    const words = refusal();
    const number = `WX${String(this.orders.size + 1).padStart(10, '0')}`;
    const answer: Record<string, string> =
      words === undefined ? { result: 'paid', orderId, number, amount: yuan(about.fen) } : { result: 'refused', orderId, words };
    this.orders.set(orderId, { orderId, ...about, at: this.clock.now(), answer, sent: 1 });
    return answer;
  }

  sum(which: (order: Order) => boolean): number {
    return [...this.orders.values()]
      .filter((order) => order.answer['result'] === 'paid' && which(order))
      .reduce((sum, { fen }) => sum + fen, 0);
  }

  /** What it settles with the hospital for a day. */
  dayList(day: string): string {
    const listed = [...this.orders.values()].map(({ orderId, kind, channel, fen, at, answer }) => ({
      ...{ number: answer['number'] ?? `F${orderId.slice(0, 8)}`, key: orderId, channel, fen, atMs: at },
      ...{ kind: kind === 'pay' ? '支付' : '退款', back: kind === 'refund' },
      state: answer['result'] === 'paid' ? ('成功' as const) : ('失败' as const),
    }));
    return dayList(day, listed);
  }

  judge(): WalletVerdict {
    const all = [...this.orders.values()];
    return {
      charged: this.sum(({ kind }) => kind === 'pay'),
      givenBack: this.sum(({ kind }) => kind === 'refund'),
      repeated: all.filter(({ sent }) => sent > 1).map(({ orderId }) => orderId),
      orders: all.length,
    };
  }
}

function turnedAway({ headers, body }: FastifyRequest, secret: string, clock: Clock): boolean {
  const timestamp = String(headers['x-wallet-timestamp'] ?? '');
  if (Math.abs(clock.now() - Number(timestamp)) > 300_000) return true;
  const wanted = createHmac('sha256', secret)
    .update(`${timestamp}\n${typeof body === 'string' ? body : ''}`)
    .digest();
  const given = Buffer.from(String(headers['x-wallet-signature'] ?? ''), 'hex');
  return given.length !== wanted.length || !timingSafeEqual(given, wanted);
}

/** Starts the stand-in: a business port and a control port. */
export async function startWallet(options: WalletOptions = {}): Promise<WalletHandle> {
  const clock = createClock(options.clockOffsetMs ?? 0);
  const platform = new Platform(clock);
  const faults = new FaultBook();
  const business = await buildBusiness(platform, faults, clock, options.secret ?? 'demo-secret');
  const line = new BusinessLine((request, response) => business.routing(request, response));
  await line.up(options.port ?? 0);
  const referee = () => platform.judge();
  const log = () => [...platform.orders.values()];
  const day = (on: string) => platform.dayList(on);
  const silent = { behaviour: () => ({}), setBehaviour: () => undefined };
  const control = buildControlServer({ faults, line, clock, ...silent, log, referee, dayList: day });
  const controlUrl = await control.listen({ port: options.controlPort ?? 0, host: '127.0.0.1' });
  return {
    url: line.url,
    controlUrl,
    arm: (fault) => faults.arm(fault),
    setLine: (up) => (up ? line.up() : line.down()),
    setClockOffset: (offsetMs) => clock.setOffset(offsetMs),
    referee,
    dayList: day,
    close: async () => {
      await line.down();
      await control.close();
      await business.close();
    },
  };
}

async function buildBusiness(platform: Platform, faults: FaultBook, clock: Clock, secret: string): Promise<FastifyInstance> {
  const app = fastify();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  const service = (request: FastifyRequest, work: () => Record<string, string>): Service => ({
    process: () => guarded(request, work),
    refuse: (words) => ({ status: 200, body: JSON.stringify({ result: 'refused', orderId: orderIdOf(request), words }) }),
    skip: () => undefined,
  });
  const guarded = (request: FastifyRequest, work: () => Record<string, string>): Answer => {
    if (turnedAway(request, secret, clock)) return { status: 401, body: JSON.stringify({ error: 'signature' }) };
    try {
      return { status: 200, body: JSON.stringify(work()) };
    } catch (error) {
      return { status: 400, body: JSON.stringify({ error: String(error) }) };
    }
  };
  app.post('/wallet/pay', (request, reply) =>
    deliver(
      reply,
      faults.take('pay'),
      service(request, () => platform.pay(read(request))),
    ).then(() => reply),
  );
  app.post('/wallet/refund', (request, reply) =>
    deliver(
      reply,
      faults.take('refund'),
      service(request, () => platform.refund(read(request))),
    ).then(() => reply),
  );
  app.get<{ Params: { orderId: string } }>('/wallet/orders/:orderId', (request, reply) => {
    const { orderId } = request.params;
    const found = () => platform.orders.get(orderId)?.answer ?? { result: 'absent', orderId };
    return deliver(reply, faults.take('orders'), service(request, found)).then(() => reply);
  });
  await app.ready();
  return app;
}

const read = ({ body }: FastifyRequest): unknown => JSON.parse(typeof body === 'string' ? body : '');
const orderIdOf = ({ body }: FastifyRequest): string => /"orderId"\s*:\s*"([^"]*)"/.exec(typeof body === 'string' ? body : '')?.[1] ?? '';
