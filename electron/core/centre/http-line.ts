import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Agent } from 'undici';
import { AppError } from '../../../shared/errors/app-error.ts';
import { type Answer, readAnswer } from './answer.ts';
import type { CentreSettings, CentreTools } from './centre-settings.ts';
import { signedHeaders } from './signer.ts';
import { certificates } from './certificates.ts';
import { PATHS } from './transactions.ts';

/** Certainly nothing left this computer, or nothing arrived: refused connections, unknown hosts, no route. */
const NOT_SENT = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
  // We refused the other side's certificate: the handshake ended before the first byte.
  ...['SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  ...['UNABLE_TO_GET_ISSUER_CERT', 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED', 'ERR_TLS_CERT_ALTNAME_INVALID'],
]);

/** No answer of the centre is longer; what is still not over then is not one. */
const LONGEST_ANSWER_BYTES = 16 * 1024 * 1024;

const REMEMBERED_ANSWERS = 500;

/**
 * An answer does not name the message it belongs to; but each has a number of its own and times to the millisecond (interface
 * reference §1.2), so no two are the same to the letter. One without that number may be alike to another: then no second message is ever sent
 * on its connection, and an answer that is doubled on the way has nowhere to arrive.
 */
class SeenAnswers {
  readonly #bodies = new Set<string>();
  /** Whether the last answer of this line had a number of its own. */
  numbered = false;

  before(body: string): boolean {
    this.numbered = /"inf_refmsgid"\s*:\s*"[^"]/.test(body);
    if (!this.numbered) return false;
    const hash = createHash('sha1').update(body).digest('base64');
    if (this.#bodies.has(hash)) return true;
    this.#bodies.add(hash);
    const [oldest] = this.#bodies;
    if (this.#bodies.size > REMEMBERED_ANSWERS && oldest !== undefined) this.#bodies.delete(oldest);
    return false;
  }
}

/** The client keeps a connection for the next message only two turns of the loop after the last byte: one that is sent before opens another. */
async function connectionFree(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await nextTurn();
}

/** Not before the first message: the first page needs no network. Asked for once: the loader takes its time at each asking. */
let loaded: Promise<typeof import('undici')> | undefined;

/** One keep-alive line to the centre. Sends once and says what it saw; repeats nothing. */
export class HttpLine {
  readonly #settings: CentreSettings;
  readonly #tools: CentreTools;
  readonly #certificates: ReturnType<typeof certificates>;
  #agent: Agent | undefined;
  readonly #seen = new SeenAnswers();

  constructor(settings: CentreSettings, tools: CentreTools) {
    this.#settings = settings;
    this.#tools = tools;
    this.#certificates = certificates(settings.tls); // a file that is missing is said at the start
  }

  /**
   * Posts one message.
   *
   * @throws AppError gateway/centre.unreachable when certainly nothing was sent, gateway/centre.clock-refused when the gateway turned it away for our clock,
   *   unknown/centre.outcome-unknown when bytes left and no answer came.
   */
  async post(number: string, text: string, seconds: number): Promise<Answer> {
    const { answer } = await this.#exchange(number, text, seconds);
    return answer;
  }

  /**
   * As `post`, where the body of the answer may be the file itself (9102, §7.2): a ZIP. Anything else is read as an answer, done or not.
   * Errors as of `post`.
   */
  async fetchFile(number: string, text: string, seconds: number): Promise<Uint8Array | Answer> {
    const { answer, bytes } = await this.#exchange(number, text, seconds);
    return isZip(bytes) ? bytes : answer;
  }

  async #exchange(number: string, text: string, seconds: number): Promise<{ readonly answer: Answer; readonly bytes: Uint8Array }> {
    const { baseUrl, connectSeconds } = this.#settings;
    loaded ??= import('undici');
    const { Agent, request } = await loaded;
    // Pipelining off: one broken exchange must not leave another one's fate in doubt.
    this.#agent ??= new Agent({
      connect: { timeout: connectSeconds * 1_000, ...this.#certificates },
      keepAliveTimeout: 10_000,
      pipelining: 1,
      maxResponseSize: LONGEST_ANSWER_BYTES,
    });
    const started = performance.now();
    try {
      const response = await request(`${baseUrl.replace(/\/$/, '')}/fsi/api/${this.#pathOf(number)}`, {
        method: 'POST',
        headers: signedHeaders(this.#settings, this.#tools.milliseconds()),
        body: text,
        dispatcher: this.#agent,
        reset: !this.#seen.numbered,
        headersTimeout: seconds * 1_000,
        bodyTimeout: seconds * 1_000,
        signal: AbortSignal.timeout(seconds * 1_000),
      });
      const bytes = await response.body.bytes();
      await connectionFree();
      const isFile = isZip(bytes) && response.statusCode < 300;
      const body = isFile ? '' : new TextDecoder().decode(bytes);
      if (!isFile && this.#seen.before(body)) throw this.#strayed();
      if (!isFile && !this.#seen.numbered) this.#leaveConnections();
      const answer = isFile ? FILE : readAnswer(response.statusCode, body);
      this.#heard(answer, started, response.headers['date']);
      return { answer: this.#judge(answer), bytes };
    } catch (error) {
      if (error instanceof AppError) throw error;
      this.#tools.heard({ reached: false, tookMs: performance.now() - started, clockWrongBy: null });
      throw NOT_SENT.has(codeOf(error))
        ? new AppError('gateway', 'centre.unreachable', 'the centre cannot be reached', {}, error)
        : new AppError('unknown', 'centre.outcome-unknown', 'sent, no readable answer', {}, error);
    }
  }

  /** Somebody doubled an earlier answer, and it came where ours belongs: ours comes next, so nobody may ask on this connection again. */
  #strayed(): AppError {
    this.#leaveConnections();
    return new AppError('unknown', 'centre.outcome-unknown', 'this answer belongs to an earlier message');
  }

  /** What is under way on them ends; nothing new is sent there. */
  #leaveConnections(): void {
    void this.#agent?.close();
    this.#agent = undefined;
  }

  #pathOf(number: string): string {
    const { paths, genericPath } = this.#settings;
    return paths[number] ?? genericPath ?? PATHS[number] ?? number;
  }

  async close(): Promise<void> {
    await this.#agent?.destroy();
  }

  #heard(answer: Answer, started: number, date: string | string[] | undefined): void {
    const clockRefused = answer.kind === 'turned-away' && answer.clock;
    const theirs = Date.parse(String(date ?? ''));
    const wrongBy = clockRefused && !Number.isNaN(theirs) ? Math.round((this.#tools.milliseconds() - theirs) / 1_000) : null;
    this.#tools.heard({
      reached: answer.kind === 'done' || answer.kind === 'refused',
      tookMs: performance.now() - started,
      clockWrongBy: wrongBy,
    });
  }

  /** A message turned away at the gate was certainly not carried out. */
  #judge(answer: Answer): Answer {
    if (answer.kind !== 'turned-away') return answer;
    throw answer.clock
      ? new AppError('gateway', 'centre.clock-refused', 'the centre refuses the clock of this computer', { words: answer.words })
      : new AppError('gateway', 'centre.unreachable', 'the gateway turned the message away', { words: answer.words });
  }
}

/** A file came: the line is there. To `post`, it is no answer. */
const FILE: Answer = { kind: 'done', output: {} };

/** "PK" and the mark of a file inside, or of an empty ZIP. */
const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 0) < 8;

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return 'code' in error ? String(error.code) : codeOf(error.cause);
}
