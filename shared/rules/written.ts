import type { Money } from '../money/money.ts';
import type { Rate } from '../money/rate.ts';

/** An amount inside a formula: "13,650.00". */
export const written = (amount: Money): string => amount.toString().replace(/\B(?=(\d{3})+\.)/g, ',');

/** A rate inside a formula, without needless zeros: 0.9250 → "92.5 %". Exact: the point moves, nothing is divided. */
export function percent(rate: Rate): string {
  const [whole = '', fraction = ''] = rate.toString().split('.');
  const moved = `${whole}${fraction.slice(0, 2)}.${fraction.slice(2)}`;
  return `${moved.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '')} %`;
}
