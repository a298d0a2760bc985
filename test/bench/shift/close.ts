import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import path from 'node:path';
import { systemClock } from '../../../electron/core/clock.ts';
import { openDatabase } from '../../../electron/core/db/database.ts';
import { openShiftOf } from '../../../electron/core/db/repositories/shift-repository.ts';
import { LedgerBook } from '../../../electron/core/services/money/ledger-book.ts';
import { moneyIn } from '../../../shared/ledger/moves.ts';
import { shiftContract } from '../../../shared/contract/shift-contract.ts';
import { booksContract } from '../../../shared/contract/books-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { Money } from '../../../shared/money/money.ts';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';
import { closeShift, openShift, openTill } from '../../electron/core/money/till-steps.ts';
import { seedStay } from '../../migrations/seed.ts';
import { type CoreDesk, startCoreDesk } from '../../support/core-desk.ts';
import { signIn } from '../../support/line-steps.ts';
import { offsetTo } from '../../support/story-clock.ts';

const offset = offsetTo('2023-06-13 08:00');

/** Cash deposits of 10.00, each of a stay of its own, written as the desk writes them. */
function fill(desk: CoreDesk, count: number): void {
  const db = openDatabase(path.join(desk.folder, 'desk.sqlite'));
  const book = new LedgerBook({ db, clock: systemClock(() => offset), windowNumber: '03' });
  const shiftId = openShiftOf(db, 'A01')?.id ?? '';
  db.transaction(() => {
    for (let n = 0; n < count; n += 1) {
      const stayId = randomUUID();
      db.prepare('UPDATE encounter SET id = ? WHERE id = ?').run(stayId, seedStay(db, n));
      const draft = moneyIn('deposit-received', 'cash', Money.parse('10.00'), { stayId, shiftId });
      book.write(draft, { encounterId: stayId as EncounterId, shiftId, clerkId: 'A01', receipt: true });
    }
  })();
  db.close();
}

async function measured(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return Math.round(performance.now() - started);
}

/** A till closed over so many receipts, in ms: the trial, the sealing, the proof of the sealed page, and the day's books. */
export async function measureShift(receipts: number) {
  const desk = await startCoreDesk({ clockOffsetMs: offset });
  await signIn(desk);
  await openShift(desk, '0.00');
  fill(desk, receipts);
  const tryCloseMs = await measured(() => openTill(desk));
  let shiftId = '';
  const closeMs = await measured(async () => {
    shiftId = await closeShift(desk, `${receipts * 10}.00`);
  });
  const verifyMs = await measured(() => desk.call(shiftContract.sealed, { shiftId }));
  const dayBookMs = await measured(() => desk.call(booksContract.day, { day: '2023-06-13' as CalendarDate }));
  await desk.close();
  return { receipts, tryCloseMs, closeMs, verifyMs, dayBookMs };
}
