import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { admissionContract } from '../../shared/contract/admission-contract.ts';
import { personContract } from '../../shared/contract/person-contract.ts';
import type { Strip } from '../../shared/contract/common-schemas.ts';
import { encounterContract } from '../../shared/contract/encounter-contract.ts';
import { paperContract } from '../../shared/contract/paper-contract.ts';
import { recallContract } from '../../shared/contract/recall-contract.ts';
import { sessionContract } from '../../shared/contract/session-contract.ts';
import { settlementContract } from '../../shared/contract/settlement-contract.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { EncounterId, IdempotencyKey } from '../../shared/identity/ids.ts';
import type { RecallDepth } from '../../shared/model/acts.ts';
import type { PaperKind } from '../../shared/model/stay.ts';
import { CoreGone, type CoreProcess } from './core-process.ts';
import type { Patient } from './patients.ts';
import { layCard, type Person } from './persons.ts';

/** The time of a run is over. */
export class TooLate extends Error {}

/** What the clerk was told of one patient. */
export interface Told {
  encounterId: EncounterId | null;
  stayNumber: string | null;
  /** The desk said that the settlement was taken: now, or when the line is back. */
  committed: boolean;
  /** The screen said: settled, and the bank's part done; or taken back, and nothing under way any more. */
  finished: boolean;
  /** The desk said that this much is taken back. */
  recalled: RecallDepth | null;
  /** Something had to be done by a person that a quiet day would not have asked for. */
  person: string | null;
  /** The last thing that went wrong, for the report. */
  lastProblem: string;
}

export const nothingTold = (): Told => ({
  ...{ encounterId: null, stayNumber: null, committed: false, finished: false, recalled: null },
  ...{ person: null, lastProblem: '' },
});

/** A clerk at the desk's only reader, as patient as the page: what may be repeated is repeated, with the key it was begun with. */
export class Clerk {
  readonly #core: CoreProcess;
  readonly #folder: string;
  readonly #endAt: number;
  #reader: Promise<unknown> = Promise.resolve();

  constructor(core: CoreProcess, folder: string, endAt: number) {
    this.#core = core;
    this.#folder = folder;
    this.#endAt = endAt;
  }

  get tooLate(): boolean {
    return performance.now() > this.#endAt;
  }

  async signIn(): Promise<void> {
    await this.until(async () => {
      await this.#core.call(sessionContract.signIn, { clerkId: 'A01', pin: '1234' });
      return true;
    });
  }

