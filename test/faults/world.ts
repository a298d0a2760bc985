import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { PostgresServer } from '../support/postgres-server.ts';
import type { CentreAndBank } from '../support/standin-processes.ts';
import { offsetTo } from '../support/story-clock.ts';
import { Clerk, TooLate, type Told } from './clerk.ts';
import { type Combination, COMBINATIONS } from './combinations.ts';
import { CoreGone, CoreProcess } from './core-process.ts';
import { type Dice, dice, seedOf } from './dice.ts';
import { SmallDisk, whyNoStrace } from './disk.ts';
import {
  drawLater,
  drawPatient,
  introduce,
  type Later,
  NEW_BED,
  type Patient,
  sendCharges,
  sendEvent,
  sendNotice,
  sendOrders,
} from './patients.ts';
import { settleByPhone } from './phone.ts';
import { type Cell, drawPlan, type Plan, type Step } from './plan.ts';
import { behave, makeFolder, PATIENCE_MS } from './prepare.ts';
import { LineProxy } from './proxy.ts';
import { Rest } from './rest.ts';
import { Spells } from './spells.ts';
import { Trouble } from './trouble.ts';
import { judgeWorld, type Run } from './verdicts.ts';

/** What is drawn for one world: one desk, one centre and one bank, and several patients at once. */
export interface WorldOptions {
  readonly seed: number;
  readonly patients: number;
  /** Tells this world's patients from those of every other world. */
  readonly serial: number;
  /** 1 to 99: tells its stays and message numbers from those of every other world on the same stand-ins. */
  readonly window: number;
  readonly mistake: string;
  /** After so long a stay that has not ended is given up. */
  readonly seconds: number;
  /** Only this combination, or any. */
  readonly combination?: string | undefined;
  /** Only this below the world, or what is drawn. */
  readonly cell?: Cell | undefined;
  /** A quiet stay of every kind of act, and one death. */
  readonly sweep?: Step | undefined;
}

/** The other sides of a world, and what the centre's books stand on. */
export interface Others {
  readonly standins: CentreAndBank;
  /** null: they are embedded in the centre. */
  readonly postgres: PostgresServer | null;
}

export interface WorldResult {
  readonly seed: number;
  readonly combination: string;
  readonly runs: readonly Run[];
  readonly kills: number;
  readonly struck: readonly string[];
  readonly bugs: readonly string[];
  readonly plan: string;
  /** What was sick below this world, and how often it struck. */
  readonly cell: { readonly name: Cell; readonly struck: number; readonly notRun: string } | null;
}

const ADMISSION = '2023-06-05 10:15';
const DISCHARGE = '2023-06-13 08:35';

/** Plays one world to its end and judges it by the other sides' books. The stand-ins go on to the next world. */
export async function playWorld(options: WorldOptions, others: Others): Promise<WorldResult> {
  const world = new World(options, others);
  try {
    return await world.play();
  } finally {
    await world.close();
  }
}

