import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cause, StatementDifference } from '../../../shared/model/statement.ts';
import { compareStatement, numbersToAsk } from '../../../shared/reconcile/compare-statement.ts';
import { Money } from '../../../shared/money/money.ts';
import { PLANTABLE, TwoBooks } from '../../builders/statement.ts';

/** As a desk would: rows, then the questions that they raise, then the causes. Wrong schemes show only in the records of a whole group. */
function compare(books: TwoBooks, { amounts = true, wholeGroups = false } = {}): readonly StatementDifference[] {
  const statement = { entries: books.ofDay(), rows: books.rows(amounts) };
  const numbers = new Set(numbersToAsk(statement));
  return compareStatement(
    statement,
    books.facts((number) => wholeGroups || numbers.has(number)),
  );
}

const told = (differences: readonly StatementDifference[]) => differences.map(({ cause, stay }) => `${cause} ${stay}`).toSorted();
const wanted = (books: TwoBooks) => books.planted.map(({ cause, stay }) => `${cause} ${cause === 'not-ours' ? null : stay}`).toSorted();

describe('compareStatement', () => {
  it('finds nothing where both sides agree, and asks nothing', () => {
    const books = new TwoBooks(50);
    expect(compare(books)).toEqual([]);
    expect(numbersToAsk({ entries: books.ofDay(), rows: books.rows() })).toEqual([]);
  });

  it.each(PLANTABLE)('%s', (cause) => {
    const books = new TwoBooks(12);
    books.plant(cause, 5);
    expect(told(compare(books, { wholeGroups: cause === 'wrong-scheme' }))).toEqual(wanted(books));
  });

  it.each(PLANTABLE)('%s, where the file has no amounts', (cause) => {
    const books = new TwoBooks(12);
    books.plant(cause, 5);
    expect(told(compare(books, { amounts: false, wholeGroups: cause === 'wrong-scheme' }))).toEqual(wanted(books));
  });

  it('tells what each side writes', () => {
    const books = new TwoBooks(3);
    books.plant('other-day', 1);
    books.plant('fund-differs', 2);
    const said = compare(books).map(({ cause, said, here, there }) => [cause, said.here, said.there, String(here), String(there)]);
    expect(said).toEqual([
      ['fund-differs', '701.85', '701.82', '1002.74', '1002.74'],
      ['other-day', '2023-06-12', '', '1001.37', '1001.37'],
    ]);
  });

  it('without the records says that it does not know, and guesses nothing', () => {
    const books = new TwoBooks(3);
    books.plant('never-there', 1);
    const statement = { entries: books.ofDay(), rows: books.rows() };
    const found = compareStatement(
      statement,
      books.facts(() => false),
    );
    expect(told(found)).toEqual(['unexplained-here S1']);
  });

  it('any mixture of faults in any stays: all found, none missed, none invented', () => {
    const faults = fc.uniqueArray(fc.tuple(fc.nat(59), fc.constantFrom(...PLANTABLE)), { maxLength: 30, selector: ([n]) => n });
    fc.assert(
      fc.property(faults, fc.boolean(), (planted, amounts) => {
        const books = new TwoBooks(60);
        for (const [n, cause] of planted as readonly (readonly [number, Cause])[]) books.plant(cause, n);
        expect(told(compare(books, { amounts, wholeGroups: true }))).toEqual(wanted(books));
      }),
      { numRuns: 300, seed: 20230613 },
    );
  });

  describe('a settlement by no message of ours, of somebody who was here more than once', () => {
    const yuan = (text: string) => Money.parse(text);
    /** Person 5 has a settled stay of today over 1006.85. */
    const books = (): TwoBooks => new TwoBooks(12);
    const found = (all: TwoBooks) => [true, false].map((amounts) => told(compare(all, { amounts })));

    it('of the total of his open stay is that stay, settled from his phone: never a double', () => {
      const all = books();
      all.alsoHas(5, 'NOW', { total: yuan('88.00') });
      all.somebodySettles(5, yuan('88.00'));
      expect(found(all)).toEqual([['settled-elsewhere NOW'], ['settled-elsewhere NOW']]);
    });

    it('also where the settled stay and the open one are of one total', () => {
      const all = books();
      all.alsoHas(5, 'NOW', { total: yuan('1006.85') });
      all.somebodySettles(5, yuan('1006.85'));
      expect(found(all)).toEqual([['settled-elsewhere NOW'], ['settled-elsewhere NOW']]);
    });

    it('of the total of his settled stay doubles that one, though something else of his is open', () => {
      const all = books();
      all.alsoHas(5, 'VISIT', { total: yuan('12.00') });
      all.somebodySettles(5, yuan('1006.85'));
      expect(told(compare(all))).toEqual(['duplicate-there S5']);
    });

    it('after a stay that was settled on an earlier day is none of it', () => {
      const all = books();
      all.entries = all.entries.filter(({ stay }) => stay !== 'S5');
      all.centre.splice(
        all.centre.findIndex(({ stay }) => stay === 'S5'),
        1,
      );
      all.alsoHas(5, 'BEFORE', { total: yuan('500.00'), settled: true });
      const like = all.centre.find(({ stay }) => stay === 'S4');
      if (like === undefined) throw new Error('no stay 4');
      const phone = { stay: 'x', personNumber: 'P5', total: yuan('500.00'), settlementNumber: 'PHONE', messageId: 'PHONE' };
      all.centre.push({ ...like, ...phone });
      expect(found(all)).toEqual([['settled-elsewhere null'], ['settled-elsewhere null']]);
    });

    it('beside visits of the day, one settled and one refunded (2207, 2208), is told by its total', () => {
      const all = books();
      all.visited(5, 'V1', yuan('30.00'));
      all.visited(5, 'V2', yuan('40.00'), true);
      expect(found(all)).toEqual([[], []]);
      all.somebodySettles(5, yuan('40.00'), '11'); // the refunded visit, settled anew from his phone
      expect(told(compare(all))).toEqual(['settled-elsewhere V2']);
    });

    it('that could double either of two names none, so that nothing is taken back', () => {
      const all = books();
      all.visited(5, 'V1', yuan('30.00'));
      all.visited(5, 'V2', yuan('30.00'));
      all.somebodySettles(5, yuan('30.00'), '11');
      expect(told(compare(all))).toEqual(['duplicate-there null']);
    });
  });
});
