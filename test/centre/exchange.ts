import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../standin/clock.ts';
import type { Answer, Service } from '../standin/deliver.ts';
import { writeAnswer } from './answer.ts';
import type { Behaviour } from './behaviour.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import { Refusal } from './refusal.ts';
import { type Account, CLOCK_PROBLEM, signatureProblem } from './signature.ts';
import type { Database, Store } from './store/database.ts';
import { addMessage, findMessage, type MessageRow, setAnswer } from './store/messages.ts';
import type { Done } from './transactions/call.ts';
import { pathFits, TRANSACTIONS } from './transactions/index.ts';
import { checkSignedIn } from './transactions/sign-in.ts';

/** What every request of this centre is carried out with. */
export interface Desk {
  readonly database: Database;
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

interface Noted {
  readonly errMsg: string;
  readonly effect?: Done['effect'];
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

  async process(delivery: string): Promise<Answer> {
    try {
      return await this.judgeAndCarryOut(delivery);
    } catch (error) {
      return this.broken(error, delivery);
    }
  }

  async refuse(text: string, delivery = 'refusal'): Promise<Answer> {
    const seq = await this.noteAlone(delivery, 'refused', text);
    return { status: 200, body: this.write(seq, -1, text, null) };
  }

  async skip(delivery: string): Promise<void> {
    await this.noteAlone(delivery, 'not-processed', '');
  }

  private async judgeAndCarryOut(delivery: string): Promise<Answer> {
    const { desk, incoming } = this;
    const problem = signatureProblem(incoming.headers, desk.account, this.receivedAt, desk.behaviour());
    if (problem !== undefined) return this.gatewayRefusal(problem, delivery);
    const body = incoming.body;
    if (body === undefined) return this.gatewayError(400, '报文格式错误', delivery);
    try {
      return await desk.database.transaction((store) => this.carryOut(store, body, delivery));
    } catch (error) {
      if (error instanceof Refusal) return this.refuse(error.message, delivery);
      throw error;
    }
  }

  /** The books cannot be written, or the connection to them broke at the commit: an error that says nothing about the act. */
  private async broken(error: unknown, delivery: string): Promise<Answer> {
    await this.noteAlone(delivery, 'broken', String(error)).catch(() => undefined);
    return { status: 500, body: JSON.stringify({ code: 500, message: `系统异常:${String(error)}` }) };
  }

  private async carryOut(store: Store, body: Readonly<Record<string, unknown>>, delivery: string): Promise<Answer> {
    const behaviour = this.desk.behaviour();
    const { envelope, input } = readEnvelope(body, behaviour);
    const transaction = TRANSACTIONS[envelope.infno];
    if (transaction === undefined) throw new Refusal('未知交易编号');
    if (behaviour.pathCheck && !pathFits(this.incoming.path, envelope.infno)) throw new Refusal('未知交易编号');
    const recorded = await this.recorded(store, envelope, behaviour);
    if (recorded !== undefined) return recorded;
    const call = { envelope, input, store, behaviour, now: this.receivedAt, real: this.desk.clock.real() };
    await checkSignedIn(call);
    return this.finish(store, await transaction.handler(call), delivery);
  }

  private async finish(store: Store, done: Done, delivery: string): Promise<Answer> {
    const seq = await this.note(store, delivery, 'done', { effect: done.effect, errMsg: '' });
    if (done.file !== undefined) return { status: 200, body: done.file };
    const text = this.write(seq, 0, '', done.output);
    await setAnswer(store, seq, text);
    return { status: 200, body: text };
  }

  /** A repeated message id: by default simply a new act. */
  private async recorded(store: Store, envelope: Envelope, behaviour: Behaviour): Promise<Answer | undefined> {
    if (behaviour.repeatedMessage === 'new-act') return undefined;
    const earlier = await findMessage(store, envelope.msgid, envelope.infno);
    if (earlier?.answer === undefined || earlier.answer === null) return undefined;
    if (behaviour.repeatedMessage === 'refused') throw new Refusal('发送方报文ID重复');
    return { status: 200, body: earlier.answer };
  }

  private async gatewayRefusal(problem: string, delivery: string): Promise<Answer> {
    if (problem === CLOCK_PROBLEM && this.desk.behaviour().clockRefusal === 'infcode-9000') {
      await this.noteAlone(delivery, 'gateway', problem);
      return { status: 200, body: JSON.stringify({ type: 'error', infcode: 9000, err_msg: problem }) };
    }
    return this.gatewayError(401, problem, delivery);
  }

  /** Not the centre's envelope: a gateway error has no infcode. */
  private async gatewayError(status: number, message: string, delivery: string): Promise<Answer> {
    await this.noteAlone(delivery, 'gateway', message);
    return { status, body: JSON.stringify({ code: status, message }) };
  }

  private write(seq: number, infcode: 0 | -1, errMsg: string, output: object | null): string {
    const admvs = String(this.incoming.body?.['mdtrtarea_admvs'] ?? '000000');
    const respondedAt = this.desk.clock.now();
    return writeAnswer({ infcode, errMsg, output, admvs, seq, receivedAt: this.receivedAt, respondedAt }, this.desk.behaviour());
  }

  private noteAlone(delivery: string, outcome: MessageRow['outcome'], errMsg: string): Promise<number> {
    return this.desk.database.transaction((store) => this.note(store, delivery, outcome, { errMsg }));
  }

  private note(store: Store, delivery: string, outcome: MessageRow['outcome'], result: Noted): Promise<number> {
    return addMessage(store, {
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
