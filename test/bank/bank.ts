import { readFileSync } from 'node:fs';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readFen } from '../standin/amount.ts';
import { BusinessLine } from '../standin/business-line.ts';
import { createClock } from '../standin/clock.ts';
import { buildControlServer } from '../standin/control-server.ts';
import { deliver } from '../standin/deliver.ts';
import { FaultBook, type FaultRequest } from '../standin/faults.ts';
import { type Behaviour, type BehaviourChange, behaviourSchema } from './behaviour.ts';
import { type Desk, Exchange } from './exchange.ts';
import { judge, type Verdict } from './referee.ts';
import { clearingList } from './clearing-list.ts';
import { openStore, type Store, saveAccount } from './store.ts';

export interface BankOptions {
  readonly port?: number;
  readonly controlPort?: number;
  /** SQLite file; in memory when absent. */
  readonly data?: string;
  readonly client?: string;
  readonly secret?: string;
  readonly behaviour?: BehaviourChange;
  readonly clockOffsetMs?: number;
}

/** A running bank, and what a test in the same process may do to it. */
export interface BankHandle {
  readonly url: string;
  readonly controlUrl: string;
  readonly client: string;
  readonly secret: string;
  arm(fault: FaultRequest): void;
  disarm(): void;
  setLine(up: boolean): Promise<void>;
  setClockOffset(offsetMs: number): void;
  behave(change: BehaviourChange): void;
  /** Adds or replaces a person, in the form of persons.json. */
  savePerson(person: unknown): void;
  log(after?: number): readonly object[];
  /** 清算文件: what was drawn and given back on a day. */
  dayList(day: string): string;
  referee(stayNo?: string): Verdict;
  close(): Promise<void>;
}

const personSchema = z.strictObject({
  personNo: z.string(),
  certNo: z.string(),
  name: z.string(),
  state: z.enum(['opened', 'not-opened', 'not-eligible']),
  openedAt: z.string().nullable().default(null),
  agreementSigned: z.boolean().default(false),
  limit: z.string().default('0.00'),
});

/** Starts the stand-in bank: a business port and a control port. */
export async function startBank(options: BankOptions = {}): Promise<BankHandle> {
  const store = openStore(options.data ?? ':memory:');
  seed(store);
  const clock = createClock(options.clockOffsetMs ?? 0);
  const faults = new FaultBook();
  let behaviour: Behaviour = behaviourSchema.parse(options.behaviour ?? {});
  const account = { client: options.client ?? 'demo-hospital', secret: options.secret ?? 'demo-secret' };
  const business = await buildBusiness({ store, clock, client: account, behaviour: () => behaviour }, faults);
  const line = new BusinessLine((request, response) => business.routing(request, response));
  await line.up(options.port ?? 0);
  const setBehaviour = (change: unknown): void => {
    behaviour = behaviourSchema.parse({ ...behaviour, ...(change as object) });
  };
  const log = (after = 0): readonly object[] => readLog(store, after);
  const referee = (query: Readonly<Record<string, string>>): Verdict => judge(store, query['stayNo']);
  const control = buildControlServer({
    ...{ faults, line, clock, behaviour: () => behaviour, setBehaviour, log, referee },
    dayList: (day) => clearingList(store, day),
  });
  control.post('/control/person', (request) => {
    savePerson(store, request.body);
    return { saved: true };
  });
  const controlUrl = await control.listen({ port: options.controlPort ?? 0, host: '127.0.0.1' });
  return {
    url: line.url,
    controlUrl,
    ...account,
    arm: (fault) => faults.arm(fault),
    disarm: () => faults.clear(),
    setLine: (up) => (up ? line.up() : line.down()),
    setClockOffset: (offsetMs) => clock.setOffset(offsetMs),
    behave: setBehaviour,
    savePerson: (person) => savePerson(store, person),
    log,
    dayList: (day) => clearingList(store, day),
    referee: (stayNo) => judge(store, stayNo),
    close: async () => {
      await line.down();
      await control.close();
      await business.close();
      store.close();
    },
  };
}

async function buildBusiness(desk: Desk, faults: FaultBook): Promise<FastifyInstance> {
  const app = fastify();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  const exchangeOf = (request: FastifyRequest, operation: string, requestKey = ''): Exchange =>
    new Exchange(desk, { operation, headers: request.headers, body: typeof request.body === 'string' ? request.body : '', requestKey });
  app.post<{ Params: { operation: string } }>('/credit/:operation', async (request, reply) => {
    const { operation } = request.params;
    await deliver(reply, faults.take(operation), exchangeOf(request, operation));
    return reply;
  });
  app.get<{ Params: { requestKey: string } }>('/credit/requests/:requestKey', async (request, reply) => {
    await deliver(reply, faults.take('requests'), exchangeOf(request, 'requests', request.params.requestKey));
    return reply;
  });
  app.get<{ Params: { lockNumber: string } }>('/credit/locks/:lockNumber', async (request, reply) => {
    await deliver(reply, faults.take('locks'), exchangeOf(request, 'locks', request.params.lockNumber));
    return reply;
  });
  app.get<{ Params: { day: string } }>('/credit/clearing/:day', async (request, reply) => {
    await deliver(reply, faults.take('clearing'), exchangeOf(request, 'clearing', request.params.day));
    return reply;
  });
  await app.ready();
  return app;
}

function readLog(store: Store, after: number): readonly object[] {
  return store
    .prepare(
      `SELECT seq, operation, request_key AS requestKey, received_at AS receivedAt, delivery, outcome, cause
       FROM log WHERE seq > ? ORDER BY seq`,
    )
    .all(after) as object[];
}

function savePerson(store: Store, given: unknown): void {
  const person = personSchema.parse(given);
  saveAccount(store, {
    cert_no: person.certNo,
    person_no: person.personNo,
    name: person.name,
    state: person.state,
    opened_at: person.openedAt,
    agreement_signed: person.agreementSigned ? 1 : 0,
    limit_fen: readFen(person.limit) ?? 0,
  });
}

function seed(store: Store): void {
  const { n } = store.prepare('SELECT count(*) AS n FROM account').get() as { n: number };
  if (n > 0) return;
  const persons = JSON.parse(readFileSync(new URL('./persons.json', import.meta.url), 'utf8')) as readonly unknown[];
  for (const person of persons) savePerson(store, person);
}