  /** One after the other: the desk has one reader. */
  withCard(person: Person, step: () => Promise<void>): Promise<void> {
    const turn = this.#reader.then(() => {
      layCard(this.#folder, person);
      return step();
    });
    this.#reader = turn.catch(() => undefined);
    return turn;
  }

  admit(patient: Patient, told: Told): Promise<void> {
    return this.withCard(patient, () => this.#admit(patient, told));
  }

  async #admit(patient: Patient, told: Told): Promise<void> {
    const key = randomUUID() as IdempotencyKey;
    const common = {
      orderNumber: patient.orderNo,
      contactName: '示例家属',
      contactPhone: '13800000099',
      identityCheck: 'self-seen',
      key,
    } as const;
    let request: z.input<typeof admissionContract.commit.request> | undefined;
    await this.until(async () => {
      try {
        request ??= { ...common, ...(await this.#openAdmission(patient)) };
        const { encounterId, strip } = await this.#core.call(admissionContract.commit, request);
        told.encounterId = encounterId;
        told.stayNumber = strip.stayNumber;
        return true;
      } catch (error) {
        // Only what was certainly refused may be asked in another form; after a death the same request is repeated.
        if (error instanceof AppError) request = undefined;
        throw error;
      }
    }, told);
  }

  async #openAdmission({ orderNo, door }: Patient) {
    const { patientId } = await this.#core.call(personContract.readCard, {});
    if (door === 'credit')
      await this.#core.call(admissionContract.consent, { orderNumber: orderNo, patientId, given: true, signedBy: 'self' });
    const view = await this.#core.call(admissionContract.open, { orderNumber: orderNo, patientId, coverageId: null });
    const chosen = view.doors.find((each) => each.door === door);
    if (view.chosenCoverageId === null || chosen?.open !== true)
      throw new AppError('rule', 'credit.not-available', 'this door is not open yet');
    return { patientId, coverageId: view.chosenCoverageId, door, quoteHash: view.quoteHash };
  }

  /** Waits until the screen shows what is wanted. */
  async sees(told: Told, wanted: (strip: Strip) => boolean): Promise<Strip> {
    let seen: Strip | undefined;
    await this.until(async () => {
      const { strip } = await this.#core.call(encounterContract.get, { encounterId: idOf(told) });
      seen = strip;
      if (strip.registration === 'rejected') told.person ??= 'the registration was refused';
      return wanted(strip);
    }, told);
    return seen as Strip;
  }

  /** Waits until nothing of this stay is under way. */
  seesAllDone(told: Told): Promise<void> {
    return this.until(async () => {
      const { acts } = await this.#core.call(encounterContract.get, { encounterId: idOf(told) });
      if (acts.some(({ state }) => state === 'rejected')) told.person ??= 'an act was refused';
      return acts.every(({ state }) => state === 'acknowledged');
    }, told);
  }

  /** Settles by an exit as soon as it is open. */
  async settle(exit: 'online' | 'credit-leave', told: Told): Promise<void> {
    const key = randomUUID() as IdempotencyKey;
    let quoteHash: string | undefined;
    await this.until(async () => {
      try {
        if (quoteHash === undefined) {
          const view = await this.#core.call(settlementContract.view, { encounterId: idOf(told) });
          const chosen = view.exits.find((each) => each.exit === exit);
          if (chosen?.open !== true) {
            told.lastProblem = `${exit} closed: ${chosen?.closedBecause.join(', ')}`;
            if (chosen?.closedBecause.some((reason) => reason.endsWith('-rejected'))) told.person ??= told.lastProblem;
            return false;
          }
          quoteHash = view.quoteHash;
        }
        await this.#core.call(settlementContract.commit, { encounterId: idOf(told), exit, contactPhone: '13800000041', quoteHash, key });
        told.committed = true;
        return true;
      } catch (error) {
        if (error instanceof AppError) quoteHash = undefined;
        throw error;
      }
    }, told);
  }

  /** Waits for the centre's settlement, the bank's part of it, and whatever else of the stay is still under way. */
  async finishes(told: Told): Promise<void> {
    await this.until(
      async () => {
        const { acts, strip } = await this.#core.call(encounterContract.get, { encounterId: idOf(told) });
        const open = acts.filter(({ state }) => state !== 'acknowledged' && state !== 'withdrawn');
        told.lastProblem = [strip.state, ...open.map(({ kind, state }) => `${kind} ${state}`)].join(', ');
        const refused = open.find(({ state }) => state === 'rejected');
        if (refused !== undefined) told.person ??= `${refused.kind} was refused`;
        told.finished = strip.state === 'settled' && open.length === 0;
        return told.finished;
      },
      told,
      300,
    );
  }

  /** Asks for a recall as soon as it is open, and waits until nothing of it is under way any more, the bank's part among it. */
  async recall(depth: RecallDepth, told: Told): Promise<void> {
    const key = randomUUID() as IdempotencyKey;
    await this.until(async () => {
      await this.#core.call(recallContract.ask, { encounterId: idOf(told), depth, reason: '费用有误', key });
      told.recalled = depth;
      told.finished = false;
      return true;
    }, told);
    await this.until(
      async () => {
        const { acts } = await this.#core.call(encounterContract.get, { encounterId: idOf(told) });
        const open = acts.filter(({ state }) => state !== 'acknowledged' && state !== 'withdrawn');
        told.lastProblem = `recall to ${depth}: ${acts.map(({ kind, state }) => `${kind} ${state}`).join(', ')}`;
        const refused = open.find(({ state }) => state === 'rejected');
        if (refused !== undefined) told.person ??= `${refused.kind} was refused`;
        told.finished = open.length === 0;
        return told.finished;
      },
      told,
      300,
    );
  }

  /** Prints a paper: its content, or null where the desk does not allow it. */
  async print(told: Told, kind: PaperKind): Promise<{ readonly file: string } | null> {
    const key = randomUUID() as IdempotencyKey;
    let printed: { readonly file: string } | null = null;
    await this.until(async () => {
      try {
        printed = await this.#core.call(paperContract.print, { encounterId: idOf(told), kind, key });
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'paper.not-allowed')) throw error;
      }
      return true;
    }, told);
    return printed;
  }

  /** Repeats a step until it says that it is done, through refusals and the deaths of the core, as long as the run lasts. */
  async until(step: () => Promise<boolean>, told?: Told, pauseMs = 120): Promise<void> {
    for (;;) {
      try {
        if (await step()) return;
      } catch (error) {
        if (error instanceof AppError) {
          if (told !== undefined) told.lastProblem = `${error.code}: ${error.message}`;
        } else if (!(error instanceof CoreGone)) throw error;
      }
      if (performance.now() > this.#endAt) throw new TooLate(told?.lastProblem);
      await delay(pauseMs);
    }
  }
}

export function idOf({ encounterId }: Told): EncounterId {
  if (encounterId === null) throw new Error('nobody was admitted');
  return encounterId;
}
