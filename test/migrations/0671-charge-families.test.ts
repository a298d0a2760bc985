import { describe, expect, it } from 'vitest';
import { bring, itKeeps, newFile } from './at-version.ts';

describe('0671 charge families', () => {
  itKeeps(671, { tables: [], appendOnly: [], refused: {} });

  it('finds what takes a line back by that line alone', () => {
    const data = newFile();
    const db = data.open();
    try {
      bring(db, 671);
      const plan = db
        .prepare(`EXPLAIN QUERY PLAN SELECT sum(amount_fen) FROM charge_item WHERE order_number = 'ZY1' AND original_line_number = '7'`)
        .all() as { detail: string }[];
      expect(plan.map(({ detail }) => detail).join()).toMatch(/charge_item_by_original \(order_number=\? AND original_line_number=\?\)/);
    } finally {
      db.close();
      data.remove();
    }
  });
});
