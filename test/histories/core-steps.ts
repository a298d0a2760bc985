import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { PayWay } from '../../shared/contract/payment-contract.ts';
import type { AttemptOutcome } from '../../shared/model/attempt-outcome.ts';
import { splitOf } from '../../shared/model/settlement.ts';
import { Money } from '../../shared/money/money.ts';
import type { Instant } from '../../shared/time/calendar-date.ts';
import { SEALED_TABLES } from './changed-byte.ts';
import { STAYS } from './core-world.ts';

const WAYS: readonly PayWay[] = ['cash', 'wallet', 'bank-card', 'transfer'];
const ACTS = ['take', 'give-back', 'lock', 'raise', 'bank', 'settle', 'recall', 'find-out', 'share', 'request', 'close'] as const;

const step = fc.record({
  do: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('take', 'bank', 'settle', 'give-back') },
    { weight: 3, arbitrary: fc.constantFrom(...ACTS) },
  ),
  stay: fc.nat(STAYS - 1),
  fen: fc.integer({ min: 1, max: 300_000 }),
  /** The whole of what may move, instead of `fen`. */
  whole: fc.boolean(),
  way: fc.constantFrom(...WAYS),
  pick: fc.nat(20),
  answer: fc.constantFrom('done', 'done', 'done', 'refused', 'lost-done', 'lost-not-done'),
  transfer: fc.boolean(),
});
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What people and other sides do at a window during some shifts, and where one byte is changed afterwards. */
export const coreHistories = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 30, size: 'max' }),
  byte: fc.record({
    table: fc.noBias(fc.nat(SEALED_TABLES.length - 1)),
    cell: fc.noBias(fc.nat(100_000)),
    at: fc.noBias(fc.nat(10_000)),
  }),
});

export const NO: AttemptOutcome = { kind: 'rejected', words: '不予受理' };

/** The centre settled a bill of twice `fen`: half of it is the pooled fund's, a tenth outside the scope. */
export function settledFor(fen: number, settledAt: Instant): AttemptOutcome {
  const [total, selfPaid, pooledFund] = [fen * 2, Math.floor(fen / 5), fen].map((each) => Money.fromFen(each)) as [Money, Money, Money];
  const split = splitOf({ total, selfPaid, overCap: Money.ZERO, firstShare: Money.ZERO, deductible: Money.ZERO, pooledFund });
  const numberThere = `J${randomUUID()}`;
  const clearing = { fundTotal: pooledFund, schemeCode: '310', clearingType: '21', agencyCode: '210200' };
  const result = { kind: 'settlement', settlementNumber: numberThere, settledAt, split, clearing, funds: [] } as const;
  return { kind: 'acknowledged', numberThere, result };
}
