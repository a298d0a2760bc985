import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { PostgresServer } from '../support/postgres-server.ts';
import type { CentreAndBank } from '../support/standin-processes.ts';
import { offsetTo } from '../support/story-clock.ts';
import { Cashier } from './cashier.ts';
import { Clerk, nothingTold, TooLate } from './clerk.ts';
import { type Combination, COMBINATIONS } from './combinations.ts';
import { CoreGone, CoreProcess } from './core-process.ts';
import { type Dice, dice, seedOf } from './dice.ts';
import { SmallDisk, whyNoStrace } from './disk.ts';
import { drawLater, drawPatient, introduce, type Later } from './patients.ts';
import { insure } from './persons.ts';
import { type Cell, drawPlan, type Plan, type Step } from './plan.ts';
import { behave, makeFolder, PATIENCE_MS } from './prepare.ts';
import { LineProxy } from './proxy.ts';
import { Rest } from './rest.ts';
import { Spells } from './spells.ts';
import { ADMISSION, type Cast, Story } from './story.ts';
import { Trouble } from './trouble.ts';
import { judgeWorld, type Run } from './verdicts.ts';
import { drawVisitor } from './visitors.ts';

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

/** One outpatient to so many in-patients. */
const STAYS_TO_A_VISIT = 4;
const FIRST_VISITOR = 60;

export const visitorsTo = (patients: number): number => Math.floor(patients / STAYS_TO_A_VISIT);

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
  readonly #baseMs = offsetTo(ADMISSION);

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
    const cast = this.#cast();
    await this.#prepare(cast);
    const instants = this.#trouble.dieAtInstants();
    try {
      await this.#story(cast).play();
    } catch (error) {
      if (!(error instanceof TooLate || error instanceof CoreGone)) throw error;
    }
    this.#rest.over = true;
    await instants;
    await this.#spells.ended();
    const runs = await judgeWorld({ cast, core: this.#core, clerk: this.#clerk, standins: this.#standins });
    const { combination } = this.#plan;
    const struck = [...this.#centre.struck, ...this.#bank.struck];
    const { kills, bugs } = this.#core;
    const sick = this.#spells.struck();
    const cell = sick === null ? null : { ...sick, notRun: this.#notRun };
    return { seed: this.#options.seed, combination, runs, kills, struck, bugs, plan: JSON.stringify(this.#plan), cell };
  }

  #cast(): Cast {
    const { seed, serial, patients, sweep } = this.#options;
    const first = serial * 100;
    const drawn = Array.from({ length: patients }, (_unused, index) =>
      drawPatient(this.#luck, first + index, this.#plan.away, this.#later(index)),
    );
    const count = sweep === undefined ? visitorsTo(patients) : 1;
    const visitors = Array.from({ length: count }, (_unused, index) => {
      const luck = dice(seedOf(seed, `visitor ${index}`));
      const most = this.#combination.centre.maxLinesPerUpload ?? Number.POSITIVE_INFINITY;
      return drawVisitor(luck, first + FIRST_VISITOR + index, most, sweep === undefined ? undefined : 'resettled');
    });
    return {
      stays: drawn.map((patient) => ({ patient, told: nothingTold() })),
      visits: visitors.map((visitor) => ({ visitor, told: nothingTold() })),
    };
  }

  #story(cast: Cast): Story {
    const parts = { plan: this.#plan, combination: this.#combination, folder: this.#folder, standins: this.#standins };
    const cashier = new Cashier(this.#core, this.#clerk, this.#folder);
    return new Story({ ...parts, cast, centre: this.#centre, core: this.#core, clerk: this.#clerk, cashier, spells: this.#spells });
  }

  #later(index: number): Later {
    if (this.#options.sweep !== undefined) return { changes: true, ending: 'resettled', phone: false };
    return drawLater(dice(seedOf(this.#options.seed, `later ${index}`)), this.#plan.phone);
  }

  async #prepare({ stays, visits }: Cast): Promise<void> {
    await behave(this.#standins, this.#combination, this.#plan.phone);
    await this.#standins.setClock(this.#baseMs);
    await Promise.all([this.#centre.up(), this.#bank.up()]);
    for (const { patient } of stays) await introduce(patient, this.#standins);
    for (const { visitor } of visits) await insure(visitor, this.#standins.centre);
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

  async close(): Promise<void> {
    this.#rest.over = true;
    await this.#core.stop();
    await Promise.all([this.#centre.close(), this.#bank.close()]);
    this.#disk?.unmount();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
