import { describe, expect, it } from 'vitest';
import { compareStatement } from '../../../shared/reconcile/compare-statement.ts';
import { groupTotals, inUntouchedGroups, listsToCompare, schemeSuspects } from '../../../shared/reconcile/group-totals.ts';
import { TwoBooks } from '../../builders/statement.ts';

describe('groupTotals', () => {
  it('sums each scheme, clearing type and agency, also one in which we have nothing', () => {
    const used = [{ schemeCode: '340', clearingType: '21', agencyCode: '210200' }];
    const totals = groupTotals(new TwoBooks(8).ofDay(), used, 'both-rows');
    expect(totals.map(({ schemeCode, agencyCode, count, total }) => [agencyCode, schemeCode, count, String(total)])).toEqual([
      ['210200', '310', 4, '4016.44'],
      ['210200', '340', 0, '0.00'],
      ['210200', '390', 2, '2012.33'],
      ['210300', '310', 1, '1009.59'],
      ['210300', '390', 1, '1000.00'],
    ]);
  });

  it('counts a cancellation as the place does; its amounts are net either way', () => {
    const books = new TwoBooks(2);
    books.plant('recall-missing-there', 1);
    const of = (cancellations: 'both-rows' | 'net') =>
      groupTotals(books.ofDay(), [], cancellations).find(({ schemeCode }) => schemeCode === '310');
    expect([of('both-rows')?.count, of('net')?.count, String(of('net')?.total)]).toEqual([2, 0, '0.00']);
  });
});

describe('what is looked at more closely', () => {
  const group = (schemeCode: string, agencyCode = '210200') => ({ schemeCode, clearingType: '21', agencyCode });

  it('one list for all schemes of an agency', () => {
    expect(listsToCompare([group('310'), group('390'), group('310', '210300')])).toEqual([
      { clearingType: '21', agencyCode: '210200' },
      { clearingType: '21', agencyCode: '210300' },
    ]);
  });

  it('schemes only where two of one list are unequal; what the centre named itself comes last', () => {
    const entries = new TwoBooks(8).ofDay().map((entry) => ({ ...entry, assumed: entry.id === 2 }));
    const of = (...unequal: ReturnType<typeof group>[]) => {
      const { assumed, named } = schemeSuspects(entries, unequal);
      return [assumed.map(({ id }) => id), named.map(({ id }) => id)];
    };
    expect(of(group('310'))).toEqual([[], []]);
    expect(of(group('310'), group('390', '210300'))).toEqual([[], []]);
    expect(of(group('310'), group('390'))).toEqual([[2], [3, 4, 5, 6, 7]]);
  });

  it('and of those, a group that another difference explains is left for the next comparison', () => {
    const books = new TwoBooks(9);
    books.plant('never-there', 1);
    const statement = { entries: books.ofDay(), rows: books.rows() };
    const differences = compareStatement(statement, books.facts());
    const left = inUntouchedGroups(statement.entries, differences, statement).map(
      ({ schemeCode, agencyCode }) => `${schemeCode} ${agencyCode}`,
    );
    expect(new Set(left)).toEqual(new Set(['390 210200', '310 210300', '390 210300']));
    books.plant('not-ours', 2); // nobody knows the scheme of what the centre alone has
    const both = { entries: books.ofDay(), rows: books.rows() };
    const rest = inUntouchedGroups(both.entries, compareStatement(both, books.facts()), both);
    expect(new Set(rest.map(({ agencyCode }) => agencyCode))).toEqual(new Set(['210300']));
  });
});
