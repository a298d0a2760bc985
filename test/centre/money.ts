import { Decimal as GlobalDecimal } from 'decimal.js';

export { fenText, readFen } from '../standin/amount.ts';

const Decimal = GlobalDecimal.clone({ precision: 40 });

/** An amount in an answer, as integer fen. Turned into text or a number only when the answer is written. */
export class Amount {
  readonly fen: number;

  constructor(fen: number) {
    if (!Number.isSafeInteger(fen)) throw new RangeError(`not a safe integer of fen: ${fen}`);
    this.fen = fen === 0 ? 0 : fen;
  }
}

/** amount x rate in fen, halves away from zero. `rate` is text such as "0.8500". */
export function shareOf(fen: number, rate: string): number {
  return whole(new Decimal(fen).times(rate));
}

/** unit price x quantity in fen, halves away from zero. */
export function lineFen(unitPrice: string, quantity: string): number {
  return whole(new Decimal(unitPrice).times(quantity).times(100));
}

function whole(value: GlobalDecimal): number {
  const rounded = value.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
  return rounded === 0 ? 0 : rounded; // never -0
}

/** What a unit price exceeds its cap by, "0" when it does not. */
export function excessPrice(unitPrice: string, cap: string): string {
  return Decimal.max(new Decimal(unitPrice).minus(cap), 0).toString();
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
