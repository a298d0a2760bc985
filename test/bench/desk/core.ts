import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { openDatabase } from '../../../electron/core/db/database.ts';
import { admissionContract } from '../../../shared/contract/admission-contract.ts';
import { encounterContract } from '../../../shared/contract/encounter-contract.ts';
import type { IdempotencyKey, PatientId } from '../../../shared/identity/ids.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';
import { startCoreDesk } from '../../support/core-desk.ts';
import { signIn } from '../../support/line-steps.ts';
import { offsetTo } from '../../support/story-clock.ts';
import { person, seedPersons, spread } from './seed.ts';

/** The core alone with so many persons: search as one types, and so many admissions one after the other, the centre away. */
export async function measureCore(persons: number, admissions: number) {
  const desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 09:45') });
  await signIn(desk);
  await desk.centre.setLine(false);
  const db = openDatabase(path.join(desk.folder, 'desk.sqlite'));
  seedPersons(db, persons, admissions, '2023-06-05T01:00:00.000Z' as Instant);
  const ids = db.prepare('SELECT id FROM patient WHERE cert_number = ?').pluck();
  const patientOf = (n: number) => ids.get(person(n).certNo) as PatientId;

  const search: number[] = [];
  for (let n = 0; n < 60; n += 1) {
    const { name } = person(n * 37);
    for (const typed of [name.slice(0, 1), name.slice(0, 2), name, `x${'abcdefgh'[n % 8]}`, `zyold${n * 37}`]) {
      const started = performance.now();
      await desk.call(encounterContract.list, { open: false, search: typed });
      search.push(performance.now() - started);
    }
  }

  const open: number[] = [];
  const commit: number[] = [];
  const memory: number[] = [];
  for (let n = 0; n < admissions; n += 1) {
    const subject = { orderNumber: `NEW${n}`, patientId: patientOf(n) };
    let started = performance.now();
    const view = await desk.call(admissionContract.open, { ...subject, coverageId: null });
    open.push(performance.now() - started);
    started = performance.now();
    await desk.call(admissionContract.commit, {
      ...subject,
      coverageId: view.chosenCoverageId ?? '',
      door: 'deposit',
      contactName: '示例家属',
      contactPhone: '13800000099',
      identityCheck: 'self-seen',
      quoteHash: view.quoteHash,
      key: randomUUID() as IdempotencyKey,
    });
    commit.push(performance.now() - started);
    if ((n + 1) % Math.max(1, Math.floor(admissions / 20)) === 0) {
      (globalThis as { gc?: () => void }).gc?.();
      memory.push(process.memoryUsage().rss / 1_048_576);
    }
  }
  db.close();
  await desk.close();
  // After the first tenth everything is loaded and warm.
  const [before = 0, after = 0] = [memory[1], memory.at(-1)];
  const growth = before === 0 ? 0 : Math.round(((after - before) / before) * 1_000) / 10;
  return { search: spread(search), open: spread(open), commit: spread(commit), rssMb: [Math.round(before), Math.round(after)], growth };
}
