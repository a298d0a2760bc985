import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** One line of the desk about a stay. */
export interface StayState {
  readonly kind: 'stay-state';
  readonly seq: number;
  readonly orderNo: string;
  readonly stayNo: string;
  readonly state: string;
  readonly door: string;
  readonly coverage: { readonly scheme: string; readonly insuredPlace: string } | null;
  readonly registered: boolean;
  readonly visitNo: string | null;
  readonly settlement: { readonly total: string; readonly fund: string; readonly own: string } | null;
  readonly deposit: string;
  readonly arrears: string;
}

/** The hospital's side of `out/`: takes each batch once, moves it to `out/done/`, passes over lines that it has seen. */
export class OutletReader {
  readonly #out: string;
  readonly lines: StayState[] = [];
  #seen = 0;

  constructor(folder: string) {
    this.#out = join(folder, 'out');
  }

  /** Reads what lies there, and gives the last word on each order. */
  read(): ReadonlyMap<string, StayState> {
    const names = existsSync(this.#out) ? readdirSync(this.#out).filter((name) => name.endsWith('.jsonl')) : [];
    for (const name of names.sort()) {
      for (const text of readFileSync(join(this.#out, name), 'utf8')
        .split('\n')
        .filter((line) => line !== ''))
        this.#take(JSON.parse(text) as StayState);
      mkdirSync(join(this.#out, 'done'), { recursive: true });
      renameSync(join(this.#out, name), join(this.#out, 'done', name));
    }
    return new Map(this.lines.map((line) => [line.orderNo, line]));
  }

  #take(line: StayState): void {
    if (line.seq <= this.#seen) return;
    this.#seen = line.seq;
    this.lines.push(line);
  }
}
