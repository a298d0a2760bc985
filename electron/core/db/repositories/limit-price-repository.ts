import { Money } from '../../../../shared/money/money.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { downloadOf } from './download-repository.ts';

/** What the list of limit prices is called among the downloads. */
export const LIMIT_PRICES = 'limit-prices';

export interface SavedLimit {
  readonly itemCode: string;
  readonly kind: string;
  readonly unitPrice: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  readonly valid: boolean;
  readonly changedAt: string;
}

/** Adds what is new and changes what changed; nothing goes: a line of an old bill is still looked up. */
export function saveLimitPrices(db: WritableDb, limits: readonly SavedLimit[], asOf: Instant): void {
  const insert = db.prepare(`INSERT OR REPLACE INTO limit_price (item_code, kind, from_on, to_on, unit_price, valid, changed_text, as_of)
    VALUES (@itemCode, @kind, @from, @to, @unitPrice, @valid, @changedAt, @asOf)`);
  for (const { valid, ...limit } of limits) insert.run({ ...limit, valid: valid ? 1 : 0, asOf });
}

export const countLimits = (db: ReadableDb): number => db.prepare('SELECT count(*) FROM limit_price').pluck().get() as number;

/** An order's charged lines against the insurance's limit prices (1318), as they were fetched last. Lines that take others back are not counted. */
export interface LimitCheck {
  /** Lines of items that have a limit on the day of the line. */
  readonly limited: number;
  /** Of those: dearer for one unit than the insurance counts. */
  readonly over: number;
  /** What they cost above it together: the patient's, whatever his insurance. */
  readonly excess: Money;
  /** The hospital's mapping has another limit than the insurance, or none, so our estimate counts another share. */
  readonly otherLimit: number;
  /** One of those, by name; null: none. */
  readonly item: string | null;
  readonly fetchedAt: Instant;
}

/** The lowest one in force on the day of the line, by the hospital's clock, where there are several kinds. */
const LIMIT = `(SELECT l.unit_price FROM limit_price AS l WHERE l.item_code = c.item_code AND l.valid = 1
  AND date(c.occurred_at, '+8 hours') >= l.from_on AND (l.to_on IS NULL OR date(c.occurred_at, '+8 hours') <= l.to_on)
  ORDER BY CAST(l.unit_price AS REAL) LIMIT 1)`;

interface Row {
  readonly line: string;
  readonly name: string;
  readonly unitPrice: string;
  readonly quantity: string;
  readonly amountFen: number;
  readonly mapped: 0 | 1;
  readonly mappedLimit: string | null;
  readonly limit: string | null;
}

/** null: limits were never fetched whole. */
export function checkLimits(db: ReadableDb, orderNumber: string): LimitCheck | null {
  const fetched = downloadOf(db, LIMIT_PRICES);
  if (fetched === undefined) return null;
  const rows = limitRows(db, orderNumber);
  const limited = rows.flatMap((row) => (row.limit === null ? [] : [{ ...row, limit: row.limit }]));
  const over = limited.filter(isOver);
  const other = rows.filter(hasOtherLimit);
  const excess = over.map(({ amountFen, limit, quantity }) => Money.fromFen(amountFen).minus(Money.ofLine(limit, quantity, 'half-up')));
  return {
    limited: limited.length,
    over: over.length,
    excess: Money.sum(excess.map((amount) => Money.max(amount, Money.ZERO))),
    otherLimit: other.length,
    item: (over[0] ?? other[0])?.name ?? null,
    fetchedAt: fetched.fetchedAt,
  };
}

interface LimitFinding {
  readonly line: string;
  readonly finding: 'over-limit' | 'other-limit';
  /** Six decimals; "" where there is none. */
  readonly limit: string;
  readonly price: string;
}

/** Lines that are dearer than the insurance counts, or whose limit the hospital's mapping has otherwise. Empty while limits were never fetched whole. */
export function limitFindings(db: ReadableDb, orderNumber: string): readonly LimitFinding[] {
  if (downloadOf(db, LIMIT_PRICES) === undefined) return [];
  return limitRows(db, orderNumber).flatMap((row): LimitFinding[] => {
    const { line, limit, unitPrice: price } = row;
    if (limit !== null && isOver({ unitPrice: price, limit })) return [{ line, finding: 'over-limit', limit, price }];
    return hasOtherLimit(row) ? [{ line, finding: 'other-limit', limit: limit ?? '', price: row.mappedLimit ?? '' }] : [];
  });
}

const isOver = ({ unitPrice, limit }: { readonly unitPrice: string; readonly limit: string }): boolean =>
  millionths(unitPrice) > millionths(limit);

const limitRows = (db: ReadableDb, orderNumber: string): readonly Row[] =>
  db
    .prepare(`SELECT c.line_number AS line, c.name, c.unit_price AS unitPrice, c.quantity, c.amount_fen AS amountFen, k.item_code IS NOT NULL AS mapped,
        k.price_cap AS mappedLimit, ${LIMIT} AS "limit"
      FROM charge_item AS c LEFT JOIN catalogue_item AS k ON k.item_code = c.item_code
      WHERE c.order_number = ? AND c.original_line_number IS NULL ORDER BY c.occurred_at, c.line_number`)
    .all(orderNumber) as Row[];

/** Unit prices have six decimals: without the point they are whole numbers. */
const millionths = (unitPrice: string): bigint => BigInt(unitPrice.replace('.', ''));

function hasOtherLimit({ mapped, mappedLimit, limit }: Row): boolean {
  if (mapped === 0) return false;
  if (mappedLimit === null || limit === null) return mappedLimit !== limit;
  return millionths(mappedLimit) !== millionths(limit);
}
