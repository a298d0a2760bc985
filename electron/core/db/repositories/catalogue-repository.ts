import type { ItemGrade } from '../../../../shared/model/settlement-case.ts';
import type { CatalogueItem } from '../../../../shared/model/stay.ts';
import { Rate } from '../../../../shared/money/rate.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

export function saveCatalogueItem(db: WritableDb, item: CatalogueItem, receivedAt: Instant): void {
  db.prepare(
    `INSERT OR REPLACE INTO catalogue_item (item_code, name, class, first_share, price_cap, fee, tariff, limits_text, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    item.itemCode,
    item.name,
    item.grade.class,
    item.grade.firstShare.toString(),
    item.grade.priceCap,
    item.fee,
    item.tariff,
    item.limits === null ? null : JSON.stringify(item.limits),
    receivedAt,
  );
}

/** How each item of an order's lines is counted; an item that is not in the mapping is missing here. */
export function gradesOf(db: ReadableDb, orderNumber: string): ReadonlyMap<string, ItemGrade> {
  const rows = db
    .prepare(`SELECT DISTINCT k.item_code AS code, k.class, k.first_share AS firstShare, k.price_cap AS priceCap
      FROM charge_item AS c JOIN catalogue_item AS k ON k.item_code = c.item_code WHERE c.order_number = ?`)
    .all(orderNumber) as { code: string; class: ItemGrade['class']; firstShare: string; priceCap: string | null }[];
  return new Map(
    rows.map(({ code, class: itemClass, firstShare, priceCap }) => [
      code,
      { class: itemClass, firstShare: Rate.parse(firstShare), priceCap },
    ]),
  );
}

/** What kind of fee the items of an order's lines are, and their tariff, where the hospital said so. */
export function feesOf(db: ReadableDb, orderNumber: string): ReadonlyMap<string, Pick<CatalogueItem, 'fee' | 'tariff'>> {
  const rows = db
    .prepare(`SELECT DISTINCT k.item_code AS code, k.fee, k.tariff FROM charge_item AS c JOIN catalogue_item AS k ON k.item_code = c.item_code
      WHERE c.order_number = ?`)
    .all(orderNumber) as { code: string; fee: CatalogueItem['fee']; tariff: string | null }[];
  return new Map(rows.map(({ code, ...fee }) => [code, fee]));
}

/** An order's charged lines against the insurance's own catalogue (1312), as it was fetched last. Lines that take others back are not counted. */
export interface CatalogueCheck {
  readonly lines: number;
  /** Not in it. */
  readonly unknown: number;
  /** Not in force on the day of the line. */
  readonly ended: number;
  /** 甲, 乙 or 丙 there, and another one in the hospital's mapping. */
  readonly otherGrade: number;
  /** One of those, by name; null: none. */
  readonly item: string | null;
  readonly fetchedAt: Instant;
}

/** The platform writes 01 or 1 for 甲, and so on. */
const CLASS_THERE = `CASE ltrim(i.grade, '0') WHEN '1' THEN 'A' WHEN '2' THEN 'B' WHEN '3' THEN 'C' END`;
const ENDED = `(i.valid = 0 OR date(c.occurred_at, '+8 hours') < i.from_on OR date(c.occurred_at, '+8 hours') > i.to_on)`;

/** How a line stands against the catalogue. */
export interface CatalogueRow {
  readonly line: string;
  readonly name: string;
  readonly found: 'unknown' | 'ended' | 'other-grade' | 'fine';
}

/** null: the catalogue was never fetched whole. */
export function checkCatalogue(db: ReadableDb, orderNumber: string): CatalogueCheck | null {
  const there = catalogueRows(db, orderNumber);
  if (there === null) return null;
  const { rows, fetchedAt } = there;
  const count = (wanted: CatalogueRow['found']): number => rows.filter(({ found }) => found === wanted).length;
  return {
    lines: rows.length,
    unknown: count('unknown'),
    ended: count('ended'),
    otherGrade: count('other-grade'),
    item: rows.find(({ found }) => found !== 'fine')?.name ?? null,
    fetchedAt,
  };
}

/** Each charged line, in the order of care; null: as above. */
export function catalogueRows(
  db: ReadableDb,
  orderNumber: string,
): { readonly rows: readonly CatalogueRow[]; readonly fetchedAt: Instant } | null {
  const fetchedAt = db.prepare(`SELECT fetched_at FROM download WHERE list = 'catalogue'`).pluck().get() as Instant | undefined;
  if (fetchedAt === undefined) return null;
  const rows = db
    .prepare(`SELECT c.line_number AS line, c.name, CASE WHEN i.item_code IS NULL THEN 'unknown' WHEN ${ENDED} THEN 'ended'
          WHEN k.class <> ${CLASS_THERE} THEN 'other-grade' ELSE 'fine' END AS found
      FROM charge_item AS c LEFT JOIN insurance_item AS i ON i.item_code = c.item_code LEFT JOIN catalogue_item AS k ON k.item_code = c.item_code
      WHERE c.order_number = ? AND c.original_line_number IS NULL ORDER BY c.occurred_at, c.line_number`)
    .all(orderNumber) as CatalogueRow[];
  return { rows, fetchedAt };
}
