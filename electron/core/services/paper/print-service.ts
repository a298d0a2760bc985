import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { PrintingView } from '../../../../shared/contract/print-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { EncounterId, PaperId } from '../../../../shared/identity/ids.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import { PRINT_TROUBLES, type PrintState, type PrintTrouble, troubleOf } from '../../../../shared/model/print.ts';
import { millisecondsOf, plusMilliseconds } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb, WritableDb } from '../../db/database.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { findPatient } from '../../db/repositories/patient-repository.ts';
import {
  findMadePaper,
  findPrint,
  insertPrint,
  insertPrintSeen,
  type MadePaper,
  madePapers,
  openPrints,
  type Print,
  printsOfPaper,
} from '../../db/repositories/print-repository.ts';
import type { PrintProgress, PrintQueue, PrintQueues } from '../../ports/print-queues.ts';

export interface PrintDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly queues: PrintQueues;
  /** The queue for a kind of paper; null: none is set, papers are only kept. */
  readonly queueOf: (kind: string) => string | null;
  /** Every queue that is set: their lights are one. */
  readonly watched: readonly string[];
  readonly heard: (event: { readonly reached: boolean; readonly tookMs: number }) => void;
  readonly onChange: () => void;
}

const LISTED = 60;
/** A printer that takes so long for a paper of ours has some trouble. */
const SLOW_MS = 20_000;
/** Sendings older than this are not asked about any more. */
const FORGOTTEN_MS = 3 * 24 * 3_600_000;

const STATES: Readonly<Record<PrintProgress, PrintState>> = {
  waiting: 'waiting',
  printing: 'printing',
  held: 'held',
  printed: 'printed',
  cancelled: 'failed',
  aborted: 'failed',
};

/** Papers on their way to real printers: saved, sent once, then followed until the printer has all of it, not only until it is spooled. */
export class PrintService {
  readonly #deps: PrintDeps;

  constructor(deps: PrintDeps) {
    this.#deps = deps;
  }

  /** Sends a paper that was made. Where no printer is set it is only kept. Never throws: what went wrong stands beside the paper. */
  async send(paperId: PaperId, clerkId: string): Promise<void> {
    const { db, clock, queues, queueOf, onChange } = this.#deps;
    const paper = findMadePaper(db, paperId);
    const queue = paper === undefined ? null : queueOf(paper.kind);
    if (paper === undefined || queue === null) return;
    const id = randomUUID();
    db.transaction(() => {
      insertPrint(db, { id, paperId, queue, clerkId, askedAt: clock.now() });
      this.#see(id, 'unknown', null, '', '');
    }).immediate();
    try {
      this.#see(id, 'waiting', await queues.print(queue, id, readFileSync(paper.fileName)), '', '');
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // Sent and not answered stays unknown, and is looked for by its name.
      if (error.kind !== 'unknown') this.#see(id, 'failed', null, troubleOfCode(error.code), '');
    }
    onChange();
  }

  /** Once more, because nothing came out. Errors: not-found/paper.failed, conflict/print.not-failed. */
  async sendAgain(paperId: PaperId, clerkId: string): Promise<void> {
    const { db, clock } = this.#deps;
    if (findMadePaper(db, paperId) === undefined) throw new AppError('not-found', 'paper.failed', 'no such paper');
    const [last] = printsOfPaper(db, paperId);
    if (last !== undefined && last.state !== 'failed') throw new AppError('conflict', 'print.not-failed', 'it is on its way or came out');
    insertAudit(db, { at: clock.now(), clerkId, event: 'print-again', subjectId: paperId, facts: {} });
    await this.send(paperId, clerkId);
  }

  /** Asks about everything that is on its way, and how the printers are. */
  async follow(): Promise<void> {
    const { db, clock, queues, watched, heard, onChange } = this.#deps;
    if (watched.length === 0) return;
    const all = await tolerate(queues.list());
    const mine = (all ?? []).filter(({ name }) => watched.includes(name));
    heard({ reached: all !== null && mine.length === watched.length && mine.every((queue) => queueTrouble(queue) === null), tookMs: 0 });
    let moved = false;
    for (const print of openPrints(db, plusMilliseconds(clock.now(), -FORGOTTEN_MS))) moved = (await this.#followOne(print, all)) || moved;
    if (moved) onChange();
  }

  async #followOne(print: Print, all: readonly PrintQueue[] | null): Promise<boolean> {
    const { queues } = this.#deps;
    if (all === null) return this.#changed(print, print.state, print.job, 'service-away', '');
    if (print.job === null) {
      const job = await tolerate(queues.find(print.queue, print.id));
      if (job === null) return false;
      return job === undefined ? this.#changed(print, 'failed', null, 'service-away', '') : this.#changed(print, 'waiting', job, '', '');
    }
    const seen = await tolerate(queues.progress(print.queue, print.job));
    if (seen === null) return false;
    if (seen === undefined) return this.#changed(print, 'failed', print.job, 'lost', '');
    const queue = all.find(({ name }) => name === print.queue);
    const trouble = this.#troubleWith(print, seen.progress, queue);
    const words = trouble === '' ? '' : seen.message || (queue?.message ?? '');
    return this.#changed(print, STATES[seen.progress], print.job, trouble, words);
  }

