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
import { type Database, inTurn } from './store/database.ts';
import { listMessages } from './store/messages.ts';
import { countPersons, type Person, savePerson } from './store/persons.ts';
import { spoilLine } from './spoil.ts';
import { openPostgres } from './store/postgres.ts';
import { openSqlite } from './store/sqlite.ts';

export interface CentreOptions {
  /** Business port; 0 (default) lets the system choose. */
  readonly port?: number;
  readonly controlPort?: number;
  /** SQLite file; in memory when absent. */
  readonly data?: string;
  /** A PostgreSQL server instead, by its address, and the schema there that is this centre's own. */
  readonly postgres?: { readonly address: string; readonly schema?: string };
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
  savePerson(person: unknown): Promise<void>;
  log(after?: number): Promise<readonly object[]>;
  referee(iptNo?: string): Promise<Verdict>;
  close(): Promise<void>;
}

/** Starts the stand-in centre: a business port and a control port. */
export async function startCentre(options: CentreOptions = {}): Promise<CentreHandle> {
  const database = await openDatabase(options);
  await seed(database);
  const clock = createClock(options.clockOffsetMs ?? 0);
  const faults = new FaultBook();
  let behaviour: Behaviour = behaviourSchema.parse(options.behaviour ?? {});
  const account = { token: options.token ?? 'demo-token', paasid: options.paasid ?? 'demo-hospital' };
  const business = await buildBusiness({ database, clock, account, behaviour: () => behaviour }, faults);
  const line = new BusinessLine((request: IncomingMessage, response: ServerResponse) => business.routing(request, response));
  await line.up(options.port ?? 0);
  const setBehaviour = (change: unknown): void => {
    behaviour = changeBehaviour(behaviour, change);
  };
  const books = booksOf(database);
  const control = buildControlServer({ faults, line, clock, behaviour: () => behaviour, setBehaviour, ...books });
  control.post('/control/person', (request) => books.savePerson(request.body).then(({ psnNo }) => ({ psnNo })));
  control.post('/control/spoil', (request) => books.spoil(request.body));
  const controlUrl = await control.listen({ port: options.controlPort ?? 0, host: '127.0.0.1' });
  return handle({ database, books, clock, faults, line, control, business, controlUrl, account, setBehaviour });
}

function openDatabase({ data = ':memory:', postgres }: CentreOptions): Promise<Database> {
  return postgres === undefined ? Promise.resolve(openSqlite(data)) : openPostgres(postgres.address, postgres.schema);
}

/** What can be read and entered beside the line. */
interface Books {
  savePerson(person: unknown): Promise<Person>;
  log(after?: number): Promise<readonly object[]>;
  referee(query: Readonly<Record<string, string>>): Promise<Verdict>;
  /** The centre's own books are wrong: an unsettled line of a stay is lost, or stands there twice. */
  spoil(request: unknown): Promise<{ readonly spoilt: number }>;
}

function booksOf(database: Database): Books {
  return {
    savePerson: (person) => database.transaction((store) => savePerson(store, person)),
    log: (after = 0) => database.transaction((store) => listMessages(store, after)),
    referee: ({ iptNo }) => database.transaction((store) => judge(store, iptNo)),
    spoil: (request) => database.transaction((store) => spoilLine(store, request)),
  };
}

interface Parts {
  readonly database: Database;
  readonly books: Books;
  readonly clock: Clock;
  readonly faults: FaultBook;
  readonly line: BusinessLine;
  readonly control: FastifyInstance;
  readonly business: FastifyInstance;
  readonly controlUrl: string;
  readonly account: { readonly token: string; readonly paasid: string };
  readonly setBehaviour: (change: unknown) => void;
}

function handle({ database, books, clock, faults, line, control, business, controlUrl, account, setBehaviour }: Parts): CentreHandle {
  return {
    url: line.url,
    controlUrl,
    ...account,
    arm: (fault) => faults.arm(fault),
    disarm: () => faults.clear(),
    setLine: (up) => (up ? line.up() : line.down()),
    setClockOffset: (offsetMs) => clock.setOffset(offsetMs),
    behave: setBehaviour,
    savePerson: async (person) => void (await books.savePerson(person)),
    log: books.log,
    referee: (iptNo) => books.referee(iptNo === undefined ? {} : { iptNo }),
    close: async () => {
      await line.down();
      await control.close();
      await business.close();
      await database.close();
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

async function seed(database: Database): Promise<void> {
  const persons = JSON.parse(readFileSync(new URL('./persons.json', import.meta.url), 'utf8')) as readonly unknown[];
  await database.transaction(async (store) => {
    if ((await countPersons(store)) === 0) await inTurn(persons, (person) => savePerson(store, person));
  });
}
