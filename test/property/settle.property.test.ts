import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FinalSettlement, Split } from '../../shared/model/settlement.ts';
import { SPLIT_FIGURES } from '../../shared/model/settlement.ts';
import type { MessageId } from '../../shared/identity/ids.ts';
import type { HospitalLevel, PersonClass, SettlementCase } from '../../shared/model/settlement-case.ts';
import { Money } from '../../shared/money/money.ts';
import { compareSplits } from '../../shared/rules/compare-splits.ts';
import { estimateRange } from '../../shared/rules/estimate-range.ts';
import { settle } from '../../shared/rules/settle.ts';
import { aClaim, day, fresh, NOTHING_USED, stale } from '../builders/a-claim.ts';
import { packsOf, packWith, put } from '../builders/packs.ts';

const packs = packsOf('210200');
const fen = (most = 30_000_000) => fc.nat(most).map((value) => Money.fromFen(value));

/** Any case that the pack has rules for. */
const anyClaim: fc.Arbitrary<SettlementCase> = fc
  .record({
    employee: fc.boolean(),
    second: fc.boolean(),
    level: fc.constantFrom<HospitalLevel>('tertiary', 'secondary', 'primary'),
    filing: fc.constantFrom('local' as const, 'long-term' as const, 'referred' as const, 'temporary' as const),
    total: fen(),
    shares: fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)),
    stays: fc.nat(4),
    year: fc.record({ pooledFund: fen(), burden: fen(), deductible: fen(200_000), base: fen(), supplement: fen() }),
    birth: fc.integer({ min: 1935, max: 2010 }),
    account: fc.option(fen(2_000_000)),
    credit: fc.option(fen(2_000_000)),
    old: fc.boolean(),
  })
  .map(({ employee, second, level, filing, total, shares, stays, year, birth, account, credit, old }) => {
    const whole = Math.max(1, ...shares, shares[0] + shares[1] + shares[2]) * 1.5;
    const part = (share: number) => Money.fromFen(Math.floor((total.toFen() * share) / whole));
    const [selfPaid, overCap, firstShare] = [part(shares[0]), part(shares[1]), part(shares[2])];
    const person: PersonClass = employee ? (second ? 'retired' : 'in-service') : second ? 'minor' : 'adult';
    const count = old ? stale(stays, '2023-05-20T04:00:00.000Z') : fresh(stays);
    return aClaim({
      patient: { birthOn: day(`${birth}-06-13`) },
      coverage: { region: '210200', scheme: employee ? 'employee' : 'resident', person },
      provider: { region: '210200', name: '', level },
      filing,
      charges: { kind: 'sums', sums: { total, selfPaid, overCap, firstShare } },
      accumulators: {
        ...NOTHING_USED,
        stays: count,
        ...Object.fromEntries(Object.entries(year).map(([name, value]) => [name, fresh(value)])),
      },
      account,
      credit,
    });
  });

const ownFigures = SPLIT_FIGURES.filter((figure) => figure !== 'total' && figure !== 'inScope');
const final = (split: Split): FinalSettlement => ({
  standing: 'final',
  split,
  sourceMessageId: 'H21020000001202306131521000301' as MessageId,
});

