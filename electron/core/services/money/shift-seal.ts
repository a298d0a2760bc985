import { SETTLEMENT_COLUMN_NAMES } from '../../../../shared/model/ledger.ts';
import { z } from 'zod';
import { type SealContent, type SealedView, sealContentSchema } from '../../../../shared/contract/shift-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import type { Posting } from '../../../../shared/model/ledger.ts';
import type { ReadableDb } from '../../db/database.ts';
import { findClerk } from '../../db/repositories/clerk-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { postingsOf } from '../../db/repositories/ledger-repository.ts';
import { findPatient } from '../../db/repositories/patient-repository.ts';
import { allSeals, type Seal, type Shift, sealsOf, staysOfShift } from '../../db/repositories/shift-repository.ts';
import { sha256 } from '../desk/keyed.ts';
import { hashOf } from './ledger-book.ts';
import { amountOf } from './shift-sheets.ts';

/** The seal stands for its text and for the seal before it. */
export const sealHash = (contentText: string, previousSeal: string): string => sha256([previousSeal, contentText]);

/** One hash for the postings of a shift, in their order. */
export const bookHash = (postings: readonly Pick<Posting, 'hash'>[]): string => sha256(postings.map(({ hash }) => hash));

export const readSeal = ({ contentText }: Seal): SealContent => z.decode(sealContentSchema, withEveryColumn(JSON.parse(contentText)));

/** A page that was sealed before a column of today was known has nothing in it. */
function withEveryColumn(page: { sheet: { settlements: { columns: Record<string, string> } } }): never {
  const none = Object.fromEntries(SETTLEMENT_COLUMN_NAMES.map((column) => [column, '0.00']));
  const { sheet } = page;
  const { settlements } = sheet;
  return { ...page, sheet: { ...sheet, settlements: { ...settlements, columns: { ...none, ...settlements.columns } } } } as never;
}

export const clerkName = (db: ReadableDb, clerkId: string): string => findClerk(db, clerkId)?.name ?? clerkId;

export const toShiftView = (db: ReadableDb, shift: Shift): SealContent['shift'] => ({
  shiftId: shift.id,
  windowNumber: shift.windowNumber,
  clerkName: clerkName(db, shift.clerkId),
  businessOn: shift.businessOn,
  openedAt: shift.openedAt,
});

/**
 * Whether everything that was sealed is still as it was: the chain of seals, the postings of the shift with all that stand between them,
 * the shift's own row, the mark of an undone close.
 */
export function isIntact(db: ReadableDb, seal: Seal, shift: Shift): boolean {
  return chainHolds(db, seal) && rowHolds(db, seal, shift) && bookHolds(db, seal, shift);
}

function chainHolds(db: ReadableDb, seal: Seal): boolean {
  let previous = '';
  for (const each of allSeals(db)) {
    if (sealHash(each.contentText, previous) !== each.hash) return false;
    if (each.id === seal.id) return true;
    previous = each.hash;
  }
  return false;
}

function rowHolds(db: ReadableDb, seal: Seal, shift: Shift): boolean {
  const content = readSeal(seal);
  const said = JSON.stringify([content.shift, content.sealedAt, content.closedBy]);
  return said === JSON.stringify([toShiftView(db, shift), seal.sealedAt, clerkName(db, seal.clerkId)]);
}

/** Every posting between the first and the last one hashes to what it says, and those of the shift are the sealed ones. */
function bookHolds(db: ReadableDb, seal: Seal, shift: Shift): boolean {
  const { book } = readSeal(seal);
  if (book.count === 0) return true;
  const range = postingsOf(db, { afterId: book.firstId - 2, upToId: book.lastId });
  let previous = book.firstId === 1 ? '' : undefined;
  let expected = book.firstId - (previous === undefined ? 1 : 0);
  for (const posting of range) {
    if (posting.id !== expected) return false;
    if (previous !== undefined && hashOf(posting, previous) !== posting.hash) return false;
    previous = posting.hash;
    expected += 1;
  }
  const mine = range.filter(({ id, shiftId }) => shiftId === shift.id && id >= book.firstId);
  return expected === book.lastId + 1 && mine.length === book.count && bookHash(mine) === book.hash;
}

/** What came by itself after the close, for stays of the shift: on a page of its own, the sealed one stays. */
export function laterOf(db: ReadableDb, seal: Seal, shiftId: string): SealedView['later'] {
  return staysOfShift(db, shiftId)
    .flatMap((encounterId) => postingsOf(db, { encounterId, afterId: readSeal(seal).book.lastId }))
    .filter((posting) => posting.shiftId === null)
    .sort((a, b) => a.id - b.id)
    .map((posting) => ({
      postingId: posting.id,
      at: posting.at,
      kind: posting.kind,
      means: posting.means,
      amount: amountOf(posting),
      ...whose(db, posting.encounterId),
    }));
}

function whose(db: ReadableDb, encounterId: EncounterId | null): { stayNumber: string | null; patientName: string | null } {
  const encounter = encounterId === null ? undefined : findEncounter(db, encounterId);
  if (encounter === undefined) return { stayNumber: null, patientName: null };
  return { stayNumber: encounter.stayNumber, patientName: maskName(findPatient(db, encounter.patientId)?.name ?? '') };
}

export function toSealedView(db: ReadableDb, seal: Seal, shift: Shift): SealedView {
  const { voidedAt, voidReason, voidedBy } = seal;
  return {
    content: readSeal(seal),
    hash: seal.hash,
    intact: isIntact(db, seal, shift),
    undone: voidedAt === null ? null : { at: voidedAt, by: clerkName(db, voidedBy ?? ''), reason: voidReason ?? '' },
    later: voidedAt === null ? laterOf(db, seal, shift.id) : [],
  };
}

/** Closes of a shift that were undone. */
export const undoneOf = (db: ReadableDb, shiftId: string): SealContent['undone'] =>
  sealsOf(db, shiftId).flatMap(({ hash, voidedAt, voidedBy, voidReason }) =>
    voidedAt === null ? [] : [{ hash, at: voidedAt, by: clerkName(db, voidedBy ?? ''), reason: voidReason ?? '' }],
  );
