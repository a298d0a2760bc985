import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { HttpCentre } from '../../electron/core/centre/http-centre.ts';
import { settingsSchema } from '../../electron/core/settings.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { AttemptOutcome } from '../../shared/model/attempt-outcome.ts';
import { type DeskAtCentre, deskAtCentre } from '../electron/core/centre/desk-at-centre.ts';
import { demoSettings } from '../support/desk-folder.ts';
import { contentOf, type Kind, numberOf, outputsFor, VISIT } from './answers.ts';
import { type Case, guessOfAsking, guessOfSending } from './oracle.ts';
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
  kind: fc.constantFrom<Kind>('admission', 'charges', 'discharge', 'settlement'),
  sending: fc.boolean(),
  /** In the order in which answers are given; the last goes on. */
  spoilings: fc.array(spoiling, { minLength: 1, maxLength: 3 }),
});

/** Sends acts to, and asks for them at, a centre whose answers are spoilt; the desk's own adapter reads them over HTTP. */
export async function fuzz({ cases, seed }: { readonly cases: number; readonly seed: number }): Promise<FuzzResult> {
  const bench = await Bench.make();
  const outcomes: Record<string, number> = {};
  let played = 0;
  try {
    const property = fc.asyncProperty(asked, async ({ kind, sending, spoilings }) => {
      played += 1;
      const outcome = await bench.play(kind, sending, spoilings);
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

interface AnsweringLine {
  /** The answer to the next message with this transaction number. */
  next: (number: string) => WireAnswer;
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
      { ...centre, readSeconds: 5, writeSeconds: 5, hospitalCode: hospital.code, hospitalName: hospital.name, region: hospital.region },
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
        const number = /"infno":"(\d{4})"/.exec(Buffer.concat(parts).toString())?.[1] ?? '';
        const answer = line.next(number);
        given.set(number, answer);
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
  async play(kind: Kind, sending: boolean, spoilings: readonly Spoiling[]): Promise<string> {
    const messageId = this.#nextMessageId();
    const outputs = outputsFor(this.#desk, messageId);
    let nth = 0;
    this.#given.clear();
    this.#line.next = (number) => {
      if (number === '9001') return { status: 200, body: Buffer.from(JSON.stringify({ infcode: 0, output: outputs['9001'] })) };
      const spoiled = spoilings[Math.min(nth, spoilings.length - 1)] as Spoiling;
      nth += 1;
      return spoil(outputs[number], spoiled);
    };
    const about = this.#caseOf(kind, messageId);
    const outcome = await this.#outcome(kind, sending, messageId);
    if (outcome === undefined) return sending ? 'sending: nothing was done' : 'asking: no answer';
    const answer = this.#given.get(numberOf(kind));
    const guess = !sending
      ? guessOfAsking(outcome, about, this.#given)
      : answer === undefined
        ? 'nothing was sent'
        : guessOfSending(outcome, about, answer);
    if (guess !== '') throw new Wrong('guess', `${kind}: ${guess}`);
    return `${sending ? 'sending' : 'asking'}: ${outcome.kind}`;
  }

  /** undefined: an expected failure of the line, which leaves the act as it is. */
  async #outcome(kind: Kind, sending: boolean, messageId: string): Promise<AttemptOutcome | undefined> {
    const content = contentOf(this.#desk, kind);
    try {
      if (!sending) return await this.#centre.resolve(content, { messageId, seen: [], takingBack: () => undefined });
      const requestText = JSON.stringify({ infno: numberOf(kind), msgid: messageId });
      return await this.#centre.send(content, { messageId, requestText });
    } catch (error) {
      if (error instanceof AppError && error.kind === 'gateway') return this.#mayHaveBeenDone(kind, sending, error);
      throw new Wrong('crash', error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }

  /** "Certainly nothing was done" needs a gateway that turned it away, or a centre that wants a sign-in first. */
  #mayHaveBeenDone(kind: Kind, sending: boolean, error: AppError): undefined {
    const answer = this.#given.get(numberOf(kind));
    const body = answer?.body.toString() ?? '';
    const turnedAway = answer !== undefined && ([401, 403].includes(answer.status) || /9000|401/.test(body) || body.includes('未签到'));
    if (sending && !turnedAway) throw new Wrong('guess', `${kind}: taken for not done: ${error.code}`);
    return undefined;
  }

  #caseOf(kind: Kind, messageId: string): Case {
    return {
      kind,
      messageId,
      visitNumber: VISIT,
      stayNumber: this.#desk.admission.stayNumber,
      lineNumbers: this.#desk.charges(VISIT).lines.map(({ lineNumber }) => lineNumber),
      total: this.#desk.settlement(VISIT).total.toString(),
    };
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
