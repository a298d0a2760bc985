import { z } from 'zod';
import {
  type SealContent,
  type SealedView,
  type ShiftView,
  type shiftContract,
  sealContentSchema,
} from '../../../../shared/contract/shift-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { IdempotencyKey } from '../../../../shared/identity/ids.ts';
import { countedCash } from '../../../../shared/ledger/books.ts';
import { counted, floatIn, handedOver } from '../../../../shared/ledger/moves.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { lastPosting, postingsOf } from '../../db/repositories/ledger-repository.ts';
import {
  countShifts,
  findShift,
  insertSeal,
  insertSealVoid,
  insertShift,
  lastSeal,
  listShifts,
  openShiftOf,
  type Shift,
  sealsOf,
} from '../../db/repositories/shift-repository.ts';
import type { EstimateService } from '../settlement/estimate-service.ts';
import { once, sha256 } from '../desk/keyed.ts';
import type { LedgerBook } from './ledger-book.ts';
import { bookHash, clerkName, readSeal, sealHash, toSealedView, toShiftView, undoneOf } from './shift-seal.ts';
import { shiftSheet } from './shift-sheets.ts';

export type CloseShift = z.output<typeof shiftContract.close.request>;
export type Pieces = z.output<typeof shiftContract.view.request>['pieces'];

export interface ShiftDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly book: LedgerBook;
  readonly estimates: EstimateService;
  readonly windowNumber: string;
  readonly usualFloat: Money;
  readonly onChange: () => void;
}

const LISTED = 60;

/** Tills of this desk: opened with a float, closed with a count, sealed. The hospital's shift, never the platform's day (9002). */
export class ShiftService {
  readonly #deps: ShiftDeps;

  constructor(deps: ShiftDeps) {
    this.#deps = deps;
  }

  /** The clerk's open till. Errors: shift.none-open. */
  require(clerkId: string): Shift {
    const shift = openShiftOf(this.#deps.db, clerkId);
    if (shift === undefined) throw new AppError('conflict', 'shift.none-open', 'this clerk has no open shift');
    return shift;
  }

  view(pieces: Pieces, clerkId: string): ShiftView {
    const { db, usualFloat } = this.#deps;
    const shift = openShiftOf(db, clerkId);
    if (shift === undefined) return { open: null, usualFloat };
    const { sheet } = shiftSheet(this.#deps, shift);
    const count = countOf(pieces, sheet.till.expected);
    // What the clerk confirms is the book's side; what still runs at other sides may move while he counts.
    const { pending: _pending, ...confirmed } = sheet;
    return { open: { shift: toShiftView(db, shift), sheet, count, quoteHash: sha256([shift.id, confirmed]) }, usualFloat };
  }

  open(float: Money, key: IdempotencyKey, clerkId: string): void {
    const { db, clock, book, windowNumber, onChange } = this.#deps;
    if (float.isNegative()) throw new AppError('validation', 'ipc.invalid-request', 'a float is not negative');
    once(db, key, { float, clerkId }, clock.now(), () => {
      if (openShiftOf(db, clerkId) !== undefined) throw new AppError('conflict', 'shift.already-open', 'this clerk has an open shift');
      const prefix = `${windowNumber}-${clock.today().replaceAll('-', '')}-`;
      const id = `${prefix}${countShifts(db, prefix) + 1}`;
      insertShift(db, {
        id,
        windowNumber,
        clerkId,
        businessOn: clock.today(),
        openedAt: clock.now(),
        openedAfterId: lastPosting(db)?.id ?? 0,
      });
      if (!float.isZero()) book.write(floatIn(float, id), { encounterId: null, shiftId: id, clerkId });
      insertAudit(db, { at: clock.now(), clerkId, event: 'shift-opened', subjectId: id, facts: { float: float.toString() } });
      return id;
    });
    onChange();
  }

  addFloat(amount: Money, key: IdempotencyKey, clerkId: string): void {
    const { db, clock, book, onChange } = this.#deps;
    if (amount.compare(Money.ZERO) <= 0) throw new AppError('validation', 'ipc.invalid-request', 'a float is above zero');
    once(db, key, { amount, clerkId }, clock.now(), () => {
      const { id } = this.require(clerkId);
      return String(book.write(floatIn(amount, id), { encounterId: null, shiftId: id, clerkId }).id);
    });
    onChange();
  }

  /** Count, long or short, hand-over and seal: one transaction. A repeat gives the same close. */
  close(request: CloseShift, clerkId: string): string {
    const { db, clock, onChange } = this.#deps;
    const shiftId = once(db, request.key, { ...request, clerkId }, clock.now(), () => this.#close(request, clerkId));
    onChange();
    return shiftId;
  }

  #close({ pieces, reason, receiver, quoteHash }: CloseShift, clerkId: string): string {
    const { db, clock, book } = this.#deps;
    const shift = this.require(clerkId);
    const { open } = this.view(pieces, clerkId);
    invariant(open !== null, 'the shift is open');
    if (open.quoteHash !== quoteHash) throw new AppError('conflict', 'shift.quote-stale', 'the book moved since the count');
    const { count, sheet } = open;
    if (!count.difference.isZero() && reason === '')
      throw new AppError('validation', 'shift.reason-missing', 'long or short wants a reason');
    const about = { encounterId: null, shiftId: shift.id, clerkId, facts: { reason, receiver } };
    if (!count.difference.isZero()) book.write(counted(count.difference, shift.id), about);
    const float = Money.min(sheet.till.float, count.counted);
    if (!count.counted.isZero()) book.write(handedOver(count.counted, float, shift.id), about);
    this.#seal(
      shift,
      { sheet, count, reason, receiver, handedOver: count.counted.minus(float), closedBy: clerkName(db, clerkId) },
      clerkId,
    );
    const facts = { difference: count.difference.toString() };
    insertAudit(db, { at: clock.now(), clerkId, event: 'shift-sealed', subjectId: shift.id, facts });
    return shift.id;
  }

  #seal(
    shift: Shift,
    closed: Pick<SealContent, 'sheet' | 'count' | 'reason' | 'receiver' | 'handedOver' | 'closedBy'>,
    clerkId: string,
  ): void {
    const { db, clock } = this.#deps;
    const sealedAt = clock.now();
    const postings = postingsOf(db, { shiftId: shift.id });
    const previousSeal = lastSeal(db)?.hash ?? '';
    const content: SealContent = {
      ...closed,
      shift: toShiftView(db, shift),
      sealedAt,
      book: {
        count: postings.length,
        firstId: postings[0]?.id ?? 0,
        lastId: postings.at(-1)?.id ?? lastPosting(db)?.id ?? 0,
        hash: bookHash(postings),
      },
      previousSeal,
      undone: undoneOf(db, shift.id),
    };
    const contentText = JSON.stringify(z.encode(sealContentSchema, content));
    insertSeal(db, { shiftId: shift.id, contentText, hash: sealHash(contentText, previousSeal), sealedAt, clerkId });
  }

