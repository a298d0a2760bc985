import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { HisIntake } from '../ports/his-intake.ts';
import { readBatch } from './his-line.ts';

/**
 * The watched folder. The hospital's system writes a file under another name and renames it to `*.jsonl`;
 * what was taken moves to `done/`, what cannot be taken to `refused/` beside a `.reason.txt`.
 * A file is moved only after its batch was saved: a crash between the two takes it again, and the intake knows it by name and hash.
 */
export class HisFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    for (const sub of ['done', 'refused']) mkdirSync(path.join(folder, sub), { recursive: true });
  }

  /** Whether the folder can be read: a share that is gone is a line that is down. */
  isThere(): boolean {
    return existsSync(path.join(this.#folder, 'done'));
  }

  /**
   * Takes every batch that lies there, oldest name first. Returns how many files were looked at.
   * Throws when the folder cannot be read, and, after all others were taken, what kept a file from being looked at: it stays and is tried again.
   */
  drain(intake: HisIntake): number {
    const names = readdirSync(this.#folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl'))
      .map(({ name }) => name)
      .sort();
    const problems: unknown[] = [];
    for (const name of names) {
      try {
        this.#take(name, intake);
      } catch (error) {
        problems.push(error); // one file stops no other
      }
    }
    if (problems.length > 0) throw problems[0];
    return names.length;
  }

  #take(name: string, intake: HisIntake): void {
    const bytes = readFileSync(path.join(this.#folder, name));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    try {
      intake.take({ name, sha256, entries: readBatch(decode(bytes)) });
      this.#move(name, 'done');
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      intake.refuse(name, sha256, error);
      writeFileSync(path.join(this.#folder, 'refused', `${name}.reason.txt`), `${error.message}\n`);
      this.#move(name, 'refused');
    }
  }

  #move(name: string, to: 'done' | 'refused'): void {
    renameSync(path.join(this.#folder, name), path.join(this.#folder, to, name));
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('validation', 'his.file-refused', 'the file is not UTF-8', { line: 0, reason: 'the file is not UTF-8' });
  }
}
