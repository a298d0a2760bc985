import { Money } from '../money/money.ts';
import type { Rate } from '../money/rate.ts';
import type { Rounding } from '../money/rounding.ts';

/** Rates have at most twelve decimals. */
const SCALE = 1_000_000_000_000n;

/**
 * A sum of products that is rounded once. Each call gives what the new product adds to the rounded sum, so that the amounts given
 * out always sum to the exact sum, rounded. Exact: whole numbers of 10⁻¹² fen.
 */
export class ExactSum {
  readonly #mode: Rounding;
  #exact = 0n;
  #given = Money.ZERO;

  constructor(mode: Rounding) {
    this.#mode = mode;
  }

  add(amount: Money, rate: Rate): Money {
    this.#exact += BigInt(amount.toFen()) * BigInt(rate.digits) * (SCALE / BigInt(rate.scale));
    const rounded = Money.fromFen(Number(round(this.#exact, this.#mode)));
    const added = rounded.minus(this.#given);
    this.#given = rounded;
    return added;
  }
}

function round(exact: bigint, mode: Rounding): bigint {
  const magnitude = exact < 0n ? -exact : exact;
  const whole = magnitude / SCALE;
  const twice = (magnitude % SCALE) * 2n;
  const up = mode !== 'down' && (twice > SCALE || (twice === SCALE && (mode === 'half-up' || whole % 2n === 1n)));
  const rounded = up ? whole + 1n : whole;
  return exact < 0n ? -rounded : rounded;
}
