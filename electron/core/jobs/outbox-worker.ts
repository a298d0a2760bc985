import { AppError } from '../../../shared/errors/app-error.ts';
import { invariant } from '../../../shared/errors/invariant.ts';
import type { AttemptOutcome } from '../../../shared/model/attempt-outcome.ts';
import { plusMilliseconds } from '../../../shared/time/calendar-date.ts';
import type { Clock } from '../clock.ts';
import type { WritableDb } from '../db/database.ts';
import { GroupCommit } from '../db/group-commit.ts';
import {
  type Act,
  answersOf,
  findAct,
  insertAnswer,
  insertAttempt,
  insertRefusal,
  lastAttempt,
  postpone,
  type SavedAttempt,
  saveActState,
} from '../db/repositories/act-repository.ts';
import { endFailing, noteTrouble } from '../db/repositories/trouble-repository.ts';
import type { Log } from '../log.ts';
import type { AttemptTrail, LineMessage } from '../ports/centre-gateway.ts';
import { mayBelieveAbsence, restsOnAbsence } from './absence.ts';
import { ActHeads } from './act-heads.ts';
import { retryPauseMs } from './retry-pause.ts';
import { takingBackMayStillArrive, waitsForMoney } from './taking-back.ts';
import { Wire } from './wire.ts';

