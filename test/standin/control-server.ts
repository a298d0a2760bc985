import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { BusinessLine } from './business-line.ts';
import type { Clock } from './clock.ts';
import { type FaultBook, faultSchema } from './faults.ts';

/** What the control port may look at and change. */
export interface Controlled {
  readonly faults: FaultBook;
  readonly line: BusinessLine;
  readonly clock: Clock;
  behaviour(): unknown;
  setBehaviour(change: unknown): void;
  log(after: number): unknown;
  referee(query: Readonly<Record<string, string>>): unknown;
  /** Its list of a day, as a file for the hospital's finance office. */
  dayList?(day: string): string;
}

/** The control port: no signature, always up, also while the business line is down. */
export function buildControlServer(controlled: Controlled): FastifyInstance {
  const app = fastify({ forceCloseConnections: true });
  app.setErrorHandler((error, _request, reply) => {
    reply.code(400).send({ error: error instanceof Error ? error.message : String(error) });
  });
  addFaultRoutes(app, controlled.faults);
  addStateRoutes(app, controlled);
  app.get('/control/log', (request) => {
    const { after } = z.object({ after: z.coerce.number().default(0) }).parse(request.query);
    return controlled.log(after);
  });
  app.get('/control/day-list', (request) => {
    const { day } = z.object({ day: z.iso.date() }).parse(request.query);
    return { text: controlled.dayList?.(day) ?? '' };
  });
  app.get('/control/referee', (request) => controlled.referee(z.record(z.string(), z.string()).parse(request.query)));
  return app;
}

function addFaultRoutes(app: FastifyInstance, faults: FaultBook): void {
  app.get('/control/faults', () => ({ armed: faults.list() }));
  app.post('/control/faults', (request) => {
    faults.arm(faultSchema.parse(request.body));
    return { armed: faults.list() };
  });
  app.delete('/control/faults', () => {
    faults.clear();
    return { armed: faults.list() };
  });
}

function addStateRoutes(app: FastifyInstance, controlled: Controlled): void {
  app.post('/control/line', async (request) => {
    const { up } = z.strictObject({ up: z.boolean() }).parse(request.body);
    await (up ? controlled.line.up() : controlled.line.down());
    return { up: controlled.line.isUp };
  });
  app.post('/control/clock', (request) => {
    const { offsetMs } = z.strictObject({ offsetMs: z.number() }).parse(request.body);
    controlled.clock.setOffset(offsetMs);
    return { offsetMs, now: new Date(controlled.clock.now()).toISOString() };
  });
  app.get('/control/behaviour', () => controlled.behaviour());
  app.post('/control/behaviour', (request) => {
    controlled.setBehaviour(request.body);
    return controlled.behaviour();
  });
}