describe('settle', () => {
  it('lets the payers pay the total, nobody less than nothing, and gives reasons that sum', () => {
    fc.assert(
      fc.property(anyClaim, (claim) => {
        const { split, steps } = settle(claim, packs);
        const { pooledFund, largeAmount, seriousIllness, account, credit, cash } = split;
        expect(Money.sum([pooledFund, largeAmount, seriousIllness, account, credit, cash])).toEqual(split.total);
        expect(ownFigures.filter((figure) => split[figure].isNegative())).toEqual([]);
        expect(Money.sum(steps.map(({ amount }) => amount))).toEqual(split.total);
      }),
    );
  });

  it('gives the same bytes again', () => {
    fc.assert(
      fc.property(anyClaim, (claim) => {
        expect(JSON.stringify(estimateRange(claim, packs))).toBe(JSON.stringify(estimateRange(structuredCloneOf(claim), packs)));
      }),
    );
  });

  it('never pays less from the funds for more in scope', () => {
    fc.assert(
      fc.property(anyClaim, fen(1_000_000), (claim, more) => {
        if (claim.charges.kind !== 'sums') return;
        const { sums } = claim.charges;
        const larger = { ...claim, charges: { kind: 'sums' as const, sums: { ...sums, total: sums.total.plus(more) } } };
        const funds = ({ pooledFund, largeAmount, seriousIllness }: Split) => Money.sum([pooledFund, largeAmount, seriousIllness]);
        expect(settle(larger, packs).split.pooledFund.compare(settle(claim, packs).split.pooledFund)).toBeGreaterThanOrEqual(0);
        expect(funds(settle(larger, packs).split).compare(funds(settle(claim, packs).split))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('never pays less for a later stay, whose deductible is never higher', () => {
    fc.assert(
      fc.property(anyClaim, (claim) => {
        const at = (stays: number) => settle({ ...claim, accumulators: { ...claim.accumulators, stays: fresh(stays) } }, packs).split;
        expect(at(1).deductible.compare(at(0).deductible)).toBeLessThanOrEqual(0);
        expect(at(1).pooledFund.compare(at(0).pooledFund)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  // Two claims or one: the patient must not gain by splitting, beyond the rounding of each band.
  it.each(['absolute', 'above-deductible'])('pays large-amount aid for two stays what it pays for one burden, bands %s', (origin) => {
    const care = {
      insured: packWith('210200', 'pack.json', put(origin, 'choices', 'large-amount.band-origin', 'is')),
      care: null,
    };
    const aidFor = (amount: Money, burden: Money) =>
      settle(
        aClaim({ charges: { kind: 'burden-after-basic', amount }, accumulators: { ...NOTHING_USED, burden: fresh(burden) } }),
        care,
      ).split.largeAmount.toFen();
    fc.assert(
      fc.property(fen(), fen(), (a, b) => {
        const gap = aidFor(a.plus(b), Money.ZERO) - aidFor(a, Money.ZERO) - aidFor(b, a);
        expect(Math.abs(gap)).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('estimateRange', () => {
  it('holds every column, and the first is the answer on what is known', () => {
    fc.assert(
      fc.property(anyClaim, (claim) => {
        const { least, most, columns, exact } = estimateRange(claim, packs);
        expect(columns[0]?.estimate.split).toEqual(settle(claim, packs).split);
        expect(exact).toBe(columns.length === 1);
        for (const { estimate } of columns) {
          for (const figure of SPLIT_FIGURES) {
            expect(estimate.split[figure].compare(least[figure])).toBeGreaterThanOrEqual(0);
            expect(estimate.split[figure].compare(most[figure])).toBeLessThanOrEqual(0);
          }
        }
      }),
    );
  });
});

describe('compareSplits', () => {
  it('finds no difference between a settlement and itself', () => {
    fc.assert(
      fc.property(anyClaim, (claim) => {
        const estimate = settle(claim, packs);
        expect(compareSplits(estimate, final(estimate.split), claim, packs)).toMatchObject({
          equal: true,
          causes: [],
          difference: Money.ZERO,
        });
      }),
    );
  });

  it('adds up whatever the centre really knew', () => {
    fc.assert(
      fc.property(anyClaim, anyClaim, (claim, other) => {
        const comparison = compareSplits(settle(claim, packs), final(settle(other, packs).split), claim, packs);
        expect(Money.sum(comparison.causes.map(({ ownShare }) => ownShare))).toEqual(comparison.difference);
        expect(comparison.explained.plus(comparison.unexplained)).toEqual(comparison.difference);
      }),
      { numRuns: 30 },
    );
  });
});

/** The same case built anew: Money is a class, so it is copied by value. */
function structuredCloneOf(claim: SettlementCase): SettlementCase {
  const copy = (value: unknown): unknown => {
    if (value instanceof Money) return Money.fromFen(value.toFen());
    if (Array.isArray(value)) return value.map(copy);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copy(inner)]));
  };
  return copy(claim) as SettlementCase;
}
