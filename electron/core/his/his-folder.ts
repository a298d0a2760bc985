import type { HisIntake } from '../ports/his-intake.ts';
import { WatchedFolder } from '../ports/watched-folder.ts';
import { takeBatch } from './take-batch.ts';

/** The hospital system's watched folder of `*.jsonl`. The intake knows a batch that is taken again by name and hash. */
export class HisFolder {
  readonly #folder: WatchedFolder;

  constructor(folder: string) {
    this.#folder = new WatchedFolder(folder, '.jsonl');
  }

  isThere(): boolean {
    return this.#folder.isThere();
  }

  /** As WatchedFolder.drain. */
  drain(intake: HisIntake): number {
    return this.#folder.drain({
      take: (batch) => void takeBatch(intake, batch),
      refuse: (name, sha256, error) => intake.refuse(name, sha256, error),
    });
  }
}
