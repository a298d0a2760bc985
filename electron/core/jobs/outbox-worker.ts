import { AppError } from '../../../shared/errors/app-error.ts';
import { invariant } from '../../../shared/errors/invariant.ts';
import type { AttemptOutcome } from '../../../shared/model/attempt-outcome.ts';
import { plusMilliseconds } from '../../../shared/time/calendar-date.ts';
import type { Clock } from '../clock.ts';
import type { WritableDb } from '../db/database.ts';
import {
  type Act,
  answersOf,
  dueActs,
  findAct,
  insertAnswer,
  insertAttempt,
  insertRefusal,
  lastAttempt,
  postpone,
  type SavedAttempt,
  saveActState,
} from '../db/repositories/act-repository.ts';
import type { Log } from '../log.ts';
import type { AttemptTrail, LineMessage } from '../ports/centre-gateway.ts';
import { takingBackMayStillArrive } from './taking-back.ts';

/** One other side with the content already bound to an act: what the worker needs, and no more. */
export interface BoundGateway {
  build(): Promise<LineMessage>;
  /** Whether what the message says is still so: building asks the other side first, and may take its time. Left out: it cannot change. */
  isCurrent?(): boolean;
  send(message: LineMessage): Promise<AttemptOutcome>;
  resolve(trail: AttemptTrail): Promise<AttemptOutcome>;
}

export interface WorkerDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly log: Log;
  /** Gathers what the act is about from the tables, now: numbers that only earlier answers gave are there by then. */
  readonly bind: (act: Act) => BoundGateway;
  /** Carries an outcome into the books. Runs inside the transaction that records it. */
  readonly adopt: (act: Act, outcome: AttemptOutcome, attempt: SavedAttempt) => void;
  readonly lanes: number;
  readonly absentAfterSeconds: number;
  /** Since when each attempt is called absent, on a clock that nobody sets. Kept between passes; a new process begins anew, which only waits longer. */
  readonly absentSince: Map<string, number>;
  readonly monotonicMs: () => number;
  readonly retrySeconds: readonly number[];
}

/**
 * Works until nothing is due; the caller sets the pace and starts no pass while one runs.
 *
 * Acts of one stay and line go in order, stays beside each other: a bad record stops nobody else, and one that waits long
 * for its answer keeps one lane, not what becomes due meanwhile.
 * At most once: an attempt is saved as unknown before its first byte, then asked about, never sent again;
 * the other side does not promise to recognise a repeat.
 */
export async function drainOutbox(deps: WorkerDeps): Promise<number> {
  const heads = new Heads(deps);
  await Promise.all(
    Array.from({ length: deps.lanes }, async () => {
      for (let act = await heads.next(); act !== undefined; act = await heads.next()) {
        await advance(deps, act);
        heads.done(act);
      }
    }),
  );
  return heads.count;
}

/** So many acts are looked up at once. */
const BATCH = 100;
/** While some lane waits for an answer, the others look again for what became due. */
const LOOK_AGAIN_MS = 100;

/** What the lanes of one pass take from: the heads that are due, none twice at a time, and none twice before somebody had to wait. */
class Heads {
  readonly #deps: WorkerDeps;
  readonly #inHand = new Set<number>();
  #taken = new Set<number>();
  #batch: Act[] = [];
  count = 0;

  constructor(deps: WorkerDeps) {
    this.#deps = deps;
  }

