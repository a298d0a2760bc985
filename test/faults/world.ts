import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { worklistContract } from '../../shared/contract/worklist-contract.ts';
import type { Verdict as BankVerdict } from '../bank/referee.ts';
import type { Verdict as CentreVerdict } from '../centre/referee.ts';
import { demoSettings, makeDeskFolder } from '../support/desk-folder.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import type { Standins } from '../support/standin-processes.ts';
import { offsetTo } from '../support/story-clock.ts';
import { Clerk, TooLate, type Told } from './clerk.ts';
import { behavioursOf, COMBINATIONS } from './combinations.ts';
import { CoreGone, CoreProcess } from './core-process.ts';
import { type Dice, dice, seedOf } from './dice.ts';
import { failingFlush, SmallDisk, whyNoStrace } from './disk.ts';
import { drawFault, type LineFault } from './line-fault.ts';
import { drawPatient, introduce, type Patient, sendCharges, sendNotice, sendOrders } from './patients.ts';
import { type Cell, type Death, drawPlan, type Plan, type Spell } from './plan.ts';
import { LineProxy, type Point } from './proxy.ts';
import { type Judgement, judgePatient } from './referee.ts';

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
}

/** The other sides of a world, and what the centre's books stand on. */
export interface Others {
  readonly standins: Standins;
  /** null: they are embedded in the centre. */
  readonly postgres: PostgresServer | null;
}

