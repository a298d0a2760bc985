import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { HttpCentre } from '../../electron/core/centre/http-centre.ts';
import type { CentreContent, SettlementContent } from '../../electron/core/ports/centre-gateway.ts';
import { settingsSchema } from '../../electron/core/settings-schema.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { AttemptOutcome } from '../../shared/model/attempt-outcome.ts';
import { type DeskAtCentre, deskAtCentre } from '../electron/core/centre/desk-at-centre.ts';
import { demoSettings } from '../support/desk-folder.ts';
import { type Case, caseOf, contentOf, type Kind, KINDS, NUMBERS } from './acts.ts';
import { outputsFor } from './answers.ts';
import { guessOfPreSettling, guessOfSending } from './oracle.ts';
import { guessOfAsking } from './oracle-asking.ts';
import { proofsOf } from './proof.ts';
import { type Spoiling, spoil, spoiling, type WireAnswer } from './spoil.ts';

export interface FuzzResult {
  readonly cases: number;
  /** Anything that was thrown and is no expected failure. */
  readonly crashes: number;
  /** Outcomes that the answer did not bear out. */
  readonly guesses: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** The first case that went wrong, made small; "" when none did. */
  readonly example: string;
}

class Wrong extends Error {
  readonly what: 'crash' | 'guess';

  constructor(what: 'crash' | 'guess', message: string) {
    super(message);
    this.what = what;
  }
}

const asked = fc.record({
  kind: fc.constantFrom<Kind>(...KINDS),
  way: fc.oneof(
    { weight: 4, arbitrary: fc.constant('sending' as const) },
    { weight: 6, arbitrary: fc.constant('asking' as const) },
    fc.constant('pre-settling' as const),
  ),
  /** The act was carried out there. */
  stands: fc.boolean(),
  /** In the order in which answers are given; the last goes on. */
  spoilings: fc.array(spoiling, { minLength: 1, maxLength: 3 }),
});
type Asked = typeof asked extends fc.Arbitrary<infer Value> ? Value : never;

/** `med_type` of the visit's own kind: it is asked for beside the ordinary one. */
const CHRONIC = '14';
const PRE_SETTLED: Partial<Record<Kind, string>> = { settlement: '2303', 'visit-settlement': '2206' };

/** Sends acts to, and asks for them at, a centre whose answers are spoilt; the desk's own adapter reads them over HTTP. */
export async function fuzz({ cases, seed }: { readonly cases: number; readonly seed: number }): Promise<FuzzResult> {
  const bench = await Bench.make();
  const outcomes: Record<string, number> = {};
  let played = 0;
  try {
    const property = fc.asyncProperty(asked, async (one) => {
      played += 1;
      const outcome = await bench.play(one);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    });
    const { failed, errorInstance, counterexample } = await fc.check(property, { numRuns: cases, seed });
    const wrong = errorInstance instanceof Wrong ? errorInstance : undefined;
    const crash = failed && wrong?.what !== 'guess';
    const example = failed ? `${String(errorInstance)}: ${JSON.stringify(counterexample)}` : '';
    return { cases: played, crashes: crash ? 1 : 0, guesses: failed && !crash ? 1 : 0, outcomes, example };
  } finally {
    await bench.close();
  }
}

const crash = (error: unknown): Wrong => new Wrong('crash', error instanceof Error ? (error.stack ?? error.message) : String(error));

interface AnsweringLine {
  /** The answer to the next message with this transaction number. */
  next: (number: string, key: string) => WireAnswer;
}

/** One adapter on a line to a server that answers as it is told. */
class Bench {
  readonly #folder: string;
  readonly #desk: DeskAtCentre;
  readonly #centre: HttpCentre;
  readonly #stop: () => Promise<void>;
  readonly #given: Map<string, WireAnswer>;
  readonly #line: AnsweringLine;
  #messages = 0;

  private constructor(parts: {
    folder: string;
    desk: DeskAtCentre;
    url: string;
    stop: () => Promise<void>;
    line: AnsweringLine;
    given: Map<string, WireAnswer>;
  }) {
    const { hospital, centre } = settingsSchema.parse(demoSettings({ centre: parts.url, bank: parts.url }, 0));
    this.#folder = parts.folder;
    this.#desk = parts.desk;
    this.#stop = parts.stop;
    this.#line = parts.line;
    this.#given = parts.given;
    this.#centre = new HttpCentre(
      {
        ...centre,
        readSeconds: 5,
        writeSeconds: 5,
        hospitalCode: hospital.code,
        hospitalName: hospital.name,
        region: hospital.region,
        windowNumber: '03',
        windowName: '窗口 3',
      },
      { nextMessageId: () => this.#nextMessageId(), milliseconds: () => Date.parse('2023-06-13T02:05:00Z'), heard: () => undefined },
    );
  }

