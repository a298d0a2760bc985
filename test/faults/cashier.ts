import { randomUUID } from 'node:crypto';
import { encounterContract } from '../../shared/contract/encounter-contract.ts';
import { personContract } from '../../shared/contract/person-contract.ts';
import { shiftContract } from '../../shared/contract/shift-contract.ts';
import { type VisitView, visitContract } from '../../shared/contract/visit-contract.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { IdempotencyKey } from '../../shared/identity/ids.ts';
import { type Clerk, idOf, type Told } from './clerk.ts';
import type { CoreProcess } from './core-process.ts';
import { sendReturns, sendVisit, type Visitor } from './visitors.ts';

const newKey = (): IdempotencyKey => randomUUID() as IdempotencyKey;

/** The same clerk at the outpatients' window: does what the page offers next, and presses again with the same key what was not answered. */
export class Cashier {
  readonly #core: CoreProcess;
  readonly #clerk: Clerk;
  readonly #folder: string;

  constructor(core: CoreProcess, clerk: Clerk, folder: string) {
    this.#core = core;
    this.#clerk = clerk;
    this.#folder = folder;
  }

  async openTill(): Promise<void> {
    const key = newKey();
    await this.#clerk.until(async () => {
      await this.#core.call(shiftContract.open, { float: '500.00', key });
      return true;
    });
  }

  /** A whole visit, from the bill to what was drawn to follow its settlement. */
  async serve(visitor: Visitor, told: Told): Promise<void> {
    sendVisit(this.#folder, visitor);
    await this.#open(visitor, told);
    await this.#settle(told);
    if (visitor.ending === 'stands') return;
    sendReturns(this.#folder, visitor);
    const expected = visitor.totalFen;
    await this.#sees(told, ({ total }) => Math.round(Number(total.toString()) * 100) === expected);
    await this.#refund(visitor, told);
    if (visitor.ending !== 'resettled') return;
    told.recalled = null;
    await this.#settle(told);
  }

  #open(visitor: Visitor, told: Told): Promise<void> {
    const key = newKey();
    return this.#clerk.withCard(visitor, () =>
      this.#clerk.until(async () => {
        const { patientId } = await this.#core.call(personContract.readCard, {});
        const { encounterId } = await this.#core.call(visitContract.open, { orderNumber: visitor.orderNo, patientId, key });
        told.encounterId = encounterId;
        told.stayNumber = visitor.orderNo;
        return true;
      }, told),
    );
  }

  /** Asks and settles, as often as the page says that it must be done anew. */
  async #settle(told: Told): Promise<void> {
    told.finished = false;
    let key = newKey();
    await this.#clerk.until(
      async () => {
        const seen = await this.#view(told);
        const encounterId = idOf(told);
        try {
          if (seen.stage === 'refused') {
            told.person ??= `refused: ${seen.refusal}`;
            told.committed = false;
          }
          if (['open', 'sent', 'refused'].includes(seen.stage)) {
            await this.#core.call(visitContract.preSettle, { encounterId, key });
            key = newKey();
          } else if (seen.stage === 'pre-settled' && seen.ways.some(({ way, open }) => way === 'insured' && open)) {
            const { quoteHash } = seen;
            await this.#core.call(visitContract.settle, { encounterId, way: 'insured', phone: '', reason: '', quoteHash, key });
            told.committed = true;
            key = newKey();
          }
        } catch (error) {
          // Only what was certainly refused gets a new key; after a death the same request is repeated, or the page shows what became of it.
          if (error instanceof AppError) key = newKey();
          throw error;
        }
        return seen.stage === 'settled' && (await this.#allDone(told));
      },
      told,
      250,
    );
    told.finished = true;
  }

  async #refund({ ending }: Visitor, told: Told): Promise<void> {
    const key = newKey();
    const wanted = ending === 'cancelled' ? 'cancelled' : 'open';
    await this.#clerk.until(async () => {
      const { refund } = await this.#view(told);
      if (!refund.open) told.lastProblem = `refund closed: ${refund.closedBecause.join(', ')}`;
      await this.#core.call(visitContract.refund, { encounterId: idOf(told), reason: '示例退费', key });
      told.recalled = ending === 'cancelled' ? 'admission' : 'settlement';
      told.finished = false;
      return true;
    }, told);
    await this.#clerk.until(async () => (await this.#view(told)).stage === wanted && this.#allDone(told), told, 250);
    told.finished = true;
  }

  #sees(told: Told, wanted: (view: VisitView) => boolean): Promise<void> {
    return this.#clerk.until(async () => wanted(await this.#view(told)), told);
  }

  async #view(told: Told): Promise<VisitView> {
    const seen = await this.#core.call(visitContract.view, { encounterId: idOf(told) });
    told.lastProblem = `${seen.stage} ${seen.refusal ?? ''}`;
    return seen;
  }

  async #allDone(told: Told): Promise<boolean> {
    const { acts } = await this.#core.call(encounterContract.get, { encounterId: idOf(told) });
    if (acts.some(({ state }) => state === 'rejected')) told.person ??= 'an act was refused';
    return acts.every(({ state }) => state === 'acknowledged' || state === 'withdrawn');
  }
}
