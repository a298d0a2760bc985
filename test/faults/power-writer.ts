import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openDatabase } from '../../electron/core/db/database.ts';
import { migrate } from '../../electron/core/db/migrate.ts';
import { migrations } from '../../electron/core/db/migrations/index.ts';
import { insertAct } from '../../electron/core/db/repositories/act-repository.ts';
import { insertAudit } from '../../electron/core/db/repositories/desk-repository.ts';
import { once } from '../../electron/core/services/desk/keyed.ts';
import type { EncounterId, IdempotencyKey } from '../../shared/identity/ids.ts';
import type { Instant } from '../../shared/time/calendar-date.ts';
import { seedStay } from '../migrations/seed.ts';

// Saves acts as the desk does, one after the other, and says each on standard output when it is saved: power-writer.ts FILE [read].
// With a second argument it reads instead: prints how many keyed acts a file holds, and whether it is whole.
const [file = '', mode] = process.argv.slice(2);
const db = openDatabase(file);

/** A pipe that is full is waited for. */
function acknowledge(line: string): void {
  for (;;) {
    try {
      writeSync(1, line);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

if (mode === 'read') {
  const whole = db.pragma('integrity_check', { simple: true });
  const there = db.prepare('SELECT name FROM sqlite_schema WHERE name = ?').get('keyed_request') !== undefined;
  const keys = there
    ? db
        .prepare('SELECT k.key FROM keyed_request AS k JOIN act AS a ON a.key = k.key JOIN audit AS u ON u.subject_id = k.key')
        .pluck()
        .all()
    : [];
  console.log(JSON.stringify({ whole, keys }));
} else {
  migrate(db, migrations);
  const stay = seedStay(db, 1) as EncounterId;
  const at = '2023-06-13T00:00:00.000Z' as Instant;
  for (;;) {
    const key = randomUUID() as IdempotencyKey;
    once(db, key, { key }, at, () => {
      insertAct(db, { kind: 'charges', encounterId: stay, key, clerkId: null, createdAt: at, deadlineAt: null });
      insertAudit(db, { at, clerkId: null, event: 'power', subjectId: key, facts: {} });
      return key;
    });
    acknowledge(`${key}\n`);
  }
}
