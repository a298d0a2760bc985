import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors/app-error.ts';

export interface FoundFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** What becomes of a file. `take` throws an AppError where it cannot be taken: that is said to `refuse`. */
export interface FileTaker {
  take(file: FoundFile): void;
  refuse(name: string, sha256: string, error: AppError): void;
}

/**
 * A watched folder. Whoever sends writes a file under another name and renames it; what was taken moves to `done/`, what cannot be taken to
 * `refused/` beside a `.reason.txt`. A file is moved only after it was saved: a crash between the two takes it again.
 */
export class WatchedFolder {
  readonly #folder: string;
  readonly #ending: string;

  /** @param ending  only files of this ending are looked at: ".jsonl". */
  constructor(folder: string, ending: string) {
    this.#folder = folder;
    this.#ending = ending;
    for (const sub of ['done', 'refused']) mkdirSync(path.join(folder, sub), { recursive: true });
  }

  /** Whether the folder can be read: a share that is gone is a line that is down. */
  isThere(): boolean {
    return existsSync(path.join(this.#folder, 'done'));
  }

  /**
   * Takes every file that lies there, oldest name first. Returns how many files were looked at.
   * Throws when the folder cannot be read, and, after all others were taken, what kept a file from being looked at: it stays and is tried again.
   */
  drain(taker: FileTaker): number {
    const names = readdirSync(this.#folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(this.#ending))
      .map(({ name }) => name)
      .sort();
    const problems: unknown[] = [];
    for (const name of names) {
      try {
        this.#take(name, taker);
      } catch (error) {
        problems.push(error); // one file stops no other
      }
    }
    if (problems.length > 0) throw problems[0];
    return names.length;
  }

  #take(name: string, taker: FileTaker): void {
    const bytes = readFileSync(path.join(this.#folder, name));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    try {
      taker.take({ name, bytes, sha256 });
      this.#move(name, 'done');
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      taker.refuse(name, sha256, error);
      writeFileSync(path.join(this.#folder, 'refused', `${name}.reason.txt`), `${error.message}\n`);
      this.#move(name, 'refused');
    }
  }

  #move(name: string, to: 'done' | 'refused'): void {
    renameSync(path.join(this.#folder, name), path.join(this.#folder, to, name));
  }
}
