import { Money } from '../money/money.ts';
import type { Rate } from '../money/rate.ts';

/** An amount inside a formula: "13,650.00". */
export function written(amount: Money): string {
  const fen = amount.toFen();
  const cents = Math.abs(fen) % 100;
  let yuan = (Math.abs(fen) - cents) / 100;
  let text = cents < 10 ? `.0${cents}` : `.${cents}`;
  while (yuan >= 1000) {
    const group = yuan % 1000;
    text = group < 10 ? `,00${group}${text}` : group < 100 ? `,0${group}${text}` : `,${group}${text}`;
    yuan = (yuan - group) / 1000;
  }
  return fen < 0 ? `-${yuan}${text}` : `${yuan}${text}`;
}

const percents = new WeakMap<Rate, string>();
/** A rate inside a formula, without needless zeros: 0.9250 → "92.5 %". Exact: the point moves, nothing is divided. */
export function percent(rate: Rate): string {
  const ready = percents.get(rate);
  if (ready !== undefined) return ready;
  const [whole = '', fraction = ''] = rate.toString().split('.');
  const moved = `${whole}${fraction.slice(0, 2)}.${fraction.slice(2)}`;
  const text = `${moved.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '')} %`;
  percents.set(rate, text);
  return text;
}

/** "13,650.00 × 85 % = 11,602.50" */
export const product = (slice: Money, rate: string, amount: Money): string => `${written(slice)} × ${rate} = ${written(amount)}`;

/** What a cap let through: "250,000.00 − 249,000.00 → 1,000.00"; nothing without a cap. */
export const capFormula = (cap: Money | null, before: Money, paid: Money): string =>
  cap === null ? '' : `${written(cap)} − ${written(before)} → ${written(paid)}`;

export const atLeastZero = (amount: Money): Money => Money.max(Money.ZERO, amount);
