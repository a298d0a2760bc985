import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** Where the suite runs, and which tests. */
export interface SuitePlace {
  readonly copy: string;
  readonly tests: readonly string[];
  readonly leftOut: readonly string[];
}

/** A running suite of tests, begun anew after a mutant that made it endless. */
export class KeptSuite {
  readonly #place: SuitePlace;
  #child: ChildProcess | null = null;

  constructor(place: SuitePlace) {
    this.#place = place;
  }

  /** Whether the tests pass now. `changed`: files that may differ from the run before. Longer than `patienceMs` counts as failed. */
  async passes(changed: readonly string[], patienceMs: number): Promise<boolean> {
    const child = this.#child ?? (await this.#begin());
    child.send([...changed]);
    const patience = AbortSignal.timeout(patienceMs);
    try {
      const [passed] = (await once(child, 'message', { signal: patience })) as [boolean];
      return passed;
    } catch {
      this.end();
      return false;
    }
  }

  /** Ends it with its children. */
  end(): void {
    if (this.#child?.pid !== undefined) kill(this.#child.pid);
    this.#child = null;
  }

  async #begin(): Promise<ChildProcess> {
    const { copy, tests, leftOut } = this.#place;
    const args = [copy, path.join(copy, 'build/vitest.config.ts'), tests.join(','), leftOut.join(',')];
    // Its own group of processes: the workers of an endless test must end with it.
    const child = fork(path.join(import.meta.dirname, 'suite.ts'), args, { cwd: copy, detached: true, silent: true });
    this.#child = child;
    await once(child, 'message');
    return child;
  }
}

function kill(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