  static async make(): Promise<Bench> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'fuzz-'));
    mkdirSync(path.join(folder, 'reader'));
    const desk = await deskAtCentre(folder);
    const given = new Map<string, WireAnswer>();
    const line: AnsweringLine = { next: () => ({ status: 500, body: Buffer.alloc(0) }) };
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const text = Buffer.concat(parts).toString();
        const number = /"infno":"(\d{4})"/.exec(text)?.[1] ?? '';
        const key = `${number} ${/"med_type":"(\d+)"/.exec(text)?.[1] ?? ''}`; // one question may be asked of two kinds of care
        const answer = line.next(number, key);
        given.set(key, answer);
        response.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': answer.body.length }).end(answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const stop = (): Promise<void> => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    };
    return new Bench({ folder, desk, url, stop, line, given });
  }

  /** The kind of what came out; throws Wrong. */
  async play({ kind, way: wanted, stands, spoilings }: Asked): Promise<string> {
    const way = wanted === 'pre-settling' && PRE_SETTLED[kind] === undefined ? 'asking' : wanted;
    const messageId = this.#nextMessageId();
    const about = caseOf(this.#desk, kind, messageId);
    this.#answerWith(outputsFor(about, stands), spoilings);
    const content = contentOf(this.#desk, kind);
    if (way === 'pre-settling') return `${kind}: pre-settling: ${await this.#preSettle(content, about)}`;
    const outcome = await this.#outcome(content, way === 'sending', messageId);
    if (outcome === undefined) return `${kind}: ${way}: ${way === 'sending' ? 'nothing was done' : 'no answer'}`;
    const guess = way === 'sending' ? guessOfSending(outcome, about, this.#given) : guessOfAsking(outcome, about, this.#given);
    if (guess !== '') throw new Wrong('guess', `${kind}: ${outcome.kind}: ${guess}`);
    return `${kind}: ${way}: ${outcome.kind}`;
  }

  /** Which spoiling comes does not hang on which of two questions at once arrives first. */
  #answerWith(outputs: Readonly<Record<string, unknown>>, spoilings: readonly Spoiling[]): void {
    const times = new Map<string, number>();
    this.#given.clear();
    this.#line.next = (number, key) => {
      if (number === '9001') return { status: 200, body: Buffer.from(JSON.stringify({ infcode: 0, output: outputs['9001'] })) };
      const others = new Set([...times.keys()].map((one) => one.slice(0, 4)).filter((one) => one !== number)).size;
      const nth = others + (times.get(key) ?? 0) + (key === `5201 ${CHRONIC}` ? 1 : 0);
      times.set(key, (times.get(key) ?? 0) + 1);
      return spoil(outputs[number] ?? null, spoilings[Math.min(nth, spoilings.length - 1)] as Spoiling);
    };
  }

  /** undefined: an expected failure of the line, which leaves the act as it is. */
  async #outcome(content: CentreContent, sending: boolean, messageId: string): Promise<AttemptOutcome | undefined> {
    try {
      if (!sending) return await this.#centre.resolve(content, { messageId, seen: [], takingBack: () => undefined });
      const requestText = JSON.stringify({ infno: NUMBERS[content.kind], msgid: messageId });
      return await this.#centre.send(content, { messageId, requestText });
    } catch (error) {
      if (error instanceof AppError && error.kind === 'gateway') return this.#mayHaveBeenDone(content.kind, sending, error);
      throw crash(error);
    }
  }

  async #preSettle(content: CentreContent, about: Case): Promise<string> {
    const number = PRE_SETTLED[about.kind] ?? '';
    try {
      const split =
        content.kind === 'visit-settlement'
          ? await this.#centre.preSettleVisit(content)
          : await this.#centre.preSettle(content as SettlementContent);
      const guess = guessOfPreSettling(split, about, this.#given, number);
      if (guess !== '') throw new Wrong('guess', `${number}: ${guess}`);
      return 'read';
    } catch (error) {
      if (error instanceof Wrong) throw error;
      if (!(error instanceof AppError) || !['gateway', 'unknown', 'rejected'].includes(error.kind)) throw crash(error);
      if (error.kind === 'rejected' && proofsOf(this.#given, number)[0]?.refused !== true)
        throw new Wrong('guess', `${number}: refused without a refusal`);
      return error.kind;
    }
  }

  /** "Certainly nothing was done" needs a gateway that turned it away, or a centre that wants a sign-in first. */
  #mayHaveBeenDone(kind: Kind, sending: boolean, error: AppError): undefined {
    const answers = [...this.#given].filter(([key]) => key.startsWith(NUMBERS[kind])).map(([, answer]) => answer);
    const turnedAway = answers.some(({ status, body }) => {
      const text = body.toString();
      return [401, 403].includes(status) || /9000|401/.test(text) || text.includes('未签到');
    });
    if (sending && !turnedAway) throw new Wrong('guess', `${kind}: taken for not done: ${error.code}`);
    return undefined;
  }

  #nextMessageId(): string {
    this.#messages += 1;
    return `H2102020000120230613${String(this.#messages).padStart(10, '0')}`;
  }

  async close(): Promise<void> {
    await this.#centre.close();
    await this.#desk.close();
    await this.#stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