  #troubleWith(print: Print, progress: PrintProgress, queue: PrintQueue | undefined): PrintTrouble | '' {
    if (progress === 'printed') return '';
    if (progress === 'cancelled' || progress === 'aborted') return progress;
    const known = queue === undefined ? 'queue-missing' : queueTrouble(queue);
    if (known !== null) return known;
    const age = millisecondsOf(this.#deps.clock.now()) - millisecondsOf(print.askedAt);
    return age > SLOW_MS ? 'slow' : '';
  }

  #changed(print: Print, state: PrintState, job: number | null, trouble: PrintTrouble | '', words: string): boolean {
    if (print.state === state && print.job === job && print.trouble === trouble && print.words === words) return false;
    this.#see(print.id, state, job, trouble, words);
    return true;
  }

  #see(printId: string, state: PrintState, job: number | null, trouble: PrintTrouble | '', words: string): void {
    const { db, clock } = this.#deps;
    insertPrintSeen(db, printId, { state, job, trouble, words, seenAt: clock.now() });
  }

  /** What was made lately and what became of it, and which printers there are. */
  async view(): Promise<PrintingView> {
    const { db, queues, watched } = this.#deps;
    const there = await tolerate(queues.list());
    return {
      papers: madePapers(db, LISTED).map((paper) => this.#row(paper)),
      set: [...watched],
      serviceThere: there !== null,
      queues: (there ?? []).map((queue) => ({ name: queue.name, trouble: queueTrouble(queue) })),
    };
  }

  #row({ paperId, kind, subject, copy, fileName, madeAt }: MadePaper): PrintingView['papers'][number] {
    const { db } = this.#deps;
    const [last] = printsOfPaper(db, paperId);
    return {
      paperId,
      kind,
      who: whoOf(db, subject),
      copy,
      file: fileName,
      madeAt,
      print: last === undefined ? null : shown(last),
    };
  }

  /** Errors: not-found/paper.failed. */
  made(paperId: PaperId): MadePaper {
    const paper = findMadePaper(this.#deps.db, paperId);
    if (paper === undefined) throw new AppError('not-found', 'paper.failed', 'no such paper');
    return paper;
  }

  find(printId: string): Print | undefined {
    return findPrint(this.#deps.db, printId);
  }
}

const shown = ({ queue, state, trouble, words, seenAt }: Print) => ({
  queue,
  state,
  trouble: PRINT_TROUBLES.find((one) => one === trouble) ?? null,
  words,
  seenAt,
});

/** A stay's patient, masked; else the receipt or the shift itself. */
function whoOf(db: ReadableDb, subject: string): string {
  const encounter = findEncounter(db, subject as EncounterId);
  // A consent before a stay has the order's number in front.
  return encounter === undefined ? (subject.split('|')[0] ?? subject) : maskName(findPatient(db, encounter.patientId)?.name ?? '');
}

/** The service's own words of an old printer behind a plain socket; it has no keyword for this. */
const NOT_REACHED = /not exist|unavailable|unreachable|not respond|refused|unable to (locate|connect)|no route|offline/i;

function queueTrouble({ stopped, accepting, reasons, message }: PrintQueue): PrintTrouble | null {
  const known = troubleOf(reasons);
  if (known !== null) return known;
  if (stopped || !accepting) return 'stopped';
  return NOT_REACHED.test(message) ? 'not-reached' : null;
}

function troubleOfCode(code: string): PrintTrouble {
  if (code === 'printer.queue-missing') return 'queue-missing';
  return code === 'printer.refused' ? 'refused' : 'service-away';
}

/** null: the service was not there to be asked. */
async function tolerate<T>(question: Promise<T>): Promise<T | null> {
  try {
    return await question;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return null;
  }
}
