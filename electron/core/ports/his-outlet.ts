/** One line for the hospital's system: how a stay stands at the desk. Amounts are text. */
export interface HisLine {
  /** Ascends over all lines of a desk; the same number is the same line. */
  readonly seq: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The way out to the hospital's system. */
export interface HisOutlet {
  /** A share that is gone: nothing is written, nothing lost. */
  isThere(): boolean;
  /** Writes one batch whole. Returns its name; the same lines written again have the same name. */
  write(lines: readonly HisLine[]): string;
}
