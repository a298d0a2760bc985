import { describe, expect, it } from 'vitest';
import { expectedLock } from '../../shared/credit/expected-lock.ts';
import type { Split } from '../../shared/model/settlement.ts';
import { Money } from '../../shared/money/money.ts';
import { estimateRange } from '../../shared/rules/estimate-range.ts';
import { settle } from '../../shared/rules/settle.ts';
import { yuan } from '../builders/a-claim.ts';
import { packsOf } from '../builders/packs.ts';
import { workedCases } from './read-case.ts';

const texts = (split: Split, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, split[name as keyof Split].toString()]));

describe.each(workedCases())('$id $title', ({ claim, expected }) => {
  const packs = packsOf(claim.coverage.region, claim.provider.region);
  const estimate = settle(claim, packs);
  const range = estimateRange(claim, packs);

  it('comes out to the fen', () => {
    expect(texts(estimate.split, Object.keys(expected.split))).toEqual(expected.split);
  });

  it('gives reasons that sum to the total', () => {
    expect(Money.sum(estimate.steps.map(({ amount }) => amount))).toEqual(estimate.split.total);
  });

  it('begins its range with the answer on what is known', () => {
    expect(range.columns[0]?.estimate).toEqual({ ...estimate, marks: range.marks });
  });

  it('is exact where nothing is in doubt, else a range with its cause', () => {
    expect(range.exact).toBe(expected.exact);
    expect(range.causes.map(({ kind }) => kind)).toEqual(expected.causes ?? []);
    for (const [figure, ends] of Object.entries(expected.range ?? {})) {
      expect([range.least, range.most].map((split) => split[figure as keyof Split].toString())).toEqual(ends);
    }
    if (expected.columns === undefined) return;
    const columns = range.columns.map(({ assumptions, estimate: { split } }) => ({
      stayNo: assumptions.flatMap((one) => (one.kind === 'stay-count' ? [one.stayNo] : []))[0],
      deductible: split.deductible.toString(),
    }));
    expect(columns).toEqual(expected.columns);
  });

  const { steps, accountAfter, lock } = expected;
  if (steps !== undefined) {
    it('passes through these steps', () => {
      const taken = estimate.steps.map(({ layer, payer, amount }) => ({ layer, payer, amount: amount.toString() }));
      expect(taken).toEqual(expect.arrayContaining([...steps]));
    });
  }

  if (accountAfter !== undefined) {
    it('leaves this on the account', () => {
      expect(claim.account?.minus(estimate.split.account).toString()).toBe(accountAfter);
    });
  }

  if (lock !== undefined) {
    it('asks this lock and this deposit, and shows the other reading (Q-D4)', () => {
      const locks = expectedLock(range, yuan(lock.available), 'own-share');
      const asked = [locks.lock, locks.deposit, locks.readings['total-cost'].deposit];
      expect(asked.map(String)).toEqual([lock.lock, lock.deposit, lock.otherDeposit]);
    });
  }
});
