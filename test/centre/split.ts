import { shareOf } from './money.ts';
import type { Policy } from './policy.ts';
import type { LineSums } from './store/lines.ts';

/** Who pays what, in fen. total = fund + large-amount aid + part. */
export interface Split extends LineSums {
  readonly deductible: number;
  readonly rate: string;
  readonly pooledFund: number;
  readonly largeAid: number;
  readonly fundSum: number;
  /** The person's whole burden. */
  readonly part: number;
}

export interface Before {
  /** Deductible already taken by interim settlements of the same stay. */
  readonly deductible: number;
  /** In-scope own share of the year so far, the base of the large-amount aid. */
  readonly burden: number;
}

/** The centre's own arithmetic. A sum below zero (more refunded than charged) gets nothing from the fund. */
export function splitStay(sums: LineSums, policy: Policy, before: Before, aidInForce: boolean): Split {
  const inScope = Math.max(sums.inScope, 0);
  const deductible = Math.min(inScope, Math.max(policy.deductibleFen - before.deductible, 0));
  const pooledFund = shareOf(inScope - deductible, policy.rate);
  const burden = inScope - pooledFund;
  const aid = aidInForce ? policy.aid : null;
  const largeAid = aid === null ? 0 : shareOf(above(before.burden + burden, aid.aboveFen) - above(before.burden, aid.aboveFen), aid.rate);
  const fundSum = pooledFund + largeAid;
  return { ...sums, deductible, rate: policy.rate, pooledFund, largeAid, fundSum, part: sums.total - fundSum };
}

function above(amount: number, threshold: number): number {
  return Math.max(amount - threshold, 0);
}
