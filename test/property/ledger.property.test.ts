import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cashRounding } from '../../shared/ledger/books.ts';
import { checkPosting } from '../../shared/ledger/check-posting.ts';
import { MEANS_TABLE, MOVES, type Move, routeBack } from '../../shared/ledger/means-table.ts';
import { broughtBy, moneyBack, moneyIn } from '../../shared/ledger/moves.ts';
import { type Account, MEANS, type Posting, type PostingLine } from '../../shared/model/ledger.ts';
import { Money } from '../../shared/money/money.ts';
import { playHistory, steps } from '../histories/play.ts';

const WHOSE = { stayId: 'stay', shiftId: 'shift' };
const ZERO = Money.ZERO;
/** Every pair of a move and a means, as the one table has them. */
const CELLS = (Object.keys(MOVES) as Move[]).flatMap((move) =>
  MEANS.map((means) => ({ move, means, allowed: (MOVES[move].means as readonly string[]).includes(means) })),
);
const fen = fc.integer({ min: 1, max: 100_000_000 });

/** Accounts in which any amount may move. */
const rich = (account: Account): Money => Money.fromFen(account === 'deposit' || account === 'refund-due' ? -1e12 : 1e12);

describe('books', () => {
  it('never overdraw, and entries, balances, notebook and sheets say the same; what is undone comes back exactly', {
    timeout: 30_000,
  }, () => {
    fc.assert(
      fc.property(steps, (history) => {
        expect(playHistory(history)).toBeUndefined();
      }),
      { numRuns: 1_500, seed: 20_230_613 },
    );
  });
});

describe('the table of means and moves', () => {
  it.each(CELLS.filter(({ allowed }) => !allowed))('$move by $means is refused', ({ move, means }) => {
    expect(() => moneyIn(move, means, Money.parse('1.00'), WHOSE)).toThrow(expect.objectContaining({ code: 'payment.means-not-allowed' }));
  });

  it.each(CELLS.filter(({ allowed }) => allowed))(
    '$move by $means: given back in any parts, by either way, it is exactly what was taken',
    ({ move, means }) => {
      fc.assert(
        fc.property(fen, fc.array(fen, { maxLength: 4 }), fc.nat(800), (whole, cuts, daysAgo) => {
          const amount = Money.fromFen(whole);
          const rounding = means === 'cash' ? cashRounding(amount, 'jiao') : ZERO;
          const taken = moneyIn(move, means, amount, WHOSE, rounding);
          checkPosting(taken, rich);
          const source = { ...taken, id: 1, reversesId: null } as unknown as Posting;
          const route = routeBack(means, daysAgo, { wechat: 365, alipay: 365, 'bank-card': 180 });
          let returned = { amount: ZERO, rounding: ZERO };
          const lines: PostingLine[] = [...taken.lines];
          for (const part of [...cuts.map((cut) => (cut % whole) - (rounding.isZero() ? 0 : (cut % whole) % 10)), whole].sort(
            (a, b) => a - b,
          )) {
            const piece = Money.fromFen(part).minus(returned.amount);
            if (piece.isZero()) continue;
            const back = moneyBack(source, returned, piece, route, WHOSE);
            checkPosting(back, rich);
            lines.push(...back.lines);
            returned = {
              amount: returned.amount.plus(piece),
              rounding: returned.rounding.minus(
                Money.sum(back.lines.filter(({ account }) => account === 'rounding').map((line) => line.amount)),
              ),
            };
          }
          expect(returned).toEqual(broughtBy(source));
          const left = (account: Account) => Money.sum(lines.filter((line) => line.account === account).map((line) => line.amount));
          expect(left(MOVES[move].against)).toEqual(ZERO);
          expect(left('rounding')).toEqual(ZERO);
          // Either nothing is left at the means, or all of it waits at finance to be paid.
          const owed = route === 'same' ? ZERO : amount.minus(rounding).negated();
          expect(left('refund-due')).toEqual(owed);
          expect(left(MEANS_TABLE[means].account)).toEqual(owed.negated());
        }),
        { numRuns: 200 },
      );
    },
  );

  it('refuses a part in fen of what was rounded', () => {
    const taken = moneyIn('collected', 'cash', Money.parse('12.34'), WHOSE, Money.parse('0.04'));
    const source = { ...taken, id: 1, reversesId: null } as unknown as Posting;
    const nothing = { amount: ZERO, rounding: ZERO };
    expect(() => moneyBack(source, nothing, Money.parse('12.33'), 'same', WHOSE)).toThrow(
      expect.objectContaining({ code: 'payment.not-in-cash' }),
    );
  });

  it('rounds cash to ten fen, five up, and never by more than five fen', () => {
    fc.assert(
      fc.property(fen, (due) => {
        const rounding = cashRounding(Money.fromFen(due), 'jiao').toFen();
        expect((due - rounding) % 10).toBe(0);
        expect(rounding).toBeGreaterThanOrEqual(-5);
        expect(rounding).toBeLessThan(5);
        expect(cashRounding(Money.fromFen(due), 'none')).toEqual(ZERO);
      }),
    );
  });
});
