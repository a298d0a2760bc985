import { Money } from '../money/money.ts';
import type { Rate } from '../money/rate.ts';
import type { Rounding } from '../money/rounding.ts';
import type { Band } from '../policy/pack.ts';
import { ExactSum } from './exact-sum.ts';

/** Where a pack rounds: each product by itself, or the exact sum of a layer once. */
export type RoundingPoint = 'each-step' | 'each-layer';
/** How and where fractions of a fen are dropped. */
export interface RoundingWay {
  readonly mode: Rounding;
  readonly point: RoundingPoint;
}

/** What one band pays: `amount` = `slice` × `rate`, rounded. */
export interface BandPart {
  readonly slice: Money;
  readonly rate: Rate;
  readonly amount: Money;
}

/**
 * The stretch from `start` to `end` on the ladder of bands, band by band; bands it does not touch are left out.
 * Rounded once per band, or so that the amounts sum to the exact sum rounded once.
 */
export function bandParts(bands: readonly Band[], start: Money, end: Money, { mode, point }: RoundingWay): readonly BandPart[] {
  const exact = point === 'each-layer' ? new ExactSum(mode) : null;
  const parts: BandPart[] = [];
  bands.forEach(({ above, rate }, index) => {
    const top = Money.min(bands[index + 1]?.above ?? end, end);
    const slice = top.minus(Money.max(above, start));
    if (slice.compare(Money.ZERO) > 0) parts.push({ slice, rate, amount: exact?.add(slice, rate) ?? slice.times(rate, mode) });
  });
  return parts;
}

/** What a ladder pays and what a cap cut off. */
export interface Climb {
  readonly parts: readonly BandPart[];
  /** Before a cap on payment. */
  readonly uncapped: Money;
  readonly paid: Money;
  /** Cost that nothing was paid for because of the cap. */
  readonly overCost: Money;
}

/** A cap on what is paid in a year, or on the cost that counts. null: none. */
export interface Cap {
  readonly amount: Money | null;
  readonly limits: 'payment' | 'cost';
  /** Paid before in the year, against a cap on payment. */
  readonly used: Money;
  /** Cost that counted before this stretch, against a cap on cost. */
  readonly counted: Money;
}

/** Where the stretch ends that a cap on cost lets through. */
function topUnder(amount: Money, counted: Money, start: Money, end: Money): Money {
  const room = amount.minus(counted);
  return room.isNegative() ? start : Money.min(end, start.plus(room));
}

/** Pays the stretch from `start` to `end` by bands, under the cap. Exact but for the rounding of `bandParts`. */
export function climb(bands: readonly Band[], start: Money, end: Money, cap: Cap, rounding: RoundingWay): Climb {
  const top = cap.amount !== null && cap.limits === 'cost' ? topUnder(cap.amount, cap.counted, start, end) : end;
  const parts = bandParts(bands, start, top, rounding);
  const uncapped = Money.sum(parts.map(({ amount }) => amount));
  if (cap.amount === null) return { parts, uncapped, paid: uncapped, overCost: Money.ZERO };
  if (cap.limits === 'cost') return { parts, uncapped, paid: uncapped, overCost: end.minus(top) };
  const room = Money.max(Money.ZERO, cap.amount.minus(cap.used));
  return { parts, uncapped, paid: Money.min(uncapped, room), overCost: costOver(parts, room, rounding) };
}

/** The cost behind the point at which a payment of `room` was reached; that point is rounded once, to the fen. */
function costOver(parts: readonly BandPart[], room: Money, { mode }: RoundingWay): Money {
  let left = room;
  let over = Money.ZERO;
  for (const { slice, rate, amount } of parts) {
    if (amount.compare(left) <= 0) left = left.minus(amount);
    else {
      const paidFor = rate.digits === 0 ? Money.ZERO : left.dividedBy(rate, mode);
      over = over.plus(slice.minus(Money.min(slice, paidFor)));
      left = Money.ZERO;
    }
  }
  return over;
}
