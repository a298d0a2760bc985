import { AppError } from '../../../shared/errors/app-error.ts';
import type { HisIntake } from '../ports/his-intake.ts';
import { WatchedFolder } from '../ports/watched-folder.ts';
import { readBatch } from './his-line.ts';

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
      take: ({ name, bytes, sha256 }) => intake.take({ name, sha256, entries: readBatch(decode(bytes)) }),
      refuse: (name, sha256, error) => intake.refuse(name, sha256, error),
    });
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('validation', 'his.file-refused', 'the file is not UTF-8', { line: 0, reason: 'the file is not UTF-8' });
  }
}