/** One other side with the content already bound to an act: what the worker needs, and no more. */
export interface BoundGateway {
  /** Building asks the other side something. Left out: it only writes. */
  readonly asksFirst?: boolean;
  /** Whether something of another line comes before it; asked at each turn. Left out: nothing does. */
  waits?(): boolean;
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

/** While one act of a lane is at the other side, the next is made ready, and the answer of the last is kept. */
const IN_HAND_PER_LANE = 3;
/** While others are ready to be sent, answers wait so long for company. */
const GATHER_MS = 20;
/** What was made ready and had to wait longer than this for its lane is not sent any more: it is made ready anew. */
const FRESH_MS = 2_000;

/** One pass: what its lanes share. */
interface Pass extends WorkerDeps {
  readonly heads: ActHeads;
  readonly wire: Wire;
  readonly group: GroupCommit;
}

/** What is to be kept of an exchange: runs inside the transaction of its group. */
type Keeping = () => void;

/**
 * Works until nothing is due; the caller sets the pace and starts no pass while one runs.
 *
 * Acts of one stay and line go in order, stays beside each other: a bad record stops nobody else, and one that waits long
 * for its answer keeps one lane, not what becomes due meanwhile.
 * At most once: an attempt is saved as unknown before its first byte, then asked about, never sent again;
 * the other side does not promise to recognise a repeat.
 * Answers that are in and attempts that are ready are kept by one commit: the disk's flush, not the line, is what costs.
 */
export async function drainOutbox(deps: WorkerDeps): Promise<number> {
  const wire = new Wire(deps.lanes);
  const group = new GroupCommit(deps.db, { mayWait: () => wire.waiting > 0, gatherMs: GATHER_MS });
  const pass: Pass = { ...deps, heads: new ActHeads(deps), wire, group };
  await Promise.all(
    Array.from({ length: deps.lanes * IN_HAND_PER_LANE }, async () => {
      for (let act = await pass.heads.next(); act !== undefined; act = await pass.heads.next()) {
        await advance(pass, act);
        pass.heads.done(act);
      }
    }),
  );
  return pass.heads.count;
}

async function advance(pass: Pass, act: Act): Promise<void> {
  try {
    const keeping = await exchange(pass, act);
    await pass.group.keep(keeping).catch((error: unknown) => {
      fail(pass, act, error);
      return pass.group.keep(() => {
        later(pass, act);
        noteTrouble(pass.db, act.id, 'failed', wordsOf(error), pass.clock.now());
      });
    });
  } catch (error) {
    fail(pass, act, error); // one bad record stops nobody else, not even when it cannot be put off
  }
}

const wordsOf = (error: unknown): string => (error instanceof AppError ? `${error.code}: ${error.message}` : String(error));

/** Nobody there, or no answer in time: that passes with the line. */
const ofTheLine = (error: unknown): boolean =>
  error instanceof AppError && (error.kind === 'gateway' || error.code.endsWith('.outcome-unknown'));

const fail = ({ log }: Pass, act: Act, error: unknown): void => log.failure('outbox', `act ${act.id}`, error);

async function exchange(pass: Pass, act: Act): Promise<Keeping> {
  try {
    // Withdrawn between the query and now: another lane's answer or a clerk may have changed it.
    const current = findAct(pass.db, act.id);
    if (current?.state === 'waiting') return await attempt(pass, current);
    if (current?.state === 'unknown') return await findOut(pass, current);
    return () => undefined;
  } catch (error) {
    if (!(error instanceof AppError && error.kind === 'gateway')) fail(pass, act, error);
    return () => {
      if (error instanceof AppError && error.kind === 'rejected' && refusedBeforeSending(pass, act, error)) return;
      later(pass, act); // the state stays: an attempt that may have left is never sent again
      if (!ofTheLine(error)) noteTrouble(pass.db, act.id, 'failed', wordsOf(error), pass.clock.now());
    };
  }
}

/**
 * The other side said no to a question that had to be asked first: a person must look, nothing was sent.
 * False for an act that has an attempt on its way: a refused question says nothing about that.
 */
function refusedBeforeSending(deps: WorkerDeps, act: Act, error: AppError): boolean {
  if (findAct(deps.db, act.id)?.state !== 'waiting') return false;
  saveActState(deps.db, act.id, 'rejected');
  const saved: SavedAttempt = { messageId: '', sentAt: deps.clock.now() };
  const words = String(error.details['words'] ?? error.message);
  insertRefusal(deps.db, act.id, words, saved.sentAt);
  const because = error.details['because'] === 'charges-total' ? ({ because: 'charges-total' } as const) : {};
  deps.adopt(act, { kind: 'rejected', words, ...because }, saved);
  return true;
}

async function attempt(pass: Pass, act: Act): Promise<Keeping> {
  if (takingBackMayStillArrive(pass, act) || waitsForMoney(pass, act)) return () => later(pass, act);
  const gateway = pass.bind(act);
  if (gateway.waits?.() === true) return () => later(pass, act);
  // Saved before its turn only while turns come quickly: what stands as sent, and is not, would have to be asked about after a crash.
  if (gateway.asksFirst || !pass.wire.quick) return pass.wire.use(async () => deliver(pass, act, await makeReady(pass, act, gateway)));
  const ready = await makeReady(pass, act, gateway);
  return pass.wire.use(() => deliver(pass, act, ready));
}

/** An attempt that stands on the disk and may be sent. */
interface Ready {
  readonly gateway: BoundGateway;
  readonly message: LineMessage;
  readonly saved: SavedAttempt;
  readonly at: number;
}

async function makeReady(pass: Pass, act: Act, gateway: BoundGateway): Promise<Ready | undefined> {
  const message = await gateway.build();
  const saved = await pass.group.keep(() => saveAttempt(pass, act, gateway, message));
  return saved === undefined ? undefined : { gateway, message, saved, at: performance.now() };
}

async function deliver(pass: Pass, act: Act, ready: Ready | undefined): Promise<Keeping> {
  if (ready === undefined) return () => undefined;
  const { gateway, message, saved, at } = ready;
  if (performance.now() - at > FRESH_MS) return () => record(pass, act, saved, { kind: 'absent', words: 'not sent' });
  try {
    const outcome = await gateway.send(message);
    return () => record(pass, act, saved, outcome);
  } catch (error) {
    if (!(error instanceof AppError && error.kind === 'gateway')) throw error;
    return () => {
      record(pass, act, saved, { kind: 'absent', words: error.code }); // our own line said so: nothing was done there
      later(pass, act);
    };
  }
}

/** undefined, and nothing saved, when it must not be sent: what it says is not so any more (it is due at once, the next pass gathers it anew), or it was withdrawn. */
function saveAttempt({ db, clock }: Pass, act: Act, gateway: BoundGateway, message: LineMessage): SavedAttempt | undefined {
  if (gateway.isCurrent?.() === false) return undefined;
  const saved: SavedAttempt = { messageId: message.messageId, sentAt: clock.now() };
  if (!insertAttempt(db, act.id, saved, message.requestText)) return undefined;
  endFailing(db, act.id);
  return saved;
}

async function findOut(pass: Pass, act: Act): Promise<Keeping> {
  const saved = lastAttempt(pass.db, act.id);
  invariant(saved !== undefined, 'an unknown act has an attempt');
  const gateway = pass.bind(act);
  const outcome = await pass.wire.use(() => gateway.resolve(trailOf(pass, saved)));
  return () => {
    if (!restsOnAbsence(act, outcome) || mayBelieveAbsence(pass, saved, outcome)) {
      if (outcome.kind === 'absent' || outcome.kind === 'undone')
        noteTrouble(pass.db, act.id, 'sent-in-vain', outcome.words, pass.clock.now());
      return record(pass, act, saved, outcome);
    }
    insertAnswer(pass.db, saved.messageId, outcome, pass.clock.now());
    later(pass, act);
  };
}

function trailOf({ db, clock }: WorkerDeps, { messageId }: SavedAttempt): AttemptTrail {
  return {
    messageId,
    seen: answersOf(db, messageId),
    takingBack: (words) => insertAnswer(db, messageId, { kind: 'unknown', words }, clock.now()),
  };
}

/** An answer that comes after the act moved on by another attempt or another answer is kept, and changes nothing. */
function record(deps: WorkerDeps, act: Act, saved: SavedAttempt, outcome: AttemptOutcome): void {
  insertAnswer(deps.db, saved.messageId, outcome, deps.clock.now());
  if (outcome.kind === 'unknown') later(deps, act);
  const open = findAct(deps.db, act.id)?.state === 'unknown' && lastAttempt(deps.db, act.id)?.messageId === saved.messageId;
  if (!open) return;
  saveActState(deps.db, act.id, stateAfter(outcome));
  deps.adopt(act, outcome, saved);
  deps.absentSince.delete(saved.messageId);
}

function stateAfter({ kind }: AttemptOutcome): Act['state'] {
  return kind === 'absent' || kind === 'undone' ? 'waiting' : kind;
}

/** The next turn. */
function later({ db, clock, retrySeconds }: WorkerDeps, act: Act): void {
  postpone(db, act.id, plusMilliseconds(clock.now(), retryPauseMs(retrySeconds, act.tries)));
}
