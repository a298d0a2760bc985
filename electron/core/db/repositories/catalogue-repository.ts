import type { ItemGrade } from '../../../../shared/model/settlement-case.ts';
import type { CatalogueItem } from '../../../../shared/model/stay.ts';
import { Rate } from '../../../../shared/money/rate.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

export function saveCatalogueItem(db: WritableDb, item: CatalogueItem, receivedAt: Instant): void {
  db.prepare(
    `INSERT OR REPLACE INTO catalogue_item (item_code, name, class, first_share, price_cap, fee, tariff, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    item.itemCode,
    item.name,
    item.grade.class,
    item.grade.firstShare.toString(),
    item.grade.priceCap,
    item.fee,
    item.tariff,
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
