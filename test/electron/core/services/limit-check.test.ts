import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { openDatabase, type WritableDb } from '../../../../electron/core/db/database.ts';
import { migrate } from '../../../../electron/core/db/migrate.ts';
import { migrations } from '../../../../electron/core/db/migrations/index.ts';
import { saveDownload } from '../../../../electron/core/db/repositories/download-repository.ts';
import { checkLimits, type SavedLimit, saveLimitPrices } from '../../../../electron/core/db/repositories/limit-price-repository.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import { seedStay } from '../../../migrations/seed.ts';

const AT = '2023-06-13T00:00:00.000Z' as Instant;
const day = (text: string) => text as CalendarDate;

let db: WritableDb;
let count = 0;
beforeEach(() => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'limit-check-'));
  db = openDatabase(path.join(folder, 'desk.sqlite'));
  migrate(db, migrations);
  seedStay(db, 1);
  count = 0;
  return () => {
    db.close();
    rmSync(folder, { recursive: true });
  };
});

/** A charge of 2023-06-12 by the hospital's clock, late in the evening. */
function line(itemCode: string, unitPrice: string, quantity: string, amountFen: number, original: string | null = null): void {
  count += 1;
  db.prepare(`INSERT INTO charge_item (order_number, line_number, original_line_number, occurred_at, item_code, hospital_item_code, name, quantity, unit_price,
      amount_fen, department_code, department_name, doctor_code, doctor_name, received_at)
    VALUES ('OT1', ?, ?, '2023-06-12T15:30:00.000Z', ?, 'H', ?, ?, ?, ?, 'D', '科', 'DR', '医', '${AT}')`).run(
    `L${count}`,
    original,
    itemCode,
    `项目${itemCode}`,
    quantity,
    unitPrice,
    amountFen,
  );
}

const mapped = (itemCode: string, priceCap: string | null) =>
  db
    .prepare(
      `INSERT INTO catalogue_item (item_code, name, class, first_share, price_cap, received_at) VALUES (?, '示例', 'B', '0.1000', ?, '${AT}')`,
    )
    .run(itemCode, priceCap);

function fetched(...limits: readonly (Partial<SavedLimit> & { readonly itemCode: string; readonly unitPrice: string })[]): void {
  const whole = limits.map((limit) => ({ kind: '101', from: day('2020-01-01'), to: null, valid: true, changedAt: '', ...limit }));
  saveLimitPrices(db, whole, AT);
  saveDownload(db, { list: 'limit-prices', watermark: '', rowCount: limits.length, fetchedAt: AT });
}

const NOTHING = { limited: 0, over: 0, excess: Money.ZERO, otherLimit: 0, item: null, fetchedAt: AT };

it('lines are not judged while limits were never fetched', () => {
  line('A', '5.000000', '1.0000', 500);
  expect(checkLimits(db, 'OT1')).toBeNull();
});

it('a line at its limit is in order, one a millionth above is not, and what is above counts as the patient must pay it', () => {
  fetched({ itemCode: 'A', unitPrice: '1200.000000' }, { itemCode: 'B', unitPrice: '0.333333' });
  line('A', '1200.000000', '2.0000', 240_000);
  expect(checkLimits(db, 'OT1')).toEqual({ ...NOTHING, limited: 1 });
  line('A', '1260.000000', '2.0000', 252_000);
  line('B', '0.333334', '3.0000', 100);
  line('without a limit', '9999.000000', '1.0000', 999_900);
  expect(checkLimits(db, 'OT1')).toEqual({ ...NOTHING, limited: 3, over: 2, excess: Money.fromFen(12_000), item: '项目A' });
});

it('the limit is that of the day of the line, by the hospital clock; the lowest of several kinds', () => {
  line('A', '5.000000', '1.0000', 500);
  fetched(
    { itemCode: 'A', unitPrice: '1.000000', kind: 'ended', to: day('2023-06-11') },
    { itemCode: 'A', unitPrice: '2.000000', kind: 'later', from: day('2023-06-13') },
    { itemCode: 'A', unitPrice: '3.000000', kind: 'void', valid: false },
    { itemCode: 'A', unitPrice: '10.000000', kind: 'high', from: day('2023-06-12') },
    { itemCode: 'A', unitPrice: '4.000000', kind: 'low', to: day('2023-06-12') },
  );
  expect(checkLimits(db, 'OT1')).toMatchObject({ over: 1, excess: Money.fromFen(100) });
});

it('a limit that the mapping of the hospital does not have, or has otherwise, is told: the estimate counts with the mapping', () => {
  for (const code of ['none here', 'other', 'same', 'none there', 'not mapped']) line(code, '1.000000', '1.0000', 100);
  mapped('none here', null);
  mapped('other', '3.000000');
  mapped('same', '2.000000');
  mapped('none there', '2.000000');
  fetched(...['none here', 'other', 'same', 'not mapped'].map((itemCode) => ({ itemCode, unitPrice: '2.000000' })));
  expect(checkLimits(db, 'OT1')).toMatchObject({ limited: 4, over: 0, otherLimit: 3, item: '项目none here' });
});

it('a line that takes another back is not counted', () => {
  fetched({ itemCode: 'A', unitPrice: '1.000000' });
  line('A', '5.000000', '-1.0000', -500, 'L0');
  expect(checkLimits(db, 'OT1')).toEqual(NOTHING);
});
