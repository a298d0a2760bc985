import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../standin/clock.ts';
import type { Answer, Service } from '../standin/deliver.ts';
import { writeAnswer } from './answer.ts';
import type { Behaviour } from './behaviour.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import { Refusal } from './refusal.ts';
import { type Account, CLOCK_PROBLEM, signatureProblem } from './signature.ts';
import type { Store } from './store/database.ts';
import { addMessage, findMessage, type MessageRow, setAnswer } from './store/messages.ts';
import type { Done } from './transactions/call.ts';
import { pathFits, TRANSACTIONS } from './transactions/index.ts';
import { checkSignedIn } from './transactions/sign-in.ts';

/** What every request of this centre is carried out with. */
export interface Desk {
  readonly store: Store;
  readonly clock: Clock;
  readonly account: Account;
  behaviour(): Behaviour;
}

export interface Incoming {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** undefined when the body was no JSON object. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** One request from its arrival to its answer. Act and log row are one database transaction. */
export class Exchange implements Service {
  private readonly desk: Desk;
  private readonly incoming: Incoming;
  private readonly receivedAt: number;

  constructor(desk: Desk, incoming: Incoming) {
    this.desk = desk;
    this.incoming = incoming;
    this.receivedAt = desk.clock.now();
  }

  get infno(): string {
    return String(this.incoming.body?.['infno'] ?? '');
  }

  process(delivery: string): Answer {
    const { desk, incoming } = this;
    const problem = signatureProblem(incoming.headers, desk.account, this.receivedAt, desk.behaviour());
    if (problem !== undefined) return this.gatewayRefusal(problem, delivery);
    const body = incoming.body;
    if (body === undefined) return this.gatewayError(400, '报文格式错误', delivery);
    try {
      return desk.store.transaction(() => this.carryOut(body, delivery)).immediate();
    } catch (error) {
      if (error instanceof Refusal) return this.refuse(error.message, delivery);
      this.note(delivery, 'broken', { errMsg: String(error) });
      return { status: 500, body: JSON.stringify({ code: 500, message: `系统异常:${String(error)}` }) };
    }
  }

  refuse(text: string, delivery = 'refusal'): Answer {
    const seq = this.note(delivery, 'refused', { errMsg: text });
    return { status: 200, body: this.write(seq, -1, text, null) };
  }

  skip(delivery: string): void {
    this.note(delivery, 'not-processed', { errMsg: '' });
  }

  private carryOut(body: Readonly<Record<string, unknown>>, delivery: string): Answer {
    const behaviour = this.desk.behaviour();
    const { envelope, input } = readEnvelope(body, behaviour);
    const transaction = TRANSACTIONS[envelope.infno];
    if (transaction === undefined) throw new Refusal('未知交易编号');
    if (behaviour.pathCheck && !pathFits(this.incoming.path, envelope.infno)) throw new Refusal('未知交易编号');
    const recorded = this.recorded(envelope, behaviour);
    if (recorded !== undefined) return recorded;
    const { store, clock } = this.desk;
    const call = { envelope, input, store, behaviour, now: this.receivedAt, real: clock.real() };
    checkSignedIn(call);
    return this.finish(transaction.handler(call), delivery);
  }

  private finish(done: Done, delivery: string): Answer {
    const seq = this.note(delivery, 'done', { effect: done.effect, errMsg: '' });
    if (done.file !== undefined) return { status: 200, body: done.file };
    const text = this.write(seq, 0, '', done.output);
    setAnswer(this.desk.store, seq, text);
    return { status: 200, body: text };
  }

  /** A repeated message id: by default simply a new act. */
  private recorded(envelope: Envelope, behaviour: Behaviour): Answer | undefined {
    if (behaviour.repeatedMessage === 'new-act') return undefined;
    const earlier = findMessage(this.desk.store, envelope.msgid, envelope.infno);
    if (earlier?.answer === undefined || earlier.answer === null) return undefined;
    if (behaviour.repeatedMessage === 'refused') throw new Refusal('发送方报文ID重复');
    return { status: 200, body: earlier.answer };
  }

  private gatewayRefusal(problem: string, delivery: string): Answer {
    if (problem === CLOCK_PROBLEM && this.desk.behaviour().clockRefusal === 'infcode-9000') {
      this.note(delivery, 'gateway', { errMsg: problem });
      return { status: 200, body: JSON.stringify({ type: 'error', infcode: 9000, err_msg: problem }) };
    }
    return this.gatewayError(401, problem, delivery);
  }

  /** Not the centre's envelope: a gateway error has no infcode. */
  private gatewayError(status: number, message: string, delivery: string): Answer {
    this.note(delivery, 'gateway', { errMsg: message });
    return { status, body: JSON.stringify({ code: status, message }) };
  }

  private write(seq: number, infcode: 0 | -1, errMsg: string, output: object | null): string {
    const admvs = String(this.incoming.body?.['mdtrtarea_admvs'] ?? '000000');
    const respondedAt = this.desk.clock.now();
    return writeAnswer({ infcode, errMsg, output, admvs, seq, receivedAt: this.receivedAt, respondedAt }, this.desk.behaviour());
  }

  private note(delivery: string, outcome: MessageRow['outcome'], result: { errMsg: string; effect?: Done['effect'] }): number {
    return addMessage(this.desk.store, {
      msgid: String(this.incoming.body?.['msgid'] ?? ''),
      infno: this.infno,
      path: this.incoming.path,
      received_at: new Date(this.receivedAt).toISOString(),
      delivery,
      outcome,
      effect: result.effect?.kind ?? null,
      effect_id: result.effect?.id ?? null,
      err_msg: result.errMsg,
    });
  }
}
