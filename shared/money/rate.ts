/** A share of one with four to twelve decimals, as legal texts print it: "0.8500". */
export const RATE_TEXT = /^[01]\.\d{4,12}$/;

/**
 * A share of one, exact: `digits / scale`. Range 0 … 1.
 *
 * Written form: text with four to twelve decimals ("0.8500"), in packs, over the port and in SQLite.
 */
export class Rate {
  static readonly ZERO = new Rate(0, 10_000, '0.0000');
  static readonly ONE = new Rate(10_000, 10_000, '1.0000');
  readonly digits: number;
  readonly scale: number;
  private readonly text: string;

  private constructor(digits: number, scale: number, text: string) {
    this.digits = digits;
    this.scale = scale;
    this.text = text;
  }

  /** Reads canonical text; undefined on anything else and outside 0 … 1. */
  static read(text: string): Rate | undefined {
    if (!RATE_TEXT.test(text)) return undefined;
    const digits = Number(text.replace('.', ''));
    const scale = 10 ** (text.length - 2);
    return digits > scale ? undefined : new Rate(digits, scale, text);
  }

  /** `read` or RangeError: for constants in our own code and tests. */
  static parse(text: string): Rate {
    const rate = Rate.read(text);
    if (rate === undefined) throw new RangeError(`not a rate: ${text}`);
    return rate;
  }

  /** What is left of one: 0.8500 → 0.1500, with as many decimals. */
  complement(): Rate {
    const left = this.scale - this.digits;
    const decimals = this.text.length - 2;
    return new Rate(left, this.scale, left === this.scale ? `1.${'0'.repeat(decimals)}` : `0.${String(left).padStart(decimals, '0')}`);
  }

  toString(): string {
    return this.text;
  }

  toJSON(): string {
    return this.text;
  }
}
