import type { CentreAndBank } from '../support/standin-processes.ts';
import { offsetTo } from '../support/story-clock.ts';
import type { Cashier } from './cashier.ts';
import { type Clerk, type Told, TooLate } from './clerk.ts';
import type { Combination } from './combinations.ts';
import type { CoreProcess } from './core-process.ts';
import { NEW_BED, type Patient, sendCharges, sendEvent, sendNotice, sendOrders } from './patients.ts';
import { settleByPhone } from './phone.ts';
import type { Plan } from './plan.ts';
import type { LineProxy } from './proxy.ts';
import type { Spells } from './spells.ts';
import type { Visitor } from './visitors.ts';

export const ADMISSION = '2023-06-05 10:15';
const DISCHARGE = '2023-06-13 08:35';

/** Who comes to a world's desk, each with what the clerk was told of him. */
export interface Cast {
  readonly stays: readonly { readonly patient: Patient; readonly told: Told }[];
  readonly visits: readonly { readonly visitor: Visitor; readonly told: Told }[];
}

interface StoryOptions {
  readonly cast: Cast;
  readonly plan: Plan;
  readonly combination: Combination;
  readonly folder: string;
  readonly standins: CentreAndBank;
  /** The line to the centre. */
  readonly centre: LineProxy;
  readonly core: CoreProcess;
  readonly clerk: Clerk;
  readonly cashier: Cashier;
  readonly spells: Spells;
}

/** What happens at the desk of a world, in its order: admissions, a week, settlements; beside the settlements the outpatients. */
export class Story {
  readonly #options: StoryOptions;
  #baseMs = offsetTo(ADMISSION);

  constructor(options: StoryOptions) {
    this.#options = options;
  }

  async play(): Promise<void> {
    const { clerk, cashier, cast, folder } = this.#options;
    await clerk.signIn();
    if (cast.visits.length > 0) await cashier.openTill();
    sendOrders(
      folder,
      cast.stays.map(({ patient }) => patient),
    );
    await this.#admissions();
    await this.#nextDay();
    const visits = all(cast.visits.map(({ visitor, told }) => cashier.serve(visitor, told)));
    await all([visits, this.#settlements()]);
  }

  async #admissions(): Promise<void> {
    const { clerk, spells } = this.#options;
    const sick = spells.sicken('admission');
    await this.#each((patient, told) => clerk.admit(patient, told));
    const jumped = spells.jumpClock('admission', this.#baseMs);
    await this.#each((patient, told) =>
      clerk.sees(
        told,
        ({ registration, creditState }) => registration === 'acknowledged' && (patient.door === 'deposit' || creditState === 'locked'),
      ),
    );
    await this.#changeBeds();
    await jumped;
    await sick;
  }

  async #settlements(): Promise<void> {
    const { clerk, spells } = this.#options;
    const sick = spells.sicken('settlement');
    await this.#chargesAndLeavers();
    const jumped = spells.jumpClock('settlement', this.#baseMs);
    await this.#each(async (patient, told) => {
      if (patient.exit === 'online') await clerk.settle(patient.exit, told);
      if (patient.exit === 'phone') await this.#phone(patient, told);
      await clerk.finishes(told);
      await this.#end(patient, told);
    });
    await jumped;
    await sick;
  }

  /** The charges come and the ward lets them go; some leave while the centre is away. */
  async #chargesAndLeavers(): Promise<void> {
    const { cast, plan, folder, centre, clerk, spells } = this.#options;
    const leavers = cast.stays.some(({ patient }) => patient.exit === 'credit-leave');
    const away = leavers && plan.chargesWhileAway;
    if (away) await centre.down();
    for (const { patient } of cast.stays) {
      sendCharges(folder, patient);
      sendNotice(folder, patient);
    }
    await this.#each((_patient, told) => clerk.sees(told, ({ state }) => state === 'ward-discharged'));
    if (plan.spoiltLines !== null && !away) {
      await this.#each((_patient, told) => clerk.seesAllDone(told));
      await spells.spoilLines(cast.stays.map(({ told }) => told.stayNumber));
    }
    if (!leavers) return;
    if (!away) await this.#each((_patient, told) => clerk.seesAllDone(told));
    await centre.down();
    await this.#each((patient, told) => (patient.exit === 'credit-leave' ? clerk.settle(patient.exit, told) : Promise.resolve()));
    await centre.up();
  }

  async #changeBeds(): Promise<void> {
    const { cast, clerk, folder } = this.#options;
    const changing = cast.stays.filter(({ patient }) => patient.changes);
    if (changing.length === 0) return;
    sendOrders(
      folder,
      changing.map(({ patient }) => patient),
      { bed: NEW_BED },
    );
    await all(
      changing.map(async ({ told }) => {
        await clerk.sees(told, ({ bed }) => bed === NEW_BED);
        await clerk.seesAllDone(told);
      }),
    );
  }

  /** All his charges are there; then he settles, and the hospital hears of it. */
  async #phone(patient: Patient, told: Told): Promise<void> {
    const { clerk, standins, combination, folder } = this.#options;
    await clerk.seesAllDone(told);
    const number = await settleByPhone(patient, told.stayNumber ?? '', {
      centre: standins.centre,
      nowMs: () => Date.now() + this.#baseMs,
      asText: combination.centre.inputForm === 'string',
      over: () => clerk.tooLate,
    });
    sendEvent(folder, patient, number);
  }

  /** What was drawn to follow his settlement. */
  async #end({ ending }: Patient, told: Told): Promise<void> {
    const { clerk } = this.#options;
    if (ending === 'stands') return;
    await clerk.recall(ending === 'resettled' ? 'settlement' : ending, told);
    if (ending !== 'resettled') return;
    await clerk.settle('online', told);
    told.recalled = null;
    await clerk.finishes(told);
  }

  /** A week later, for all three. */
  async #nextDay(): Promise<void> {
    const { standins, core } = this.#options;
    this.#baseMs = offsetTo(DISCHARGE);
    await standins.setClock(this.#baseMs);
    core.setClock(this.#baseMs);
  }

  #each(play: (patient: Patient, told: Told) => Promise<unknown>): Promise<void> {
    return all(this.#options.cast.stays.map(({ patient, told }) => play(patient, told)));
  }
}

/** Waits for all, also when one of them failed: nobody is left playing. */
async function all(parts: readonly Promise<unknown>[]): Promise<void> {
  const ended = await Promise.allSettled(parts);
  const failed = ended.find((each) => each.status === 'rejected' && !(each.reason instanceof TooLate));
  if (failed?.status === 'rejected') throw failed.reason;
  const late = ended.find((each) => each.status === 'rejected');
  if (late?.status === 'rejected') throw late.reason;
}