class World {
  readonly #options: WorldOptions;
  readonly #standins: CentreAndBank;
  readonly #plan: Plan;
  readonly #combination: Combination;
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'faults-'));
  readonly #luck: Dice;
  readonly #rest = new Rest();
  readonly #centre: LineProxy;
  readonly #bank: LineProxy;
  readonly #core: CoreProcess;
  readonly #clerk: Clerk;
  readonly #trouble: Trouble;
  readonly #spells: Spells;
  readonly #disk: SmallDisk | null;
  /** Why what was drawn below this world cannot be played here; "" when it can. */
  readonly #notRun: string;
  #baseMs = offsetTo(ADMISSION);

  constructor(options: WorldOptions, { standins, postgres }: Others) {
    this.#options = options;
    this.#standins = standins;
    this.#luck = dice(seedOf(options.seed, 'world'));
    this.#plan = drawPlan(this.#luck, options.seed, options);
    const combination = COMBINATIONS[this.#plan.combination];
    if (combination === undefined) throw new Error(`no such combination: ${this.#plan.combination}`);
    this.#combination = combination;
    this.#trouble = new Trouble({ seed: options.seed, plan: this.#plan, rest: this.#rest, core: () => this.#core });
    this.#centre = this.#proxy(standins.centre.url);
    this.#bank = this.#proxy(standins.bank.url);
    const mounted = this.#plan.diskFull === null ? null : SmallDisk.mount(path.join(this.#folder, 'disk'));
    this.#disk = mounted instanceof SmallDisk ? mounted : null;
    this.#notRun = typeof mounted === 'string' ? mounted : this.#plan.failingFlush === null ? '' : whyNoStrace();
    const wrapper = (life: number) => (this.#notRun === '' ? this.#trouble.wrapper(life) : []);
    this.#core = new CoreProcess({ folder: this.#disk?.folder ?? this.#folder, mistake: options.mistake, wrapper }, this.#baseMs);
    this.#clerk = new Clerk(this.#core, this.#folder, performance.now() + options.seconds * 1_000);
    const below = { disk: this.#disk, postgres, centre: standins.centre };
    this.#spells = new Spells({ plan: this.#plan, core: this.#core, rest: this.#rest, ...below });
  }

  #proxy(upstream: string): LineProxy {
    return new LineProxy({
      upstream,
      patienceMs: PATIENCE_MS,
      fault: (name) => this.#trouble.faultOf(name),
      watch: (point, name) => this.#trouble.watch(point, name),
    });
  }

  async play(): Promise<WorldResult> {
    const { seed, serial, patients: count } = this.#options;
    const patients = Array.from({ length: count }, (_unused, index) =>
      drawPatient(this.#luck, serial * 100 + index, this.#plan.away, this.#later(index)),
    );
    const told = patients.map(
      (): Told => ({
        ...{ encounterId: null, stayNumber: null, committed: false, finished: false, recalled: null },
        ...{ person: null, lastProblem: '' },
      }),
    );
    await this.#prepare(patients);
    const instants = this.#trouble.dieAtInstants();
    try {
      await this.#story(patients, told);
    } catch (error) {
      if (!(error instanceof TooLate || error instanceof CoreGone)) throw error;
    }
    this.#rest.over = true;
    await instants;
    await this.#spells.ended();
    const runs = await judgeWorld({ patients, told, core: this.#core, clerk: this.#clerk, standins: this.#standins });
    const { combination } = this.#plan;
    const struck = [...this.#centre.struck, ...this.#bank.struck];
    const { kills, bugs } = this.#core;
    const sick = this.#spells.struck();
    const cell = sick === null ? null : { ...sick, notRun: this.#notRun };
    return { seed, combination, runs, kills, struck, bugs, plan: JSON.stringify(this.#plan), cell };
  }

  #later(index: number): Later {
    if (this.#options.sweep !== undefined) return { changes: true, ending: 'resettled', phone: false };
    return drawLater(dice(seedOf(this.#options.seed, `later ${index}`)), this.#plan.phone);
  }

  async #prepare(patients: readonly Patient[]): Promise<void> {
    await behave(this.#standins, this.#combination, this.#plan.phone);
    await this.#standins.setClock(this.#baseMs);
    await Promise.all([this.#centre.up(), this.#bank.up()]);
    for (const patient of patients) await introduce(patient, this.#standins);
    makeFolder({
      folder: this.#folder,
      disk: this.#disk?.folder ?? null,
      window: this.#options.window,
      centreUrl: this.#centre.url,
      bankUrl: this.#bank.url,
      combination: this.#combination,
    });
    const { firstWrite } = this.#trouble;
    if (firstWrite !== undefined) this.#core.dieNext(firstWrite);
    await this.#core.start().catch((error) => {
      if (!(error instanceof CoreGone)) throw error;
    });
  }

  async #story(patients: readonly Patient[], told: readonly Told[]): Promise<void> {
    await this.#clerk.signIn();
    sendOrders(this.#folder, patients);
    const each = (play: (patient: Patient, told: Told) => Promise<unknown>) =>
      all(patients.map((patient, index) => play(patient, told[index] as Told)));
    const sick = this.#spells.sicken('admission');
    await each((patient, mine) => this.#clerk.admit(patient, mine));
    const jumped = this.#spells.jumpClock('admission', this.#baseMs);
    await each((patient, mine) =>
      this.#clerk.sees(
        mine,
        ({ registration, creditState }) => registration === 'acknowledged' && (patient.door === 'deposit' || creditState === 'locked'),
      ),
    );
    await this.#changeBeds(patients, told);
    await jumped;
    await sick;
    await this.#nextDay();
    const sickAgain = this.#spells.sicken('settlement');
    const leavers = patients.some(({ exit }) => exit === 'credit-leave');
    if (leavers && this.#plan.chargesWhileAway) await this.#centre.down();
    for (const patient of patients) {
      sendCharges(this.#folder, patient);
      sendNotice(this.#folder, patient);
    }
    await each((_patient, mine) => this.#clerk.sees(mine, ({ state }) => state === 'ward-discharged'));
    const away = leavers && this.#plan.chargesWhileAway;
    if (this.#plan.spoiltLines !== null && !away) {
      await each((_patient, mine) => this.#clerk.seesAllDone(mine));
      await this.#spells.spoilLines(told.map(({ stayNumber }) => stayNumber));
    }
    if (leavers) {
      if (!this.#plan.chargesWhileAway) await each((_patient, mine) => this.#clerk.seesAllDone(mine));
      await this.#centre.down();
      await each((patient, mine) => (patient.exit === 'credit-leave' ? this.#clerk.settle(patient.exit, mine) : Promise.resolve()));
      await this.#centre.up();
    }
    const jumpedAgain = this.#spells.jumpClock('settlement', this.#baseMs);
    await each(async (patient, mine) => {
      if (patient.exit === 'online') await this.#clerk.settle(patient.exit, mine);
      if (patient.exit === 'phone') await this.#phone(patient, mine);
      await this.#clerk.finishes(mine);
      await this.#end(patient, mine);
    });
    await jumpedAgain;
    await sickAgain;
  }

  async #changeBeds(patients: readonly Patient[], told: readonly Told[]): Promise<void> {
    const changing = patients.filter(({ changes }) => changes);
    if (changing.length === 0) return;
    sendOrders(this.#folder, changing, { bed: NEW_BED });
    await all(
      changing.map(async (patient) => {
        const mine = told[patients.indexOf(patient)] as Told;
        await this.#clerk.sees(mine, ({ bed }) => bed === NEW_BED);
        await this.#clerk.seesAllDone(mine);
      }),
    );
  }

  /** All his charges are there; then he settles, and the hospital hears of it. */
  async #phone(patient: Patient, told: Told): Promise<void> {
    await this.#clerk.seesAllDone(told);
    const number = await settleByPhone(patient, told.stayNumber ?? '', {
      centre: this.#standins.centre,
      nowMs: () => Date.now() + this.#baseMs,
      asText: this.#combination.centre.inputForm === 'string',
      over: () => this.#clerk.tooLate,
    });
    sendEvent(this.#folder, patient, number);
  }

  /** What was drawn to follow his settlement. */
  async #end({ ending }: Patient, told: Told): Promise<void> {
    if (ending === 'stands') return;
    await this.#clerk.recall(ending === 'resettled' ? 'settlement' : ending, told);
    if (ending !== 'resettled') return;
    await this.#clerk.settle('online', told);
    told.recalled = null;
    await this.#clerk.finishes(told);
  }

  /** A week later, for all three. */
  async #nextDay(): Promise<void> {
    this.#baseMs = offsetTo(DISCHARGE);
    await this.#standins.setClock(this.#baseMs);
    this.#core.setClock(this.#baseMs);
  }

  async close(): Promise<void> {
    this.#rest.over = true;
    await this.#core.stop();
    await Promise.all([this.#centre.close(), this.#bank.close()]);
    this.#disk?.unmount();
    rmSync(this.#folder, { recursive: true, force: true });
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
