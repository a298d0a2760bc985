import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditUseOf } from '../../../shared/credit/credit-use.ts';
import { expectedLock } from '../../../shared/credit/expected-lock.ts';
import type { MessageId } from '../../../shared/identity/ids.ts';
import type { FinalSettlement } from '../../../shared/model/settlement.ts';
import { splitOf } from '../../../shared/model/settlement.ts';
import { Money } from '../../../shared/money/money.ts';
import { estimateRange } from '../../../shared/rules/estimate-range.ts';
import { settle } from '../../../shared/rules/settle.ts';
import { aClaim, NOTHING_USED, stale, sums, yuan } from '../../builders/a-claim.ts';
import { packsOf } from '../../builders/packs.ts';

const packs = packsOf('210200');
const lockOf = (locked: string) => ({ bankNumber: 'B1', locked: yuan(locked) });
const final = (split: FinalSettlement['split']): FinalSettlement => ({
  standing: 'final',
  split,
  sourceMessageId: 'H21020000001202306131521000301' as MessageId,
});
const S01 = final(settle(aClaim({ charges: sums('12860.40', '236.00', '624.40') }), packs).split);

describe('creditUseOf', () => {
  it('draws exactly the official 自付 of S01 and releases the rest', () => {
    const { draw, release, owed } = creditUseOf(lockOf('3200.00'), S01);
    expect([draw, release, owed].map(String)).toEqual(['3146.90', '53.10', '0.00']);
  });

  it('leaves what exceeds the lock to the patient', () => {
    const { draw, release, owed } = creditUseOf(lockOf('3000.00'), S01);
    expect([draw, release, owed].map(String)).toEqual(['3000.00', '0.00', '146.90']);
  });

  it('does not draw what the own account paid', () => {
    expect(creditUseOf(lockOf('3200.00'), final(splitOf({ ...S01.split, account: yuan('146.90') }))).draw.toString()).toBe('3000.00');
  });

  it('splits any lock and any share without losing a fen', () => {
    fc.assert(
      fc.property(fc.nat(5_000_000), fc.nat(5_000_000), (locked, share) => {
        const total = Money.fromFen(share);
        const split = splitOf({
          total,
          selfPaid: Money.ZERO,
          overCap: Money.ZERO,
          firstShare: Money.ZERO,
          deductible: total,
          pooledFund: Money.ZERO,
        });
        const use = creditUseOf({ bankNumber: 'B1', locked: Money.fromFen(locked) }, final(split));
        expect(use.draw.plus(use.release).toFen()).toBe(locked);
        expect(use.draw.plus(use.owed).toFen()).toBe(share);
        expect(use.owed.isZero() || use.release.isZero()).toBe(true);
      }),
    );
  });

  it('does not compile on an estimate', () => {
    // @ts-expect-error only the centre's split may be drawn on
    expect(() => creditUseOf(lockOf('1.00'), settle(aClaim(), packs))).not.toThrow();
  });
});

describe('expectedLock', () => {
  it('takes the upper end of a range: S04', () => {
    const claim = aClaim({
      charges: sums('15430.50', '430.50', '500.00'),
      accumulators: { ...NOTHING_USED, stays: stale(0, '2023-05-20T04:00:00.000Z') },
    });
    expect(expectedLock(estimateRange(claim, packs), yuan('8000.00'), 'own-share').lock.toString()).toBe('3397.50');
  });

  it('asks what exceeds the available credit as deposit, and shows both readings (Q-D4)', () => {
    const locks = expectedLock(settle(aClaim({ charges: sums('60000.00') }), packs), yuan('5000.00'), 'total-cost');
    expect([locks.lock, locks.deposit, locks.readings['own-share'].deposit].map(String)).toEqual(['5000.00', '55000.00', '4722.50']);
  });
});
