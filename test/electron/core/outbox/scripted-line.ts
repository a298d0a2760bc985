import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase, type WritableDb } from '../../../../electron/core/db/database.ts';
import { migrate } from '../../../../electron/core/db/migrate.ts';
import { migrations } from '../../../../electron/core/db/migrations/index.ts';
import { answersOf, attemptsOf, findAct, saveActState } from '../../../../electron/core/db/repositories/act-repository.ts';
import { type BoundGateway, drainOutbox, type WorkerDeps } from '../../../../electron/core/jobs/outbox-worker.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { ActState } from '../../../../shared/model/acts.ts';
import type { AttemptOutcome } from '../../../../shared/model/attempt-outcome.ts';
import { dayOf, instantOf } from '../../../../shared/time/calendar-date.ts';
import { seedStay } from '../../../migrations/seed.ts';

export const gatewayDown = new AppError('gateway', 'centre.unreachable', 'no line');

type Answer = AttemptOutcome | AppError;
type Sending = Answer | 'never' | 'held';

interface Script {
  /** Fails building: of which act, and how. */
  readonly build?: (act: number) => Error | undefined;
  /** `never`: no answer ever comes; `held`: when it is released. */
  readonly send?: Sending | ((act: number) => Sending);
  readonly resolve?: Answer;
  /** What the message says has changed since it was built, so often. */
  readonly outdated?: { times: number };
  /** What the trail is told before it is asked for. */
  readonly takingBack?: string;
  /** So long building takes, in ms. */
  readonly delay?: number;
}

/** The other side of a line as a script; it notes what it was sent and asked. */
export class ScriptedLine {
  readonly sent: string[] = [];
  readonly sentActs: number[] = [];
  readonly resolved: string[] = [];
  #script: Script = {};
  #held: (answer: Answer) => void = () => undefined;
  #waiting: (() => void)[] = [];
  #next = 0;
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  script(script: Script): void {
    this.#script = script;
  }

  /** Resolves when so many attempts were handed over. */
  async started(count: number): Promise<void> {
    while (this.sent.length < count) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  release(answer: Answer): void {
    this.#held(answer);
  }

  bind(act: number): BoundGateway {
    return {
      build: async () => {
        if (this.#script.delay !== undefined) await new Promise((resolve) => setTimeout(resolve, this.#script.delay));
        const problem = this.#script.build?.(act);
        if (problem !== undefined) throw problem;
        this.#next += 1;
        return { messageId: `${this.#prefix}${this.#next}`, requestText: '{}' };
      },
      isCurrent: () => {
        const { outdated = { times: 0 } } = this.#script;
        outdated.times -= 1;
        return outdated.times < 0;
      },
      send: ({ messageId }) => this.#send(act, messageId),
      resolve: async ({ messageId, takingBack }) => {
        this.resolved.push(messageId);
        if (this.#script.takingBack !== undefined) takingBack(this.#script.takingBack);
        return orThrow(this.#script.resolve ?? gatewayDown);
      },
    };
  }

  async #send(act: number, messageId: string): Promise<AttemptOutcome> {
    this.sent.push(messageId);
    this.sentActs.push(act);
    for (const wake of this.#waiting.splice(0)) wake();
    const { send: script = gatewayDown } = this.#script;
    const send = typeof script === 'function' ? script(act) : script;
    if (send === 'never') return new Promise<never>(() => undefined);
    if (send === 'held') {
      return orThrow(
        await new Promise<Answer>((resolve) => {
          this.#held = resolve;
        }),
      );
    }
    return orThrow(send);
  }
}

function orThrow(answer: Answer): AttemptOutcome {
  if (answer instanceof AppError) throw answer;
  return answer;
}

/** Acts 1 and 2: the centre's of one stay. Act 3: the bank's of the same stay. Act 4: the centre's of another stay. */
export function twoStays(db: WritableDb): void {
  const insert = db.prepare(
    `INSERT INTO act (id, kind, line, encounter_id, key, created_at, due_at) VALUES (?, ?, ?, ?, ?, '${AT}', '${AT}')`,
  );
  const [one, two] = [seedStay(db, 1), seedStay(db, 2)];
  insert.run(1, 'discharge', 'centre', one, 'key-1');
  insert.run(2, 'settlement', 'centre', one, 'key-1');
  insert.run(3, 'credit-draw', 'bank', one, 'key-1');
  insert.run(4, 'discharge', 'centre', two, 'key-2');
}

const AT = '2023-06-13T00:00:00.000Z';

export const actIn = (db: WritableDb, id: number, state: ActState): void => saveActState(db, id, state);

export type Outbox = ReturnType<typeof outboxWith>;

/** A worker over a real file and a scripted line; `pass(second)` is one pass at that second of the day. */
export function outboxWith(seed: (db: WritableDb) => void, folder = mkdtempSync(path.join(os.tmpdir(), 'outbox-')), generation = 1) {
  const db = openDatabase(path.join(folder, 'desk.sqlite'));
  migrate(db, migrations);
  seed(db);
  const line = new ScriptedLine(`message-${generation}-`);
  const failures: string[] = [];
  const adopted: string[] = [];
  let seconds = 0;
  let broken = false;
  const milliseconds = () => Date.parse(AT) + seconds * 1_000;
  const now = () => instantOf(milliseconds());
  const deps: WorkerDeps = {
    db,
    clock: { now, milliseconds, today: () => dayOf(now()) },
    log: { event: () => undefined, failure: (_where, id) => void failures.push(id) },
    bind: (act) => line.bind(act.id),
    adopt: (act, outcome) => {
      if (broken) throw new Error('cannot be carried into the books');
      adopted.push(`${act.id} ${outcome.kind}`);
    },
    lanes: 2,
    absentAfterSeconds: 60,
    retrySeconds: [10, 30, 60],
    absentSince: new Map(),
    monotonicMs: () => seconds * 1_000,
  };
  const acknowledged: AttemptOutcome = { kind: 'acknowledged', numberThere: 'N1', result: { kind: 'discharge' } };
  const state = (id: number) => findAct(db, id)?.state;
  return {
    db,
    deps,
    line,
    failures,
    adopted,
    acknowledged,
    refusedQuestion: new AppError('rejected', 'centre.rejected', 'refused', { words: '系统繁忙' }),
    setSecond: (second: number) => {
      seconds = second;
    },
    /** Everything is due at each pass, as after a click on "find out now". */
    pass: (second: number) => {
      seconds = second;
      db.prepare(`UPDATE act SET due_at = min(due_at, ?) WHERE state IN ('waiting', 'unknown')`).run(now());
      return drainOutbox(deps);
    },
    /** As by itself, each act in its turn. */
    passOnlyDue: (second: number) => {
      seconds = second;
      return drainOutbox(deps);
    },
    keepOnly: (id: number) => void db.prepare(`UPDATE act SET state = 'withdrawn' WHERE id <> ?`).run(id),
    state,
    states: () => Object.fromEntries([1, 2, 3, 4].map((id) => [id, state(id)])),
    answers: (id: number) => attemptsOf(db, id).flatMap(({ messageId }) => answersOf(db, messageId).map(({ outcome }) => outcome)),
    dueAfter: (id: number, second: number) => (Date.parse(findAct(db, id)?.dueAt ?? '') - Date.parse(AT)) / 1_000 - second,
    breakAdopt: (yes: boolean) => {
      broken = yes;
    },
    reopen: () => outboxWith(() => undefined, folder, generation + 1),
    close: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
