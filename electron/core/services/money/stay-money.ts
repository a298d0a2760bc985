import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { broughtBy, moneyBack, moneyIn, settled } from '../../../../shared/ledger/moves.ts';
import type { Posting } from '../../../../shared/model/ledger.ts';
import type { Split } from '../../../../shared/model/settlement.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb, WritableDb } from '../../db/database.ts';
import { actsOf, creditOrderOf } from '../../db/repositories/act-repository.ts';
import { insertShiftStay, openShiftOf, shiftOfStay } from '../../db/repositories/shift-repository.ts';
import { balanceOf, postingsOf } from '../../db/repositories/ledger-repository.ts';
import type { About, LedgerBook } from './ledger-book.ts';

/** What a stay's accounts say of the patient. */
export interface StayBalance {
  readonly held: Money;
  /** Of his share, > 0 while he owes it, < 0 when more was paid than is owed now. */
  readonly owed: Money;
  /** What the bank was told to draw and has not answered. */
  readonly awaitingDraw: Money;
  /** owed − awaitingDraw, never below zero. */
  readonly due: Money;
  /** Given back in the books, not yet in his hands. */
  readonly refundDue: Money;
}

export function stayBalance(db: ReadableDb, encounterId: EncounterId): StayBalance {
  const owed = balanceOf(db, 'receivable', encounterId);
  const draws = actsOf(db, encounterId).filter(({ kind, state }) => kind === 'credit-draw' && (state === 'waiting' || state === 'unknown'));
  const awaitingDraw = Money.sum(draws.map(({ id }) => creditOrderOf(db, id)));
  return {
    held: balanceOf(db, 'deposit', encounterId).negated(),
    owed,
    awaitingDraw,
    due: Money.max(Money.ZERO, owed.minus(awaitingDraw)),
    refundDue: balanceOf(db, 'refund-due', encounterId).negated(),
  };
}

/** What of the collected money is his again: he paid more than he owes now. */
export const owedBack = (owed: Money): Money => Money.max(Money.ZERO, owed.negated());

/** What the program itself writes about a stay when another side has answered. Always inside the transaction of that answer. */
export class StayMoney {
  readonly #deps: { readonly db: WritableDb; readonly clock: Clock; readonly book: LedgerBook };

  constructor(deps: { readonly db: WritableDb; readonly clock: Clock; readonly book: LedgerBook }) {
    this.#deps = deps;
  }

  /** A clerk deals with the stay: what comes later by itself belongs to his shift. */
  dealtWith(encounterId: EncounterId, clerkId: string): void {
    const { db, clock } = this.#deps;
    const shift = openShiftOf(db, clerkId);
    if (shift !== undefined) insertShiftStay(db, encounterId, shift.id, clock.now());
  }

  /** The centre settled: his share becomes a debt, and with it what of the bill was never the insurance's (`beside`); the deposit pays of it what the bank is not told to. */
  onSettled(encounterId: EncounterId, split: Split, beside = Money.ZERO): void {
    if (!split.total.isZero()) this.#deps.book.write(settled(split, encounterId, beside), this.#byItself(encounterId));
  }

  /** The settlement was taken back: so is its posting, and what the deposit paid goes back to it. Other tenders go back the way they came, by a person. */
  onRecalled(encounterId: EncounterId): void {
    const { db, book } = this.#deps;
    const about = this.#byItself(encounterId);
    const postings = postingsOf(db, { encounterId });
    const reversed = new Set(postings.map(({ reversesId }) => reversesId));
    const open = postings.findLast(({ id, kind, reversesId }) => kind === 'settled' && reversesId === null && !reversed.has(id));
    if (open !== undefined) book.reverse(open, about);
    // What the hospital bore of that share, it bears no more; else it would be paid out as if he had paid it.
    for (const relief of postings.filter(({ id, kind, reversesId }) => kind === 'relieved' && reversesId === null && !reversed.has(id)))
      book.reverse(relief, about);
    // What the deposit paid of an interim settlement that stands, it has paid.
    const since = open?.id ?? 0;
    for (const source of postings.filter(({ id, kind, means }) => id > since && kind === 'collected' && means === 'deposit')) {
      const returned = book.returnedOf(source);
      const left = broughtBy(source).amount.minus(returned.amount);
      if (left.isZero()) continue;
      book.write(moneyBack(source, returned, left, 'same', { stayId: encounterId, shiftId: about.shiftId }), {
        ...about,
        returnsId: source.id,
      });
    }
  }

  /** The bank paid. */
  onDrawn(encounterId: EncounterId, amount: Money, bankNumber: string): void {
    this.#in('credit', encounterId, amount, { reference: bankNumber });
  }

  /** The bank took its payment back: it goes back to the credit, never into the drawer. */
  onDrawReversed(encounterId: EncounterId, amount: Money, bankNumber: string): void {
    const { db, book } = this.#deps;
    const about = this.#byItself(encounterId);
    const source = postingsOf(db, { encounterId }).find(
      (posting) => posting.kind === 'collected' && posting.means === 'credit' && book.returnedOf(posting).amount.isZero(),
    );
    if (source === undefined) return; // found out after its settlement was gone: it never paid anything here
    invariant(broughtBy(source).amount.equals(amount), 'what goes back was drawn, all of it');
    const back = moneyBack(source, book.returnedOf(source), amount, 'same', { stayId: encounterId, shiftId: about.shiftId });
    book.write(back, { ...about, returnsId: source.id, facts: { reference: bankNumber } });
  }

  /** 冲预交: what is held pays what is due. After the settlement, and again when the bank refused to pay. */
  applyDeposit(encounterId: EncounterId): void {
    const { held, due } = stayBalance(this.#deps.db, encounterId);
    const amount = Money.min(held, due);
    if (amount.compare(Money.ZERO) > 0) this.#in('deposit', encounterId, amount, {});
  }

  #in(means: 'credit' | 'deposit', encounterId: EncounterId, amount: Money, facts: Readonly<Record<string, string>>): Posting {
    const about = this.#byItself(encounterId);
    return this.#deps.book.write(moneyIn('collected', means, amount, { stayId: encounterId, shiftId: about.shiftId }), { ...about, facts });
  }

  /** In the shift that dealt with the stay while it is open; else nobody's till, and on the page after that shift's close. */
  #byItself(encounterId: EncounterId): About {
    const { db } = this.#deps;
    const shift = shiftOfStay(db, encounterId);
    const open = shift !== undefined && openShiftOf(db, shift.clerkId)?.id === shift.id;
    return { encounterId, shiftId: open ? shift.id : null, clerkId: null };
  }
}
