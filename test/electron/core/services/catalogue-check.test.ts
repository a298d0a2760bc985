import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type WritableDb } from '../../../../electron/core/db/database.ts';
import { migrate } from '../../../../electron/core/db/migrate.ts';
import { migrations } from '../../../../electron/core/db/migrations/index.ts';
import { checkCatalogue } from '../../../../electron/core/db/repositories/catalogue-repository.ts';
import { saveDownload, saveInsuranceItems, type SavedItem } from '../../../../electron/core/db/repositories/download-repository.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import { seedStay } from '../../../migrations/seed.ts';

const AT = '2023-06-13T00:00:00.000Z' as Instant;
const day = (text: string) => text as CalendarDate;

let folder: string;
let db: WritableDb;
let count = 0;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'catalogue-check-'));
  db = openDatabase(path.join(folder, 'desk.sqlite'));
  migrate(db, migrations);
  seedStay(db, 1);
  count = 0;
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A charge of 2023-06-12 by the hospital's clock, late in the evening. */
function line(itemCode: string, original: string | null = null): void {
  count += 1;
  db.prepare(`INSERT INTO charge_item (order_number, line_number, original_line_number, occurred_at, item_code, hospital_item_code, name, quantity, unit_price,
      amount_fen, department_code, department_name, doctor_code, doctor_name, received_at)
    VALUES ('OT1', ?, ?, '2023-06-12T15:30:00.000Z', ?, 'H', ?, '1.0000', '1.000000', 100, 'D', '科', 'DR', '医', '${AT}')`).run(
    `L${count}`,
    original,
    itemCode,
    `项目${itemCode}`,
  );
}

const mapped = (itemCode: string, itemClass: 'A' | 'B' | 'C') =>
  db
    .prepare(
      `INSERT INTO catalogue_item (item_code, name, class, first_share, price_cap, received_at) VALUES (?, '示例', ?, '0.0000', NULL, '${AT}')`,
    )
    .run(itemCode, itemClass);

function fetched(...items: readonly (Partial<SavedItem> & { readonly itemCode: string })[]): void {
  const whole = items.map((item) => ({
    name: '示例',
    grade: '01',
    listType: '201',
    from: null,
    to: null,
    valid: true,
    changedAt: '',
    ...item,
  }));
  saveInsuranceItems(db, whole, AT);
  saveDownload(db, { list: 'catalogue', watermark: '', rowCount: items.length, fetchedAt: AT });
}

describe('charged lines against the insurance catalogue', () => {
  it('are not judged while it was never fetched', () => {
    line('A');
    expect(checkCatalogue(db, 'OT1')).toBeNull();
  });

  it('are all in order', () => {
    for (const [code, itemClass, grade] of [
      ['A', 'A', '01'],
      ['B', 'B', '2'],
      ['C', 'C', '03'],
    ] as const) {
      line(code);
      mapped(code, itemClass);
      fetched({ itemCode: code, grade });
    }
    line('not mapped by the hospital');
    fetched({ itemCode: 'not mapped by the hospital', grade: '02' });
    expect(checkCatalogue(db, 'OT1')).toEqual({ lines: 4, unknown: 0, ended: 0, otherGrade: 0, item: null, fetchedAt: AT });
  });

  it.each([
    ['not in it', 'unknown', []],
    ['called void', 'ended', [{ itemCode: 'X', valid: false }]],
    ['not yet in force on the day', 'ended', [{ itemCode: 'X', from: day('2023-06-13') }]],
    ['not in force any more on the day', 'ended', [{ itemCode: 'X', to: day('2023-06-11') }]],
    ['of another grade than the hospital thinks', 'otherGrade', [{ itemCode: 'X', grade: '03' }]],
  ] as const)('one is %s', (_what, found, items) => {
    line('X');
    mapped('X', 'A');
    fetched({ itemCode: 'other' }, ...items);
    expect(checkCatalogue(db, 'OT1')).toEqual({ lines: 1, unknown: 0, ended: 0, otherGrade: 0, item: '项目X', fetchedAt: AT, [found]: 1 });
  });

  it.each([
    ['its first', { from: day('2023-06-12') }],
    ['its last', { to: day('2023-06-12') }],
  ])('are in order on %s day, by the hospital clock', (_what, days) => {
    line('X');
    fetched({ itemCode: 'X', ...days });
    expect(checkCatalogue(db, 'OT1')).toMatchObject({ ended: 0, item: null });
  });

  it('a line that takes another back is not counted', () => {
    line('X', 'L0');
    fetched({ itemCode: 'other' });
    expect(checkCatalogue(db, 'OT1')).toMatchObject({ lines: 0, unknown: 0 });
  });
});
