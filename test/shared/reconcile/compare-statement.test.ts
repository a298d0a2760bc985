import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cause, StatementDifference } from '../../../shared/model/statement.ts';
import { compareStatement, numbersToAsk } from '../../../shared/reconcile/compare-statement.ts';
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
});
