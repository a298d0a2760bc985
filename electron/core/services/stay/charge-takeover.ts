import type { ChargeItem } from '../../../../shared/model/stay.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { WritableDb } from '../../db/database.ts';
import { chargesOf, insertCharge } from '../../db/repositories/charge-repository.ts';
import {
  insertChargeMove,
  moveFrom,
  occurredAtOf,
  ownLineNumber,
  presentOrderOf,
  receivedAtOf,
} from '../../db/repositories/order-link-repository.ts';

/** Why lines of a visit went: they became part of the stay that followed it. */
export const PRIOR_CARE = 'prior-care';

export interface Takeover {
  readonly from: string;
  readonly to: string;
  /** Only these lines with what takes them back; left out: all. */
  readonly only?: ReadonlySet<string>;
  readonly reason: string;
  readonly clerkId: string | null;
  readonly at: Instant;
  /** The day on which a line counts in 在院病人医药费动态: that of its arrival, or today, when it becomes a stay's only now. */
  readonly counts: 'as-it-came' | 'now';
  /** A stay's care begins with it: a line of before is written from then on; where it came from it keeps its own time. */
  readonly notBefore?: Instant;
}

/**
 * Lines go on under another number: a copy there, and here a take-back, for nothing that was written is ever changed. Runs inside a transaction.
 * What was wholly taken back stays where it is. Returns how many lines went.
 */
export function takeOver(db: WritableDb, takeover: Takeover): number {
  const lines = chargesOf(db, takeover.from);
  const families = Map.groupBy(lines, ({ lineNumber, originalLineNumber }) => originalLineNumber ?? lineNumber);
  let moved = 0;
  for (const [original, family] of families) {
    if (takeover.only?.has(original) === false || (netAmount(family).isZero() && netQuantity(family) === 0n)) continue;
    moveFamily(db, takeover, original, family);
    moved += family.length;
  }
  return moved;
}

function moveFamily(
  db: WritableDb,
  { from, to, reason, clerkId, at, counts, notBefore }: Takeover,
  original: string,
  family: readonly ChargeItem[],
): void {
  const [first, ...backs] = [...family].sort((a, b) => Number(a.originalLineNumber !== null) - Number(b.originalLineNumber !== null));
  if (first === undefined) return;
  const received = (line: string) => (counts === 'now' ? at : receivedAtOf(db, from, line));
  const copy = (item: ChargeItem, originalLineNumber: string | null): string => {
    const lineNumber = ownLineNumber(db, to);
    const occurredAt = notBefore !== undefined && item.occurredAt < notBefore ? notBefore : item.occurredAt;
    insertCharge(db, to, { ...item, occurredAt, lineNumber, originalLineNumber }, received(item.lineNumber));
    insertChargeMove(db, { fromOrder: from, fromLine: item.lineNumber, toOrder: to, toLine: lineNumber, reason, clerkId, at });
    return lineNumber;
  };
  const there = copy(first, null);
  for (const back of backs) copy(back, there);
  const amount = netAmount(family);
  const quantity = -netQuantity(family);
  const contra: ChargeItem = {
    ...first,
    lineNumber: ownLineNumber(db, from),
    originalLineNumber: original,
    amount: amount.negated(),
    // A part that was taken back at another price leaves money without a quantity: one piece of it.
    ...(quantity === 0n ? { quantity: '-1.0000', unitPrice: `${amount}0000` } : { quantity: quantityText(quantity) }),
  };
  insertCharge(db, from, contra, received(original));
}

/**
 * A line that the hospital still sends under a number whose stay goes on under another: saved there, and a take-back finds its original where
 * that went. undefined: the number is its stay's own.
 */
export function redirected(db: WritableDb, orderNumber: string, item: ChargeItem): { orderNumber: string; item: ChargeItem } | undefined {
  const present = presentOrderOf(db, orderNumber);
  if (present === orderNumber) return takenBackElsewhere(db, orderNumber, item);
  const original = item.originalLineNumber === null ? undefined : moveFrom(db, orderNumber, item.originalLineNumber);
  const lineNumber = ownLineNumber(db, present);
  const moved = { ...item, lineNumber, originalLineNumber: original?.toLine ?? item.originalLineNumber };
  return { orderNumber: present, item: moved };
}

/** What the hospital takes back of a visit that became part of a stay is taken back there. */
function takenBackElsewhere(db: WritableDb, orderNumber: string, item: ChargeItem): { orderNumber: string; item: ChargeItem } | undefined {
  const follow = (order: string, line: string): ReturnType<typeof moveFrom> => {
    const move = moveFrom(db, order, line);
    return move === undefined ? undefined : (follow(move.toOrder, move.toLine) ?? move);
  };
  const { originalLineNumber } = item;
  if (originalLineNumber === null || moveFrom(db, orderNumber, originalLineNumber)?.reason !== PRIOR_CARE) return undefined;
  const last = follow(orderNumber, originalLineNumber);
  if (last === undefined) return undefined;
  const { toOrder, toLine } = last;
  // As the line itself, it lies in the stay's time.
  const begun = occurredAtOf(db, toOrder, toLine);
  const occurredAt = item.occurredAt < begun ? begun : item.occurredAt;
  return { orderNumber: toOrder, item: { ...item, occurredAt, lineNumber: ownLineNumber(db, toOrder), originalLineNumber: toLine } };
}

const netAmount = (family: readonly ChargeItem[]): Money => Money.sum(family.map(({ amount }) => amount));

/** Ten-thousandths, exact. */
const netQuantity = (family: readonly ChargeItem[]): bigint =>
  family.reduce((sum, { quantity }) => sum + BigInt(quantity.replace('.', '')), 0n);

function quantityText(tenThousandths: bigint): string {
  const digits = String(tenThousandths < 0n ? -tenThousandths : tenThousandths).padStart(5, '0');
  return `${tenThousandths < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