  /** undefined when nothing is due and no other lane is at work; while one is, more may become due. */
  async next(): Promise<Act | undefined> {
    for (;;) {
      const act = this.#take();
      if (act !== undefined) return act;
      if (this.#inHand.size > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      if (this.#inHand.size === 0 || !this.#deps.db.open) return undefined;
      this.#taken = new Set(this.#inHand);
    }
  }

  done({ id }: Act): void {
    this.#inHand.delete(id);
  }

  #take(): Act | undefined {
    if (this.#batch.length === 0) this.#batch = this.#look();
    const act = this.#batch.shift();
    if (act === undefined) return undefined;
    this.#inHand.add(act.id);
    this.#taken.add(act.id);
    this.count += 1;
    return act;
  }

  #look(): Act[] {
    const { db, clock, retrySeconds } = this.#deps;
    const now = clock.now();
    const latest = plusMilliseconds(now, Math.max(...retrySeconds, USUAL_PAUSE_SECONDS) * 1_000 * LONGEST_JITTER + 1_000);
    // Those in hand are due as well: the limit leaves room for them.
    const due = dueActs(db, { now, latest, limit: BATCH + this.#inHand.size });
    return due.filter(({ id }) => !this.#inHand.has(id) && !this.#taken.has(id));
  }
}

async function advance(deps: WorkerDeps, act: Act): Promise<void> {
  try {
    await advanceOnce(deps, act);
  } catch (error) {
    deps.log.failure('outbox', `act ${act.id}`, error); // one bad record stops nobody else, not even when it cannot be put off
  }
}

async function advanceOnce(deps: WorkerDeps, act: Act): Promise<void> {
  try {
    // Withdrawn between the query and now: another lane's answer or a clerk may have changed it.
    const current = findAct(deps.db, act.id);
    if (current?.state === 'waiting') await attempt(deps, current);
    else if (current?.state === 'unknown') await findOut(deps, current);
  } catch (error) {
    if (!(error instanceof AppError && error.kind === 'gateway')) deps.log.failure('outbox', `act ${act.id}`, error);
    if (error instanceof AppError && error.kind === 'rejected' && refusedBeforeSending(deps, act, error)) return;
    later(deps, act); // the state stays: an attempt that may have left is never sent again
  }
}

/**
 * The other side said no to a question that had to be asked first: a person must look, nothing was sent.
 * False for an act that has an attempt on its way: a refused question says nothing about that.
 */
function refusedBeforeSending(deps: WorkerDeps, act: Act, error: AppError): boolean {
  return deps.db
    .transaction(() => {
      if (findAct(deps.db, act.id)?.state !== 'waiting') return false;
      saveActState(deps.db, act.id, 'rejected');
      const saved: SavedAttempt = { messageId: '', sentAt: deps.clock.now() };
      const words = String(error.details['words'] ?? error.message);
      insertRefusal(deps.db, act.id, words, saved.sentAt);
      const because = error.details['because'] === 'charges-total' ? ({ because: 'charges-total' } as const) : {};
      deps.adopt(act, { kind: 'rejected', words, ...because }, saved);
      return true;
    })
    .immediate();
}

async function attempt(deps: WorkerDeps, act: Act): Promise<void> {
  if (takingBackMayStillArrive(deps, act)) {
    later(deps, act);
    return;
  }
  const gateway = deps.bind(act);
  const message = await gateway.build();
  if (gateway.isCurrent?.() === false) return; // due at once: the next pass gathers it anew
  const saved: SavedAttempt = { messageId: message.messageId, sentAt: deps.clock.now() };
  if (!insertAttempt(deps.db, act.id, saved, message.requestText)) return;
  try {
    record(deps, act, saved, await gateway.send(message));
  } catch (error) {
    if (!(error instanceof AppError && error.kind === 'gateway')) throw error;
    record(deps, act, saved, { kind: 'absent', words: error.code }); // our own line said so: nothing was done there
    throw error;
  }
}

async function findOut(deps: WorkerDeps, act: Act): Promise<void> {
  const saved = lastAttempt(deps.db, act.id);
  invariant(saved !== undefined, 'an unknown act has an attempt');
  const outcome = await deps.bind(act).resolve(trailOf(deps, saved));
  if (restsOnAbsence(act, outcome) && !mayBelieveAbsence(deps, saved, outcome)) {
    insertAnswer(deps.db, saved.messageId, outcome, deps.clock.now());
    later(deps, act);
    return;
  }
  record(deps, act, saved, outcome);
}

function trailOf({ db, clock }: WorkerDeps, { messageId }: SavedAttempt): AttemptTrail {
  return {
    messageId,
    seen: answersOf(db, messageId),
    takingBack: (words) => insertAnswer(db, messageId, { kind: 'unknown', words }, clock.now()),
  };
}

/**
 * A platform may answer "done" when it is asked to take back a message that it never saw; then the message may still arrive, as after "absent".
 * Charge lines are different: their platform names the ones it does not have. An admission that is taken back is seen only by its not being
 * shown, as an act that never arrived is.
 */
const restsOnAbsence = ({ kind }: Act, outcome: AttemptOutcome): boolean =>
  outcome.kind === 'absent' ||
  (outcome.kind === 'undone' && (kind === 'settlement' || kind === 'visit-settlement')) ||
  (outcome.kind === 'acknowledged' && outcome.byAbsence === true);

/**
 * A committed act may stay invisible to queries for a while: only the second equal answer, after the delay, counts.
 * The delay begins with the first such answer, when the waiting for the attempt's own answer was over, and runs on a clock that nobody sets.
 */
function mayBelieveAbsence(
  { db, absentSince, monotonicMs, absentAfterSeconds }: WorkerDeps,
  { messageId }: SavedAttempt,
  outcome: AttemptOutcome,
): boolean {
  const { kind } = outcome;
  const since = absentSince.get(messageId) ?? monotonicMs();
  absentSince.set(messageId, since);
  const last = answersOf(db, messageId).findLast(({ outcome }) => outcome !== 'unknown');
  const shown = outcome.kind === 'acknowledged' ? outcome.numberThere : null;
  const same = (last?.outcome === kind && last.numberThere === shown) || (notThere(kind) && last !== undefined && notThere(last.outcome));
  return same && monotonicMs() - since >= absentAfterSeconds * 1_000;
}

/** Absent and taken back say the same of a settlement: that none stands there. */
const notThere = (outcome: AttemptOutcome['kind']): boolean => outcome === 'absent' || outcome === 'undone';

/** An answer that comes after the act moved on by another attempt or another answer is kept, and changes nothing. */
function record(deps: WorkerDeps, act: Act, saved: SavedAttempt, outcome: AttemptOutcome): void {
  deps.db
    .transaction(() => {
      insertAnswer(deps.db, saved.messageId, outcome, deps.clock.now());
      const open = findAct(deps.db, act.id)?.state === 'unknown' && lastAttempt(deps.db, act.id)?.messageId === saved.messageId;
      if (!open) return;
      saveActState(deps.db, act.id, stateAfter(outcome));
      deps.adopt(act, outcome, saved);
      deps.absentSince.delete(saved.messageId);
    })
    .immediate();
  if (outcome.kind === 'unknown') later(deps, act);
}

function stateAfter({ kind }: AttemptOutcome): Act['state'] {
  return kind === 'absent' || kind === 'undone' ? 'waiting' : kind;
}

const USUAL_PAUSE_SECONDS = 60;
const LONGEST_JITTER = 1.1;

/** The next turn: slower after each try, with a jitter so that many windows do not come back in one instant. */
function later({ db, clock, retrySeconds }: WorkerDeps, act: Act): void {
  const seconds = retrySeconds[Math.min(act.tries, retrySeconds.length - 1)] ?? USUAL_PAUSE_SECONDS;
  const jitter = LONGEST_JITTER - Math.random() * 0.2;
  postpone(db, act.id, plusMilliseconds(clock.now(), Math.round(seconds * 1_000 * jitter)));
}
