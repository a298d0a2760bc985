import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { PaperId } from '../../../../shared/identity/ids.ts';

export interface PressedPaper {
  readonly paperId: PaperId;
  readonly fileName: string;
  readonly sha256: string;
}

/** Has the shell print a paper that stands in the tables, and lays the PDF down. One for all kinds of paper. */
export class PaperPress {
  readonly #folder: string;
  readonly #makePaper: (paperId: PaperId) => void;
  readonly #open = new Map<PaperId, (outcome: Uint8Array | AppError) => void>();

  /** `makePaper` asks the shell to open the hidden print window. */
  constructor(folder: string, makePaper: (paperId: PaperId) => void) {
    this.#folder = folder;
    this.#makePaper = makePaper;
  }

  /** Errors: bug/paper.failed. */
  async press(paperId: PaperId): Promise<PressedPaper> {
    return this.#keep(paperId, await this.#make(paperId));
  }

  onMade(paperId: PaperId, pdf: Uint8Array): void {
    this.#open.get(paperId)?.(pdf);
  }

  onFailed(paperId: PaperId, reason: string): void {
    this.#open.get(paperId)?.(new AppError('bug', 'paper.failed', reason));
  }

  #make(paperId: PaperId): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#open.set(paperId, (outcome) => {
        this.#open.delete(paperId);
        if (outcome instanceof AppError) reject(outcome);
        else resolve(outcome);
      });
      this.#makePaper(paperId);
    });
  }

  /** Written beside and renamed: a crash leaves no half paper under a good name. */
  #keep(paperId: PaperId, pdf: Uint8Array): PressedPaper {
    mkdirSync(this.#folder, { recursive: true });
    const fileName = path.join(this.#folder, `${paperId}.pdf`);
    writeFileSync(`${fileName}.part`, pdf, { flush: true });
    renameSync(`${fileName}.part`, fileName);
    return { paperId, fileName, sha256: createHash('sha256').update(pdf).digest('hex') };
  }
}
