import { Decimal as GlobalDecimal } from 'decimal.js';

const Decimal = GlobalDecimal.clone({ precision: 40 });

/** An amount in an answer, as integer fen. Turned into text or a number only when the answer is written. */
export class Amount {
  readonly fen: number;

  constructor(fen: number) {
    if (!Number.isSafeInteger(fen)) throw new RangeError(`not a safe integer of fen: ${fen}`);
    this.fen = fen === 0 ? 0 : fen;
  }
}

/** "12.30" for 1230. */
export function fenText(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Reads an N16,2; undefined when it is no number or has more than two decimals. */
export function readFen(text: string): number | undefined {
  if (!/^-?\d{1,14}(\.\d{1,2})?$/.test(text)) return undefined;
  const [whole = '0', decimals = ''] = text.replace('-', '').split('.');
  const fen = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return text.startsWith('-') && fen !== 0 ? -fen : fen;
}

/** amount x rate in fen, halves away from zero. `rate` is text such as "0.8500". */
export function shareOf(fen: number, rate: string): number {
  return new Decimal(fen).times(rate).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
}

/** unit price x quantity in fen, halves away from zero. */
export function lineFen(unitPrice: string, quantity: string): number {
  return new Decimal(unitPrice).times(quantity).times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
}

/** What a unit price exceeds its cap by, "0" when it does not. */
export function excessPrice(unitPrice: string, cap: string): string {
  return Decimal.max(new Decimal(unitPrice).minus(cap), 0).toString();
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
