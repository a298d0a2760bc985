import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OurMovement, TheirMovement } from '../../../shared/model/day-end.ts';
import { Money } from '../../../shared/money/money.ts';
import { actionsOn, compareDay, type DayLists, ownerOf, sumHere, sumThere } from '../../../shared/reconcile/compare-day.ts';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';

const DAY = '2023-06-13' as CalendarDate;

const ours = (number: string, amount: string, more: Partial<OurMovement> = {}): OurMovement => ({
  ...{ line: 'wechat', identity: `P${number}`, number, key: '', day: DAY, standing: 'done', stay: 'stay' },
  amount: Money.parse(amount),
  ...more,
});
const theirs = (number: string, amount: string, more: Partial<TheirMovement> = {}): TheirMovement => ({
  ...{ line: 'wechat', number, key: '', day: DAY, standing: 'done', row: 1 },
  amount: Money.parse(amount),
  ...more,
});
const compare = (lists: Partial<DayLists>) =>
  compareDay({ ours: [], theirs: [], beside: [], ...lists }).map(({ kind, identity }) => `${kind} ${identity}`);

describe('compareDay', () => {
  it('finds nothing where both sides have the same, whatever the order', () => {
    const sides = { ours: [ours('1', '3.00'), ours('2', '-1.00')], theirs: [theirs('2', '-1.00'), theirs('1', '3.00')] };
    expect(compare(sides)).toEqual([]);
  });

  it('says what only one side has', () => {
    expect(compare({ ours: [ours('1', '3.00')], theirs: [theirs('2', '3.00')] })).toEqual(['only-here P1', 'only-there wechat 2 +']);
  });

  it('matches by our key where the number is another, and never across lines or directions', () => {
    expect(compare({ ours: [ours('1', '3.00', { key: 'K' })], theirs: [theirs('9', '3.00', { key: 'K' })] })).toEqual([]);
    expect(compare({ ours: [ours('1', '3.00')], theirs: [theirs('1', '3.00', { line: 'alipay' })] })).toHaveLength(2);
    expect(compare({ ours: [ours('1', '3.00')], theirs: [theirs('1', '-3.00')] })).toHaveLength(2);
  });

  it('sees another amount and another state', () => {
    expect(compare({ ours: [ours('1', '3.00')], theirs: [theirs('1', '3.01')] })).toEqual(['amount P1']);
    expect(compare({ ours: [ours('1', '3.00')], theirs: [theirs('1', '3.00', { standing: 'failed' })] })).toEqual(['status P1']);
    expect(compare({ ours: [ours('', '3.00', { key: 'K', standing: 'unknown' })] })).toEqual(['status P']);
    expect(compare({ theirs: [theirs('1', '3.00', { standing: 'failed' })] })).toEqual([]);
  });

  it('a movement that the other side counts on the day beside is no loss; a second one of the same number is', () => {
    const late = { ours: [], theirs: [theirs('1', '3.00')] };
    expect(compare({ ours: [ours('1', '3.00')], beside: [late] })).toEqual(['day P1']);
    expect(compare({ theirs: [theirs('1', '3.00')], beside: [{ ours: [ours('1', '3.00')], theirs: [] }] })).toEqual(['day P1']);
    expect(compare({ theirs: [theirs('1', '3.00')], beside: [{ ours: [ours('1', '3.00')], theirs: [theirs('1', '3.00')] }] })).toEqual([
      'only-there wechat 1 +',
    ]);
    expect(compare({ ours: [ours('1', '3.00')], theirs: [theirs('1', '3.00'), theirs('1', '3.00')] })).toEqual(['only-there wechat 1 +']);
  });

  it('the sums differ by exactly what the differences say', () => {
    const side = fc.array(fc.record({ number: fc.nat(12).map(String), fen: fc.integer({ min: -500, max: 500 }).filter((n) => n !== 0) }));
    fc.assert(
      fc.property(side, side, (a, b) => {
        const mine = a.map(({ number, fen }) => ours(number, Money.fromFen(fen).toString()));
        const yours = b.map(({ number, fen }) => theirs(number, Money.fromFen(fen).toString()));
        const apart = compareDay({ ours: mine, theirs: yours, beside: [] }).map(({ here, there }) =>
          (here?.amount ?? Money.ZERO).minus(there?.amount ?? Money.ZERO),
        );
        expect(Money.sum(apart)).toEqual(sumHere(mine).net.minus(sumThere(yours).net));
      }),
      { numRuns: 300, seed: 20_230_613 },
    );
  });

  it('leaves 10,000 movements on each side compared within a second', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => index);
    const lists = { ours: many.map((n) => ours(`${n}`, '1.00')), theirs: many.map((n) => theirs(`${n}`, '1.00')) };
    const started = performance.now();
    expect(compare(lists)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('what is done about a difference', () => {
  const found = (lists: Partial<DayLists>) => {
    const [first] = compareDay({ ours: [], theirs: [], beside: [], ...lists });
    if (first === undefined) throw new Error('no difference');
    return first;
  };

  it('what nobody knows is asked about; what is written on another day needs nothing', () => {
    const unknown = found({ ours: [ours('', '3.00', { key: 'K', standing: 'unknown' })] });
    expect(actionsOn(unknown)[0]).toBe('find-out');
    expect(actionsOn(found({ ours: [ours('1', '3.00')], beside: [{ ours: [], theirs: [theirs('1', '3.00')] }] }))).toEqual([]);
  });

  it('belongs to whom it was handed last, else to whom its first remedy falls', () => {
    const actions = actionsOn(found({ theirs: [theirs('1', '3.00')] }));
    expect(ownerOf(actions, null)).toBe('cashier');
    expect(ownerOf(actions, 'to-finance')).toBe('finance');
    expect(ownerOf(actions, 'to-other-side')).toBe('other-side');
  });
});
