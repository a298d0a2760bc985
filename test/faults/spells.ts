import type { PostgresServer } from '../support/postgres-server.ts';
import type { StandinProcess } from '../support/standin-processes.ts';
import type { CoreProcess } from './core-process.ts';
import type { SmallDisk } from './disk.ts';
import type { Cell, Plan, Spell } from './plan.ts';
import type { Rest } from './rest.ts';

interface SpellOptions {
  readonly plan: Plan;
  readonly core: CoreProcess;
  readonly rest: Rest;
  /** null: nothing of the kind is below this world. */
  readonly disk: SmallDisk | null;
  readonly postgres: PostgresServer | null;
  readonly centre: StandinProcess;
}

/** What is sick below a world for a while: its disk, the centre's store, the desk's clock, the centre's own books. */
export class Spells {
  readonly #options: SpellOptions;
  readonly #begun: Promise<void>[] = [];
  #storeDeaths = 0;
  #spoilt = 0;

  constructor(options: SpellOptions) {
    this.#options = options;
  }

  /** What was drawn for this phase. */
  sicken(phase: Spell['phase']): Promise<void> {
    const spell = this.#sickenIn(phase);
    this.#begun.push(spell.catch(() => undefined));
    return spell;
  }

  /** The desk's clock is a month wrong for some seconds, while the acts of a phase are under way. */
  async jumpClock(phase: Spell['phase'], baseMs: number): Promise<void> {
    const { plan, core, rest } = this.#options;
    if (plan.clockJump?.phase !== phase) return;
    await rest.for(plan.clockJump.afterMs);
    core.setClock(baseMs + plan.clockJump.ms);
    await rest.for(plan.clockJump.forMs);
    core.setClock(baseMs);
  }

  /** The centre loses a line of each of these stays, or has one of them twice; only where that was drawn. */
  async spoilLines(stayNumbers: readonly (string | null)[]): Promise<void> {
    const how = this.#options.plan.spoiltLines;
    if (how === null) return;
    for (const iptNo of stayNumbers) {
      if (iptNo === null) continue;
      const { spoilt } = await this.#options.centre.control<{ spoilt: number }>('POST', 'spoil', { iptNo, how });
      this.#spoilt += spoilt;
    }
  }

  /** Ends when every spell is over. */
  async ended(): Promise<void> {
    await Promise.all(this.#begun);
  }

  /** How often what lies below this world struck; null: nothing lies there. */
  struck(): { readonly name: Cell; readonly struck: number } | null {
    const { plan, core } = this.#options;
    if (plan.diskFull !== null) return { name: 'disk full', struck: core.refusedByFullDisk };
    if (plan.failingFlush !== null) return { name: 'failing flush', struck: core.diskFailures };
    if (plan.spoiltLines !== null) return { name: 'lines spoilt', struck: this.#spoilt };
    return plan.storeDeath === null ? null : { name: 'store killed', struck: this.#storeDeaths };
  }

  async #sickenIn(phase: Spell['phase']): Promise<void> {
    const { plan, disk, postgres } = this.#options;
    if (plan.diskFull?.phase === phase && disk !== null) {
      await this.#during(
        plan.diskFull,
        async () => disk.fill(),
        async () => disk.clear(),
      );
    }
    if (plan.storeDeath?.phase === phase && postgres !== null) {
      await this.#during(
        plan.storeDeath,
        async () => {
          await postgres.kill();
          this.#storeDeaths += 1;
        },
        () => postgres.start(),
      );
    }
  }

  async #during({ afterMs, forMs }: Spell, begin: () => Promise<void>, end: () => Promise<void>): Promise<void> {
    const { rest } = this.#options;
    await rest.for(afterMs);
    if (rest.over) return;
    await begin();
    try {
      await rest.for(forMs);
    } finally {
      await end();
    }
  }
}
