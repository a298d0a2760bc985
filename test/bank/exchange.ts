import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Clock } from '../standin/clock.ts';
import type { Answer, Service } from '../standin/deliver.ts';
import type { Behaviour } from './behaviour.ts';
import { clearingFile, type Context, lockShown, OPERATIONS, query } from './operations.ts';
import { type Client, signatureProblem } from './signature.ts';
import type { Store } from './store.ts';

/** What every request of this bank is carried out with. */
export interface Desk {
  readonly store: Store;
  readonly clock: Clock;
  readonly client: Client;
  behaviour(): Behaviour;
}

export interface Incoming {
  /** "query", "lock", "draw", "release", "reverse", "requests", "locks" or "clearing"; `raise` among the moves. */
  readonly operation: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Of the path: the key for "requests", the lock's number for "locks", the day for "clearing". */
  readonly requestKey: string;
}

interface Recorded {
  readonly operation: string;
  readonly body: string;
  readonly answer: string;
  readonly created_ms: number;
}

/** One request from its arrival to its answer. Movement, recorded answer and log row are one database transaction. */
export class Exchange implements Service {
  private readonly desk: Desk;
  private readonly incoming: Incoming;

  constructor(desk: Desk, incoming: Incoming) {
    this.desk = desk;
    this.incoming = incoming;
  }

  process(delivery: string): Answer {
    const { desk, incoming } = this;
    const window = desk.behaviour().clockWindowSeconds;
    const problem = signatureProblem(incoming.headers, incoming.body, desk.client, desk.clock.now(), window);
    if (problem !== undefined) return this.error(401, problem, delivery);
    try {
      return desk.store.transaction(() => this.carryOut(delivery)).immediate();
    } catch (error) {
      if (error instanceof z.ZodError || error instanceof SyntaxError) return this.error(400, `malformed: ${error.message}`, delivery);
      return this.error(500, String(error), delivery);
    }
  }

  refuse(text: string): Answer {
    this.note('refusal', 'refused', text);
    return { status: 200, body: JSON.stringify({ result: 'refused' }) };
  }

  skip(delivery: string): void {
    this.note(delivery, 'not-processed', '');
  }

  private carryOut(delivery: string): Answer {
    const { operation, body, requestKey } = this.incoming;
    if (operation === 'requests') return this.lookUp(requestKey, delivery);
    if (operation === 'locks') return this.showLock(requestKey, delivery);
    if (operation === 'clearing') return this.showClearing(requestKey, delivery);
    const context: Context = {
      store: this.desk.store,
      behaviour: this.desk.behaviour(),
      at: new Date(this.desk.clock.now()).toISOString(),
    };
    if (operation === 'query') {
      const answer = query(context, JSON.parse(body));
      this.note(delivery, 'done', '');
      return ok(answer);
    }
    return this.move(context, operation, body, delivery);
  }

  private move(context: Context, operation: string, body: string, delivery: string): Answer {
    const parsed: unknown = JSON.parse(body);
    const { requestKey } = z.looseObject({ requestKey: z.string().min(8).max(64) }).parse(parsed);
    const earlier = this.recorded(requestKey);
    const canonical = JSON.stringify(sorted(parsed));
    if (earlier !== undefined) return this.again(earlier, operation, canonical, delivery);
    const outcome = OPERATIONS[operation]?.(context, parsed);
    if (outcome === undefined) return this.error(404, 'no such operation', delivery);
    const answer = JSON.stringify(outcome.answer);
    this.desk.store
      .prepare('INSERT INTO request (request_key, operation, body, answer, created_ms) VALUES (?, ?, ?, ?, ?)')
      .run(requestKey, operation, canonical, answer, this.desk.clock.real());
    this.note(delivery, outcome.cause === '' ? 'done' : 'refused', outcome.cause);
    return { status: 200, body: answer };
  }

  /** The repeat of a key: the recorded answer for the same content, a conflict for another. */
  private again(earlier: Recorded, operation: string, canonical: string, delivery: string): Answer {
    const same = earlier.operation === operation && earlier.body === canonical;
    if (!same) return this.error(409, 'this request key was used with another content', delivery);
    if (this.desk.behaviour().repeatedKey === 'refused') return this.error(409, 'this request key was used before', delivery);
    this.note(delivery, 'repeated', '');
    return { status: 200, body: earlier.answer };
  }

  private lookUp(requestKey: string, delivery: string): Answer {
    const found = this.recorded(requestKey);
    const visible = found !== undefined && found.created_ms <= this.desk.clock.real() - this.desk.behaviour().lateVisibilityMs;
    this.note(delivery, 'done', '');
    return visible ? { status: 200, body: found.answer } : ok({ result: 'absent' });
  }

  /** What a lock holds and what was drawn on it, by whomever: at once. */
  private showLock(lockNumber: string, delivery: string): Answer {
    const { store, behaviour } = this.desk;
    const shown = behaviour().lockQuestion === 'answered' ? lockShown(store, lockNumber) : undefined;
    if (shown === undefined) return this.error(404, 'no such lock', delivery);
    this.note(delivery, 'done', '');
    return ok(shown);
  }

  /** The file of a day that is over; before that there is none. */
  private showClearing(day: string, delivery: string): Answer {
    const file = clearingFile(this.desk.store, day, this.desk.clock.now());
    if (file === undefined) return this.error(404, 'no file of this day yet', delivery);
    this.note(delivery, 'done', '');
    return ok(file);
  }

  private recorded(requestKey: string): Recorded | undefined {
    return this.desk.store.prepare('SELECT * FROM request WHERE request_key = ?').get(requestKey) as Recorded | undefined;
  }

  private error(status: number, text: string, delivery: string): Answer {
    this.note(delivery, `error-${status}`, text);
    return { status, body: JSON.stringify({ error: text }) };
  }

  private note(delivery: string, outcome: string, cause: string): void {
    const { operation, requestKey, body } = this.incoming;
    const key = requestKey !== '' ? requestKey : (/"requestKey"\s*:\s*"([^"]*)"/.exec(body)?.[1] ?? '');
    this.desk.store
      .prepare('INSERT INTO log (operation, request_key, received_at, delivery, outcome, cause) VALUES (?, ?, ?, ?, ?, ?)')
      .run(operation, key, new Date(this.desk.clock.now()).toISOString(), delivery, outcome, cause);
  }
}

function ok(answer: object): Answer {
  return { status: 200, body: JSON.stringify(answer) };
}

/** The order of the members does not make another content. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
