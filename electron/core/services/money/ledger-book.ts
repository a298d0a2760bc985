import { checkPosting } from '../../../../shared/ledger/check-posting.ts';
import { movedOn } from '../../../../shared/ledger/books.ts';
import { MOVES, type Move } from '../../../../shared/ledger/means-table.ts';
import { reversalOf, type Returned } from '../../../../shared/ledger/moves.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { Account, Posting, PostingDraft } from '../../../../shared/model/ledger.ts';
import type { Money } from '../../../../shared/money/money.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { balanceOf, countReceipts, insertPosting, lastPosting, postingsOf } from '../../db/repositories/ledger-repository.ts';
import { findShift } from '../../db/repositories/shift-repository.ts';
import { sha256 } from '../desk/keyed.ts';

/** Who and what a posting is about, beside its amounts. */
export interface About {
  readonly encounterId: EncounterId | null;
  readonly shiftId: string | null;
  readonly clerkId: string | null;
  readonly returnsId?: number;
  readonly reversesId?: number;
  /** Takes the next number of the series of receipts. */
  readonly receipt?: boolean;
  readonly facts?: Readonly<Record<string, string>>;
}

export interface BookDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly windowNumber: string;
  /** Told of every posting, in its transaction. */
  readonly onPosting?: (posting: Posting) => void;
}

/** The hash of a posting over all that is written of it and the hash before it. */
export const hashOf = (posting: Omit<Posting, 'hash'>, previousHash: string): string =>
  sha256([
    previousHash,
    posting.id,
    posting.kind,
    posting.means,
    posting.encounterId,
    posting.shiftId,
    posting.clerkId,
    posting.at,
    posting.businessOn,
    posting.receiptNumber,
    posting.reversesId,
    posting.returnsId,
    posting.facts,
    posting.lines.map(({ account, subject, amount }) => [account, subject, amount]),
  ]);

/** The one place where money is written down. Always inside the transaction of the act that moves it. */
export class LedgerBook {
  readonly #deps: BookDeps;

  constructor(deps: BookDeps) {
    this.#deps = deps;
  }

  /** Errors: those of checkPosting. */
  write(draft: PostingDraft, about: About): Posting {
    const { db, clock } = this.#deps;
    invariant(db.inTransaction, 'money is written in the transaction of its act');
    checkPosting(draft, this.balance);
    const last = lastPosting(db);
    const shift = about.shiftId === null ? undefined : findShift(db, about.shiftId);
    const posting = {
      id: (last?.id ?? 0) + 1,
      ...draft,
      encounterId: about.encounterId,
      shiftId: about.shiftId,
      clerkId: about.clerkId,
      at: clock.now(),
      businessOn: shift?.businessOn ?? clock.today(),
      receiptNumber: about.receipt === true ? this.nextReceipt() : null,
      reversesId: about.reversesId ?? null,
      returnsId: about.returnsId ?? null,
      facts: about.facts ?? {},
    };
    const written: Posting = { ...posting, hash: hashOf(posting, last?.hash ?? '') };
    insertPosting(db, written);
    this.#deps.onPosting?.(written);
    return written;
  }

  /** Takes a posting back as if it had not been. Errors: those of checkPosting. */
  reverse(posting: Posting, about: Pick<About, 'shiftId' | 'clerkId' | 'facts'>): Posting {
    const returns = posting.returnsId === null ? {} : { returnsId: posting.returnsId };
    return this.write(reversalOf(posting), { ...about, ...returns, encounterId: posting.encounterId, reversesId: posting.id });
  }

  readonly balance = (account: Account, subject: string): Money => balanceOf(this.#deps.db, account, subject);

  /** "Y03000001": the window's own series of receipts, without gaps. */
  nextReceipt(): string {
    const { db, windowNumber } = this.#deps;
    const series = `Y${windowNumber}`;
    return `${series}${String(countReceipts(db, series) + 1).padStart(6, '0')}`;
  }

  /** What of a receiving posting was given back. */
  returnedOf(source: Posting): Returned {
    const backs = postingsOf(this.#deps.db, { returnsId: source.id });
    const { against } = MOVES[source.kind as Move];
    return { amount: movedOn(backs, against), rounding: movedOn(backs, 'rounding').negated() };
  }
}
