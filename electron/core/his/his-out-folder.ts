import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { HisLine, HisOutlet } from '../ports/his-outlet.ts';

/** `out/` in the hospital system's folder: batches of JSON lines, written under another name and renamed when they are whole. */
export class HisOutFolder implements HisOutlet {
  readonly #folder: string;

  /** @param folder  the watched folder; its `out/` is made when it is there. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  isThere(): boolean {
    return existsSync(path.join(this.#folder, 'done')); // the folder of the watched kind, not any that somebody made in its place
  }

  write(lines: readonly HisLine[]): string {
    const out = path.join(this.#folder, 'out');
    mkdirSync(out, { recursive: true });
    const name = `${String(lines[0]?.seq ?? 0).padStart(12, '0')}-stay-state.jsonl`;
    const part = path.join(out, `${name}.part`);
    const file = openSync(part, 'w');
    try {
      writeSync(file, lines.map(({ seq, body }) => `${JSON.stringify({ kind: 'stay-state', seq, ...body })}\n`).join(''));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(part, path.join(out, name));
    return name;
  }
}
