import type { CheckedLine, ItemLimits } from '../../../../shared/model/line-check.ts';
import { hospitalText, type CalendarDate, type Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../database.ts';
import { OPEN_FOR_CLAIM } from './charge-share-repository.ts';

interface Row extends Omit<CheckedLine, 'on' | 'limits'> {
  readonly name: string;
  readonly occurredAt: Instant;
  readonly limitsText: string | null;
}

/** The insurance's open lines of items that have a limit or a tariff in the hospital's mapping, with all that takes them back, in the order of care. */
export function checkedLines(db: ReadableDb, orderNumber: string): readonly (CheckedLine & { readonly name: string })[] {
  const rows = db
    .prepare(`SELECT c.name, c.line_number AS line, c.original_line_number AS original, c.item_code AS item, c.occurred_at AS occurredAt, c.quantity,
        c.unit_price AS unitPrice, k.limits_text AS limitsText, k.tariff
      FROM charge_item AS c JOIN catalogue_item AS k ON k.item_code = c.item_code
      WHERE c.order_number = ? AND (k.limits_text IS NOT NULL OR k.tariff IS NOT NULL) AND ${OPEN_FOR_CLAIM}
      ORDER BY c.occurred_at, length(c.line_number), c.line_number`)
    .all(orderNumber) as Row[];
  return rows.map(({ occurredAt, limitsText, ...row }) => ({
    ...row,
    on: hospitalText(occurredAt).slice(0, 10) as CalendarDate,
    limits: limitsText === null ? null : (JSON.parse(limitsText) as ItemLimits),
  }));
}
