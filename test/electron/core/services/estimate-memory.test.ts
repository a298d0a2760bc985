import { expect, it } from 'vitest';
import { systemClock } from '../../../../electron/core/clock.ts';
import { openDatabase } from '../../../../electron/core/db/database.ts';
import { migrate } from '../../../../electron/core/db/migrate.ts';
import { migrations } from '../../../../electron/core/db/migrations/index.ts';
import { insertCharge } from '../../../../electron/core/db/repositories/charge-repository.ts';
import { encounterOfOrder } from '../../../../electron/core/db/repositories/encounter-repository.ts';
import { saveOrder } from '../../../../electron/core/db/repositories/order-repository.ts';
import { EstimateService } from '../../../../electron/core/services/settlement/estimate-service.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { ChargeItem } from '../../../../shared/model/stay.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import { orderFor, person } from '../../../bench/desk/seed.ts';
import { seedStay } from '../../../migrations/seed.ts';

const AT = '2023-06-13T02:00:00.000Z' as Instant;
const lineOf = (lineNumber: string): ChargeItem => ({
  ...{ lineNumber, originalLineNumber: null, occurredAt: AT, itemCode: 'XA01', hospitalItemCode: 'H1', name: '示例药品' },
  ...{ quantity: '1.0000', unitPrice: '12.340000', amount: Money.parse('12.34') },
  ...{ department: { code: 'D1', name: '示例科' }, doctor: { code: 'DR1', name: '示例医师' } },
});

it('an estimate is made once for what is written, anew after each write, and none of a transaction that was taken back stays', () => {
  const db = openDatabase(':memory:');
  migrate(db, migrations);
  seedStay(db, 1);
  saveOrder(db, orderFor(person(1), 'OT1'), AT);
  const encounter = encounterOfOrder(db, 'OT1');
  invariant(encounter !== undefined, 'seeded');
  const shelf = { packs: [], problems: [] };
  const hospital = { region: '210200', level: 'tertiary' } as never;
  const clock = systemClock(() => Date.parse(AT) - Date.now()); // within one minute
  const estimates = new EstimateService({ db, clock, shelf: () => shelf, hospital, freshForHours: 24, visibleAfterSeconds: 0 });

  const none = estimates.ofStay(encounter);
  expect(none).toMatchObject({ kind: 'none', because: 'no-charges' });
  expect(estimates.ofStay(encounter)).toBe(none);
  const failing = db.transaction(() => {
    insertCharge(db, 'OT1', lineOf('1'), AT);
    expect(estimates.ofStay(encounter)).not.toMatchObject({ because: 'no-charges' });
    throw new Error('taken back');
  });
  expect(failing).toThrow('taken back');
  expect(estimates.ofStay(encounter)).toMatchObject({ because: 'no-charges' });
  insertCharge(db, 'OT1', lineOf('1'), AT);
  const written = estimates.ofStay(encounter);
  expect(written).not.toMatchObject({ because: 'no-charges' });
  expect(estimates.ofStay(encounter)).toBe(written);
  expect(estimates.ofStay({ ...encounter, careKind: 'outpatient' })).not.toBe(written);
  db.close();
});
