import { describe, expect, it } from 'vitest';
import { bring, itKeeps, newFile } from './at-version.ts';

describe('0670 stay openings', () => {
  itKeeps(670, {
    tables: ['stay_opening'],
    appendOnly: ['stay_opening'],
    refused: {
      'a stay that is not there': `INSERT INTO stay_opening (encounter_id, at) VALUES ('nobody', 'now')`,
      'a second opening': `INSERT INTO stay_opening (encounter_id, at) SELECT encounter_id, 'later' FROM stay_opening`,
    },
  });

  it('gives every stay of before its first trace', () => {
    const data = newFile();
    const db = data.open();
    try {
      bring(db, 580);
      db.exec(
        `INSERT INTO audit (at, clerk_id, event, subject_id, facts_text) SELECT '2023-06-01T00:00:00.000Z', NULL, 'admitted', id, '{}' FROM encounter`,
      );
      bring(db, 670);
      const [count, opened] = db.prepare(`SELECT (SELECT count(*) FROM encounter), count(*) FROM stay_opening`).raw().get() as number[];
      expect([opened, (count ?? 0) > 0]).toEqual([count, true]);
      expect(db.prepare('SELECT DISTINCT at FROM stay_opening').pluck().all()).toEqual(['2023-06-01T00:00:00.000Z']);
    } finally {
      db.close();
      data.remove();
    }
  });
});
