import { Decimal as GlobalDecimal } from 'decimal.js';
import type { Rate } from './rate.ts';
import type { Rounding } from './rounding.ts';

// A private clone: no other module can change precision under us.
const Decimal = GlobalDecimal.clone({ precision: 60 });
const MODES = { 'half-up': Decimal.ROUND_HALF_UP, 'half-even': Decimal.ROUND_HALF_EVEN, down: Decimal.ROUND_DOWN } as const;

/** The one written form of an amount: no plus, no separators, no "-0.00", at most 14 digits before the point. */
export const AMOUNT_TEXT = /^(?!-0\.00$)-?(0|[1-9]\d{0,13})\.\d{2}$/;
/** Unit price: up to six decimals, never negative. */
export const UNIT_PRICE_TEXT = /^(0|[1-9]\d{0,9})\.\d{6}$/;
/** Quantity: four decimals, negative where a line is taken back. */
export const QUANTITY_TEXT = /^(?!-0\.0000$)-?(0|[1-9]\d{0,9})\.\d{4}$/;

/**
 * An exact amount of yuan, held as a safe integer of fen. Negative only in reversals and differences.
 *
 * Written forms: Money in memory, canonical text "12.30" over borders and in packs, INTEGER `_fen` in SQLite.
 * Range: |fen| <= 9007199254740991. A result outside it is a bug and throws RangeError.
 */
export class Money {
  static readonly ZERO = new Money(0);
  private readonly fen: number; // not #private: equality in tests must see it

  private constructor(fen: number) {
    if (!Number.isSafeInteger(fen)) throw new RangeError(`not a safe integer of fen: ${fen}`);
    this.fen = fen === 0 ? 0 : fen; // never -0
  }

  /** Reads canonical text; undefined on anything else ("12.3", "1e2", "-0.00") and outside the range. */
  static read(text: string): Money | undefined {
    const fen = AMOUNT_TEXT.test(text) ? Number(text.replace('.', '')) : Number.NaN;
    return Number.isSafeInteger(fen) ? new Money(fen) : undefined;
  }

  /** `read` or RangeError: for constants in our own code and tests. */
  static parse(text: string): Money {
    const amount = Money.read(text);
    if (amount === undefined) throw new RangeError(`not an amount: ${text}`);
    return amount;
  }

  /** As stored in a `_fen` column. */
  static fromFen(fen: number): Money {
    return new Money(fen);
  }

  /** Unit price (6 decimals) x quantity (4 decimals), to check a line; the hospital's own amount stands. */
  static ofLine(unitPrice: string, quantity: string, rounding: Rounding): Money {
    return new Money(new Decimal(unitPrice).times(quantity).times(100).toDecimalPlaces(0, MODES[rounding]).toNumber());
  }

  static sum(amounts: Iterable<Money>): Money {
    let fen = 0;
    for (const amount of amounts) fen = new Money(fen + amount.fen).fen;
    return new Money(fen);
  }

  static min(a: Money, b: Money): Money {
    return a.fen <= b.fen ? a : b;
  }

  static max(a: Money, b: Money): Money {
    return a.fen >= b.fen ? a : b;
  }

  plus(other: Money): Money {
    return new Money(this.fen + other.fen);
  }

  minus(other: Money): Money {
    return new Money(this.fen - other.fen);
  }

  negated(): Money {
    return new Money(-this.fen);
  }

  /** Exact: integers while the product is safe, decimal.js beyond it. Halves go away from zero or to even. */
  times(rate: Rate, rounding: Rounding): Money {
    const product = this.fen * rate.digits;
    if (Number.isSafeInteger(product)) return new Money(divide(product, rate.scale, rounding));
    return new Money(new Decimal(this.fen).times(rate.digits).div(rate.scale).toDecimalPlaces(0, MODES[rounding]).toNumber());
  }

  /** The amount of which this is the share: exact, then rounded once. `rate` is not zero. */
  dividedBy(rate: Rate, rounding: Rounding): Money {
    const product = this.fen * rate.scale;
    if (Number.isSafeInteger(product)) return new Money(divide(product, rate.digits, rounding));
    return new Money(new Decimal(this.fen).times(rate.scale).div(rate.digits).toDecimalPlaces(0, MODES[rounding]).toNumber());
  }

  /** Below, equal, above: -1, 0, 1. */
  compare(other: Money): -1 | 0 | 1 {
    if (this.fen === other.fen) return 0;
    return this.fen < other.fen ? -1 : 1;
  }

  equals(other: Money): boolean {
    return this.fen === other.fen;
  }

  isZero(): boolean {
    return this.fen === 0;
  }

  isNegative(): boolean {
    return this.fen < 0;
  }

  toFen(): number {
    return this.fen;
  }

  toString(): string {
    const digits = String(Math.abs(this.fen)).padStart(3, '0');
    return `${this.fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }

  toJSON(): string {
    return this.toString();
  }

  /** `a < b`, `a + b` and `a == 1` on Money are mistakes; they throw instead of lying. */
  valueOf(): never {
    throw new TypeError('Money has no primitive value: use compare() or toString()');
  }
}

/**
 * Integer division that rounds by the mode; `scale` is positive, `product` safe.
 * The floor of the float quotient is exact: to be one too high, it would have to stand less than one below a multiple of `scale`.
 */
function divide(product: number, scale: number, rounding: Rounding): number {
  if (product < 0) return -divide(-product, scale, rounding);
  const whole = Math.floor(product / scale);
  const rest = product - whole * scale;
  return rest !== 0 && roundsAway(rest, whole, scale, rounding) ? whole + 1 : whole;
}

function roundsAway(rest: number, whole: number, scale: number, rounding: Rounding): boolean {
  switch (rounding) {
    case 'down':
      return false;
    case 'half-up':
      return rest >= scale - rest;
    case 'half-even':
      return rest > scale - rest || (rest === scale - rest && whole % 2 === 1);
    default: {
      const never: never = rounding;
      return never;
    }
  }
}
