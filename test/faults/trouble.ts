import type { CoreProcess } from './core-process.ts';
import { dice, seedOf } from './dice.ts';
import { failingFlush } from './disk.ts';
import { drawFault, type LineFault } from './line-fault.ts';
import type { Death, Plan } from './plan.ts';
import type { Point } from './proxy.ts';
import type { Rest } from './rest.ts';

interface TroubleOptions {
  readonly seed: number;
  readonly plan: Plan;
  readonly core: () => CoreProcess;
  readonly rest: Rest;
}

/** What happens to the messages on the lines and to the core itself: the faults of the line, and its deaths. */
export class Trouble {
  readonly #options: TroubleOptions;
  readonly #counts = new Map<string, number>();

  constructor(options: TroubleOptions) {
    this.#options = options;
  }

  /** The fault of the next request of this name; the same for the same seed, whatever else is under way. */
  faultOf(name: string): LineFault | undefined {
    const { seed, plan } = this.#options;
    const luck = dice(seedOf(seed, `${name} ${this.#nth(`fault ${name}`)}`));
    return drawFault(luck, name, { acts: plan.rate, asking: plan.rate / 2, others: plan.rate / 6 }, plan.kinds);
  }

  /** A request reached a point of the line: some of them kill the core there. */
  async watch(point: Point, name: string): Promise<void> {
    const nth = this.#nth(`${point} ${name}`);
    const { deaths } = this.#options.plan;
    if (deaths.some((death) => death.kind === 'line' && death.point === point && death.name === name && death.nth === nth))
      await this.#die();
  }

  /** Those that come at any instant. Ends when all of them came, or the world is over. */
  async dieAtInstants(): Promise<void> {
    const { plan, rest } = this.#options;
    await Promise.all(
      plan.deaths.map(async (death) => {
        if (death.kind !== 'instant') return;
        await rest.for(death.afterMs);
        if (!rest.over) await this.#die();
      }),
    );
  }

  /** The first life of the core ends at this write; undefined: not at one. */
  get firstWrite(): Extract<Death, { kind: 'write' }> | undefined {
    return this.#writes[0];
  }

  /** What the nth life of the core runs under. */
  wrapper(life: number): readonly string[] {
    const { failingFlush: failing } = this.#options.plan;
    return failing === null || life >= failing.lives ? [] : failingFlush(failing.nth);
  }

  get #writes(): readonly Extract<Death, { kind: 'write' }>[] {
    return this.#options.plan.deaths.filter((death) => death.kind === 'write');
  }

  /** Dead, and another one starts; some of them die at a write as well. */
  async #die(): Promise<void> {
    const core = this.#options.core();
    await core.kill();
    const next = this.#writes[core.kills];
    if (next !== undefined) core.dieNext(next);
  }

  #nth(what: string): number {
    const nth = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, nth);
    return nth;
  }
}