/** One run: one patient's stay, through everything that was drawn for his world. */
export interface Run extends Judgement {
  readonly person: string | null;
  readonly stayNumber: string | null;
  readonly problem: string;
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

const PATIENCE_MS = 900;
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
  readonly #standins: Standins;
  readonly #postgres: PostgresServer | null;
  readonly #plan: Plan;
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'faults-'));
  readonly #luck: Dice;
  readonly #counts = new Map<string, number>();
  readonly #centre: LineProxy;
  readonly #bank: LineProxy;
  readonly #core: CoreProcess;
  readonly #clerk: Clerk;
  readonly #deaths: Death[];
  readonly #disk: SmallDisk | null;
  /** Why what was drawn below this world cannot be played here; "" when it can. */
  readonly #notRun: string;
  readonly #spells: Promise<void>[] = [];
  #storeDeaths = 0;
  #baseMs = offsetTo(ADMISSION);
  #done = false;

  constructor(options: WorldOptions, { standins, postgres }: Others) {
    this.#options = options;
    this.#standins = standins;
    this.#postgres = postgres;
    this.#luck = dice(seedOf(options.seed, 'world'));
    this.#plan = drawPlan(this.#luck, options.seed, options);
    this.#deaths = [...this.#plan.deaths];
    const proxy = (upstream: string): LineProxy =>
      new LineProxy({
        upstream,
        patienceMs: PATIENCE_MS,
        fault: (name) => this.#faultOf(name),
        watch: (point, name) => this.#watch(point, name),
      });
    this.#centre = proxy(standins.centre.url);
    this.#bank = proxy(standins.bank.url);
    const mounted = this.#plan.diskFull === null ? null : SmallDisk.mount(path.join(this.#folder, 'disk'));
    this.#disk = mounted instanceof SmallDisk ? mounted : null;
    this.#notRun = typeof mounted === 'string' ? mounted : this.#plan.failingFlush === null ? '' : whyNoStrace();
    this.#core = new CoreProcess(
      { folder: this.#disk?.folder ?? this.#folder, mistake: options.mistake, wrapper: (life) => this.#wrapper(life) },
      this.#baseMs,
    );
    this.#clerk = new Clerk(this.#core, this.#folder, performance.now() + options.seconds * 1_000);
  }

  async play(): Promise<WorldResult> {
    const { seed, serial, patients: count } = this.#options;
    const patients = Array.from({ length: count }, (_unused, index) => drawPatient(this.#luck, serial * 100 + index, this.#plan.away));
    const told = patients.map(
      (): Told => ({ encounterId: null, stayNumber: null, committed: false, finished: false, person: null, lastProblem: '' }),
    );
    await this.#prepare(patients);
    const instants = this.#dieAtInstants();
    try {
      await this.#story(patients, told);
    } catch (error) {
      if (!(error instanceof TooLate || error instanceof CoreGone)) throw error;
    }
    this.#done = true;
    await instants;
    await Promise.all(this.#spells);
    const runs = await this.#judge(patients, told);
    const { combination } = this.#plan;
    const struck = [...this.#centre.struck, ...this.#bank.struck];
    const { kills, bugs } = this.#core;
    return { seed, combination, runs, kills, struck, bugs, plan: JSON.stringify(this.#plan), cell: this.#cell() };
  }

  async #prepare(patients: readonly Patient[]): Promise<void> {
    const combination = COMBINATIONS[this.#plan.combination];
    if (combination === undefined) throw new Error(`no such combination: ${this.#plan.combination}`);
    const { centre, bank } = behavioursOf(combination);
    await this.#standins.centre.control('POST', 'behaviour', { ...DEFAULTS.centre, ...centre });
    await this.#standins.bank.control('POST', 'behaviour', { ...DEFAULTS.bank, ...bank });
    await this.#standins.setClock(this.#baseMs);
    await Promise.all([this.#centre.up(), this.#bank.up()]);
    for (const patient of patients) await introduce(patient, this.#standins);
    const demo = demoSettings({ centre: this.#centre.url, bank: this.#bank.url }, 0);
    const { centre: centreSettings = {}, outbox = {} } = combination.settings ?? {};
    makeDeskFolder(this.#folder, {
      ...demo,
      his: { folder: path.join(this.#folder, 'his') },
      reader: { kind: 'image-folder', folder: path.join(this.#folder, 'reader') },
      window: { number: String(this.#options.window).padStart(2, '0'), name: '窗口' },
      centre: { ...(demo['centre'] as object), readSeconds: PATIENCE_MS / 1_000, writeSeconds: PATIENCE_MS / 1_000, ...centreSettings },
      bank: { ...(demo['bank'] as object), seconds: PATIENCE_MS / 1_000 },
      outbox: { absentAfterSeconds: 2.5, retrySeconds: [0.15, 0.3, 0.6], lanes: 8, ...outbox },
      lines: { proveSeconds: 0.4 },
    });
    if (this.#disk !== null)
      for (const file of ['settings.json', 'clerks.json']) renameOver(path.join(this.#folder, file), path.join(this.#disk.folder, file));
    const [first] = this.#deaths.filter((death) => death.kind === 'write');
    if (first !== undefined) this.#core.dieNext(first);
    await this.#core.start().catch((error) => {
      if (!(error instanceof CoreGone)) throw error;
    });
  }

  async #story(patients: readonly Patient[], told: readonly Told[]): Promise<void> {
    await this.#clerk.signIn();
    sendOrders(this.#folder, patients);
    const each = (play: (patient: Patient, told: Told) => Promise<unknown>) =>
      all(patients.map((patient, index) => play(patient, told[index] as Told)));
    const sick = this.#sicken('admission');
    await each((patient, mine) => this.#clerk.admit(patient, mine));
    const jumped = this.#jumpClock('admission');
    await each((patient, mine) =>
      this.#clerk.sees(
        mine,
        ({ registration, creditState }) => registration === 'acknowledged' && (patient.door === 'deposit' || creditState === 'locked'),
      ),
    );
    await jumped;
    await sick;
    await this.#nextDay();
    const sickAgain = this.#sicken('settlement');
    const leavers = patients.some(({ exit }) => exit === 'credit-leave');
    if (leavers && this.#plan.chargesWhileAway) await this.#centre.down();
    for (const patient of patients) {
      sendCharges(this.#folder, patient);
      sendNotice(this.#folder, patient);
    }
    await each((_patient, mine) => this.#clerk.sees(mine, ({ state }) => state === 'ward-discharged'));
    if (leavers) {
      if (!this.#plan.chargesWhileAway) await each((_patient, mine) => this.#clerk.seesAllDone(mine));
      await this.#centre.down();
      await each((patient, mine) => (patient.exit === 'credit-leave' ? this.#clerk.settle(patient, mine) : Promise.resolve()));
      await this.#centre.up();
    }
    const jumpedAgain = this.#jumpClock('settlement');
    await each(async (patient, mine) => {
      if (patient.exit === 'online') await this.#clerk.settle(patient, mine);
      await this.#clerk.finishes(mine);
    });
    await jumpedAgain;
    await sickAgain;
  }

  /** A week later, for all three. */
  async #nextDay(): Promise<void> {
    this.#baseMs = offsetTo(DISCHARGE);
    await this.#standins.setClock(this.#baseMs);
    this.#core.setClock(this.#baseMs);
  }

  /** The desk's clock is a month wrong for some seconds, while the acts of a phase are under way. */
  async #jumpClock(phase: 'admission' | 'settlement'): Promise<void> {
    const { clockJump } = this.#plan;
    if (clockJump?.phase !== phase) return;
    await this.#rest(clockJump.afterMs);
    this.#core.setClock(this.#baseMs + clockJump.ms);
    await this.#rest(clockJump.forMs);
    this.#core.setClock(this.#baseMs);
  }

  #wrapper(life: number): readonly string[] {
    const { failingFlush: failing } = this.#plan;
    return failing === null || life >= failing.lives || this.#notRun !== '' ? [] : failingFlush(failing.nth);
  }

  /** What was drawn for this phase below the world: the disk is full for a while, or the centre's store is dead. */
  #sicken(phase: Spell['phase']): Promise<void> {
    const spell = this.#sickenIn(phase);
    this.#spells.push(spell.catch(() => undefined));
    return spell;
  }

  async #sickenIn(phase: Spell['phase']): Promise<void> {
    const { diskFull, storeDeath } = this.#plan;
    const [disk, postgres] = [this.#disk, this.#postgres];
    if (diskFull?.phase === phase && disk !== null) {
      await this.#during(
        diskFull,
        async () => disk.fill(),
        async () => disk.clear(),
      );
    }
    if (storeDeath?.phase === phase && postgres !== null) {
      await this.#during(
        storeDeath,
        async () => {
          await postgres.kill();
          this.#storeDeaths += 1;
        },
        () => postgres.start(),
      );
    }
  }

  async #during({ afterMs, forMs }: Spell, begin: () => Promise<void>, end: () => Promise<void>): Promise<void> {
    await this.#rest(afterMs);
    if (this.#done) return;
    await begin();
    try {
      await this.#rest(forMs);
    } finally {
      await end();
    }
  }

  #cell(): WorldResult['cell'] {
    const { diskFull, failingFlush: failing, storeDeath } = this.#plan;
    const notRun = this.#notRun;
    if (diskFull !== null) return { name: 'disk full', struck: this.#core.refusedByFullDisk, notRun };
    if (failing !== null) return { name: 'failing flush', struck: this.#core.diskFailures, notRun };
    return storeDeath === null ? null : { name: 'store killed', struck: this.#storeDeaths, notRun };
  }

  async #dieAtInstants(): Promise<void> {
    await Promise.all(
      this.#deaths.map(async (death) => {
        if (death.kind !== 'instant') return;
        await this.#rest(death.afterMs);
        if (!this.#done) await this.#die();
      }),
    );
  }

  async #rest(ms: number): Promise<void> {
    const end = performance.now() + ms;
    while (!this.#done && performance.now() < end) await delay(50);
  }

  /** Dead, and another one starts; some of them die at a write as well. */
  async #die(): Promise<void> {
    await this.#core.kill();
    const writes = this.#deaths.filter((death) => death.kind === 'write');
    const next = writes[this.#core.kills];
    if (next !== undefined) this.#core.dieNext(next);
  }

  #faultOf(name: string): LineFault | undefined {
    const nth = (this.#counts.get(`fault ${name}`) ?? 0) + 1;
    this.#counts.set(`fault ${name}`, nth);
    const { rate, kinds } = this.#plan;
    const luck = dice(seedOf(this.#options.seed, `${name} ${nth}`));
    return drawFault(luck, name, { acts: rate, asking: rate / 2, others: rate / 6 }, kinds);
  }

  async #watch(point: Point, name: string): Promise<void> {
    const nth = (this.#counts.get(`${point} ${name}`) ?? 0) + 1;
    this.#counts.set(`${point} ${name}`, nth);
    const due = this.#deaths.some((death) => death.kind === 'line' && death.point === point && death.name === name && death.nth === nth);
    if (due) await this.#die();
  }

  /** When everything is quiet: who has what. */
  async #judge(patients: readonly Patient[], told: readonly Told[]): Promise<readonly Run[]> {
    const open = told.some(({ finished }) => !finished);
    const waiting = open ? await this.#core.call(worklistContract.list, {}).catch(() => ({ items: [] })) : { items: [] };
    const statements: (string | null)[] = [];
    for (const mine of told) {
      const paper = mine.encounterId === null ? null : await this.#clerk.print(mine, 'settlement-statement').catch(() => null);
      statements.push(paper?.file ?? null);
    }
    // Nothing moves any more: what was not finished in time is judged as it stands.
    await this.#core.stop();
    const centre = await this.#standins.centre.control<CentreVerdict>('GET', 'referee');
    const bank = await this.#standins.bank.control<BankVerdict>('GET', 'referee');
    return patients.map((patient, index) => {
      const mine = told[index] as Told;
      const judgement = judgePatient({
        patient,
        told: mine,
        centre: centre.stays.find(({ iptNo }) => iptNo === mine.stayNumber),
        bank: bank.stays.find(({ stayNo }) => stayNo === mine.stayNumber),
        statement: statements[index] ?? null,
      });
      const shown = waiting.items.filter(
        ({ encounterId, group }) => encounterId === null || (encounterId === mine.encounterId && group !== 'left-unsettled'),
      );
      const problem = [mine.lastProblem, ...shown.map(({ group, matter, words }) => `${group} ${matter} ${words}`)].join('; ');
      return { ...judgement, person: mine.person ?? (mine.finished ? null : 'not finished'), stayNumber: mine.stayNumber, problem };
    });
  }

  async close(): Promise<void> {
    this.#done = true;
    await this.#core.stop();
    await Promise.all([this.#centre.close(), this.#bank.close()]);
    this.#disk?.unmount();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Onto another file system, where a rename does not go. */
function renameOver(from: string, to: string): void {
  copyFileSync(from, to);
  rmSync(from);
}

/** Names that some combination sets, at their own defaults. */
const DEFAULTS = {
  centre: {
    clockWindowSeconds: 300,
    inputForm: 'either',
    outputForm: 'object',
    infcodeForm: 'number',
    moneyForm: 'mixed',
    maxLinesPerUpload: 100,
    repeatedMessage: 'new-act',
    repeatedAdmission: 'new-stay',
    repeatedDischarge: 'refused',
    repeatedLine: 'refused',
    signInRequired: false,
    pathCheck: false,
    dischargeFirst: true,
    secondSettlement: 'refused',
    unknownOriginal: 'refused',
    lookupWithoutSettlementNumber: 'refused',
  },
  bank: { clockWindowSeconds: 300, repeatedKey: 'recorded-answer', secondLockForStay: 'accepted', secondDrawForSettlement: 'accepted' },
};

/** Waits for all, also when one of them failed: nobody is left playing. */
async function all(parts: readonly Promise<unknown>[]): Promise<void> {
  const ended = await Promise.allSettled(parts);
  const failed = ended.find((each) => each.status === 'rejected' && !(each.reason instanceof TooLate));
  if (failed?.status === 'rejected') throw failed.reason;
  const late = ended.find((each) => each.status === 'rejected');
  if (late?.status === 'rejected') throw late.reason;
}
