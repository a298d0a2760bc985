import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import { BusinessLine } from '../standin/business-line.ts';
import { type Clock, createClock } from '../standin/clock.ts';
import { buildControlServer } from '../standin/control-server.ts';
import { deliver } from '../standin/deliver.ts';
import { FaultBook, type FaultRequest } from '../standin/faults.ts';
import { type Behaviour, type BehaviourChange, behaviourSchema, changeBehaviour } from './behaviour.ts';
import { type Desk, Exchange } from './exchange.ts';
import { judge, type Verdict } from './referee.ts';
import { openStore, type Store } from './store/database.ts';
import { listMessages } from './store/messages.ts';
import { countPersons, savePerson } from './store/persons.ts';

export interface CentreOptions {
  /** Business port; 0 (default) lets the system choose. */
  readonly port?: number;
  readonly controlPort?: number;
  /** SQLite file; in memory when absent. */
  readonly data?: string;
  readonly token?: string;
  readonly paasid?: string;
  readonly behaviour?: BehaviourChange;
  readonly clockOffsetMs?: number;
}

/** A running centre, and what a test in the same process may do to it. */
export interface CentreHandle {
  readonly url: string;
  readonly controlUrl: string;
  readonly token: string;
  readonly paasid: string;
  arm(fault: FaultRequest): void;
  disarm(): void;
  setLine(up: boolean): Promise<void>;
  setClockOffset(offsetMs: number): void;
  behave(change: BehaviourChange): void;
  /** Adds or replaces an insured person, in the form of persons.json. */
  savePerson(person: unknown): void;
  log(after?: number): readonly object[];
  referee(iptNo?: string): Verdict;
  close(): Promise<void>;
}

/** Starts the stand-in centre: a business port and a control port. */
export async function startCentre(options: CentreOptions = {}): Promise<CentreHandle> {
  const store = openStore(options.data ?? ':memory:');
  seed(store);
  const clock = createClock(options.clockOffsetMs ?? 0);
  const faults = new FaultBook();
  let behaviour: Behaviour = behaviourSchema.parse(options.behaviour ?? {});
  const account = { token: options.token ?? 'demo-token', paasid: options.paasid ?? 'demo-hospital' };
  const business = await buildBusiness({ store, clock, account, behaviour: () => behaviour }, faults);
  const line = new BusinessLine((request: IncomingMessage, response: ServerResponse) => business.routing(request, response));
  await line.up(options.port ?? 0);
  const setBehaviour = (change: unknown): void => {
    behaviour = changeBehaviour(behaviour, change);
  };
  const log = (after = 0): readonly object[] => listMessages(store, after);
  const referee = (query: Readonly<Record<string, string>>): Verdict => judge(store, query['iptNo']);
  const control = buildControlServer({ faults, line, clock, behaviour: () => behaviour, setBehaviour, log, referee });
  control.post('/control/person', (request) => ({ psnNo: savePerson(store, request.body).psnNo }));
  const controlUrl = await control.listen({ port: options.controlPort ?? 0, host: '127.0.0.1' });
  return handle({ store, clock, faults, line, control, business, controlUrl, account, setBehaviour });
}

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly faults: FaultBook;
  readonly line: BusinessLine;
  readonly control: FastifyInstance;
  readonly business: FastifyInstance;
  readonly controlUrl: string;
  readonly account: { readonly token: string; readonly paasid: string };
  readonly setBehaviour: (change: unknown) => void;
}

function handle({ store, clock, faults, line, control, business, controlUrl, account, setBehaviour }: Parts): CentreHandle {
  return {
    url: line.url,
    controlUrl,
    ...account,
    arm: (fault) => faults.arm(fault),
    disarm: () => faults.clear(),
    setLine: (up) => (up ? line.up() : line.down()),
    setClockOffset: (offsetMs) => clock.setOffset(offsetMs),
    behave: setBehaviour,
    savePerson: (person) => void savePerson(store, person),
    log: (after = 0) => listMessages(store, after),
    referee: (iptNo) => judge(store, iptNo),
    close: async () => {
      await line.down();
      await control.close();
      await business.close();
      store.close();
    },
  };
}

/** The business side: any path below /fsi/api/, the transaction number is in the body. */
async function buildBusiness(desk: Desk, faults: FaultBook): Promise<FastifyInstance> {
  const app = fastify({ bodyLimit: 8 * 1024 * 1024 });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.post('/fsi/api/*', async (request, reply) => {
    reply.header('date', new Date(desk.clock.now()).toUTCString()); // its own clock, as a caller with a wrong one would see it
    const exchange = new Exchange(desk, { path: request.url, headers: request.headers, body: readJson(request.body) });
    await deliver(reply, faults.take(exchange.infno), exchange);
    return reply;
  });
  await app.ready();
  return app;
}

function readJson(body: unknown): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(String(body));
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

function seed(store: Store): void {
  if (countPersons(store) > 0) return;
  const persons = JSON.parse(readFileSync(new URL('./persons.json', import.meta.url), 'utf8')) as readonly unknown[];
  store.transaction(() => {
    for (const person of persons) savePerson(store, person);
  })();
}