  /** The count and the hand-over are taken back in the open, the seal gets its mark, the till is the same clerk's again. */
  voidClose(shiftId: string, reason: string, key: IdempotencyKey, clerkId: string): void {
    const { db, clock, book, onChange } = this.#deps;
    once(db, key, { shiftId, reason, clerkId }, clock.now(), () => {
      const { shift, seal } = this.#sealed(shiftId);
      if (openShiftOf(db, shift.clerkId) !== undefined) throw new AppError('conflict', 'shift.already-open', 'he has another open shift');
      insertSealVoid(db, { sealId: seal.id, reason, clerkId, at: clock.now() });
      const all = postingsOf(db, { shiftId });
      const reversed = new Set(all.flatMap(({ reversesId }) => reversesId ?? []));
      const closing = all.filter(
        ({ id, kind, reversesId }) => (kind === 'counted' || kind === 'handed-over') && reversesId === null && !reversed.has(id),
      );
      for (const posting of closing.toReversed()) book.reverse(posting, { shiftId, clerkId, facts: { reason } });
      insertAudit(db, { at: clock.now(), clerkId, event: 'shift-close-undone', subjectId: shiftId, facts: { seal: seal.hash } });
      return shiftId;
    });
    onChange();
  }

  #sealed(shiftId: string) {
    const { db } = this.#deps;
    const shift = findShift(db, shiftId);
    if (shift === undefined) throw new AppError('not-found', 'shift.not-found', 'no such shift');
    const seal = sealsOf(db, shiftId).findLast(({ voidedAt }) => voidedAt === null);
    if (seal === undefined) throw new AppError('conflict', 'shift.not-open', 'this shift is not sealed');
    return { shift, seal };
  }

  list(): z.output<typeof shiftContract.list.response>['shifts'] {
    const { db } = this.#deps;
    return listShifts(db, LISTED).map((shift) => {
      const seals = sealsOf(db, shift.id);
      const holds = seals.findLast(({ voidedAt }) => voidedAt === null);
      const difference = holds === undefined ? null : readSeal(holds).count.difference;
      const undone = seals.filter(({ voidedAt }) => voidedAt !== null).length;
      return { ...toShiftView(db, shift), sealedAt: holds?.sealedAt ?? null, undone, difference };
    });
  }

  sealed(shiftId: string): SealedView[] {
    const { db } = this.#deps;
    const shift = findShift(db, shiftId);
    if (shift === undefined) throw new AppError('not-found', 'shift.not-found', 'no such shift');
    return sealsOf(db, shiftId)
      .map((seal) => toSealedView(db, seal, shift))
      .reverse();
  }
}

function countOf(pieces: Pieces, expected: Money): SealContent['count'] {
  const money = countedCash(pieces);
  return { pieces, counted: money, difference: money.minus(expected) };
}
