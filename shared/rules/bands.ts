import { Money } from '../money/money.ts';
import type { Rate } from '../money/rate.ts';
import type { Rounding } from '../money/rounding.ts';
import type { Band } from '../policy/pack.ts';

/** What one band pays: `amount` = `slice` × `rate`, rounded once. */
export interface BandPart {
  readonly slice: Money;
  readonly rate: Rate;
  readonly amount: Money;
}

/** The stretch from `start` to `end` on the ladder of bands, band by band; bands it does not touch are left out. */
export function bandParts(bands: readonly Band[], start: Money, end: Money, rounding: Rounding): readonly BandPart[] {
  return bands.flatMap(({ above, rate }, index) => {
    const top = Money.min(bands[index + 1]?.above ?? end, end);
    const slice = top.minus(Money.max(above, start));
    return slice.compare(Money.ZERO) > 0 ? [{ slice, rate, amount: slice.times(rate, rounding) }] : [];
  });
}
