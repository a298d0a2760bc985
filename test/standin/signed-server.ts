import { createHmac, timingSafeEqual } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Clock } from './clock.ts';
import { type Answer, deliver } from './deliver.ts';
import type { FaultBook } from './faults.ts';

/** One call of a business port: `operation` is its name for faults. */
export interface Route {
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Carries it out; a throw is a request that no honest caller sends (400). */
  run(request: { readonly body: unknown; readonly params: Readonly<Record<string, string>> }): object;
  /** A well-formed refusal with these words. */
  refuse(request: { readonly body: unknown }, words: string): object;
}

export interface SignedServer {
  readonly routes: readonly Route[];
  readonly faults: FaultBook;
  readonly clock: Clock;
  readonly secret: string;
  /** "x-invoice": where client, time and signature stand. */
  readonly header: string;
}

const WINDOW_MS = 300_000;

/** A business port whose messages are signed: hex HMAC-SHA256 over `timestamp \n body`. Faults strike before or after the work. */
export async function buildSignedServer({ routes, faults, clock, secret, header }: SignedServer): Promise<FastifyInstance> {
  const app = fastify();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  const turnedAway = ({ headers, body }: FastifyRequest): boolean => {
    const timestamp = String(headers[`${header}-timestamp`] ?? '');
    if (Math.abs(clock.now() - Number(timestamp)) > WINDOW_MS) return true;
    const text = typeof body === 'string' ? body : '';
    const wanted = createHmac('sha256', secret).update(`${timestamp}\n${text}`).digest();
    const given = Buffer.from(String(headers[`${header}-signature`] ?? ''), 'hex');
    return given.length !== wanted.length || !timingSafeEqual(given, wanted);
  };
  for (const route of routes) {
    app.route<{ Params: Record<string, string> }>({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        const body = (): unknown => (typeof request.body === 'string' && request.body !== '' ? JSON.parse(request.body) : null);
        await deliver(reply, faults.take(route.operation), {
          process: () =>
            turnedAway(request)
              ? { status: 401, body: JSON.stringify({ error: 'signature' }) }
              : guarded(() => route.run({ body: body(), params: request.params })),
          refuse: (words) => ({ status: 200, body: JSON.stringify(route.refuse({ body: body() }, words)) }),
          skip: () => undefined,
        });
        return reply;
      },
    });
  }
  await app.ready();
  return app;
}

function guarded(work: () => object): Answer {
  try {
    return { status: 200, body: JSON.stringify(work()) };
  } catch (error) {
    return { status: 400, body: JSON.stringify({ error: String(error) }) };
  }
}
