import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { booksContract } from '../../../../shared/contract/books-contract.ts';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { sessionContract } from '../../../../shared/contract/session-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { CalendarDate } from '../../../../shared/time/calendar-date.ts';
import { writeDischargeNotice } from '../../../his/writer.ts';
import { eventually } from '../../../support/eventually.ts';
import { type CoreDesk, PACE, startCoreDesk } from '../../../support/core-desk.ts';
import { admit, finished, registered, settle, signIn, stayEnds, strip } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { money } from '../money/till-steps.ts';
import { quick } from './play-stay.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

/** 示例寅 leaves the ward on Friday the 9th at 11:00 and does not come to the desk. */
async function forgotten(before: () => Promise<void> = async () => undefined): Promise<EncounterId> {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-02 09:50'), settings: quick() });
  await signIn(desk);
  await before();
  desk.setClock(offsetTo('2023-06-04 09:00'));
  await signIn(desk);
  const stay = await admit(desk, 'S12', '示例寅');
  await registered(desk, stay);
  desk.setClock(offsetTo('2023-06-09 11:30'));
  await desk.call(sessionContract.signIn, { clerkId: 'A01', pin: '1234' });
  await stayEnds(desk, stay, 'S12');
  return stay;
}

/** Longer than a turn of the job. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 11_500 / PACE));
const settlements = async (stay: EncounterId) =>
  (await desk.call(encounterContract.get, { encounterId: stay })).acts.filter(({ kind }) => kind === 'settlement');

it('S12: on the evening of the second working day it settles by itself; 1,780.00 are drawn, 120.00 are owed, and it is nobody’s till', async () => {
  // Another one left before him whom the centre does not know: he holds nobody up.
  const stay = await forgotten(async () => {
    desk.centre.arm({ infno: '2401', kind: 'refusal', times: 1 });
    const other = await admit(desk, 'S04', '示例戊');
    await eventually(
      () => strip(desk, other),
      ({ creditState, registration }) => creditState === 'locked' && registration === 'rejected',
    );
    writeDischargeNotice(path.join(desk.folder, 'his'), 'S04', { leftAt: '2023-06-06T01:50:00.000Z' });
    await eventually(
      () => strip(desk, other),
      ({ state }) => state === 'ward-discharged',
    );
  });
  desk.setClock(offsetTo('2023-06-13 18:00'));
  const { outcome } = await finished(desk, stay);
  expect([outcome?.draw, outcome?.owed, outcome?.due].map(String)).toEqual(['1780.00', '120.00', '120.00']);
  expect((await strip(desk, stay)).state).toBe('settled');
  expect((await desk.centre.referee()).stays.find(({ state }) => state.admission === 'once')?.state.settlement).toBe('once');
  const { settlementRows } = await desk.call(booksContract.day, { day: '2023-06-13' as CalendarDate });
  const own = settlementRows.find(({ shiftId }) => shiftId === null)?.sheet;
  expect([own?.total, own?.columns.arrears].map(String)).toEqual(['7000.00', '120.00']);
  const owed = (await desk.call(worklistContract.list, {})).items.find(({ group }) => group === 'self-paid-owed');
  expect(String(owed?.amount)).toBe('120.00');
  expect(String((await money(desk, stay)).due)).toBe('120.00');
});

it('waits before its hour, and on the first working day', async () => {
  const stay = await forgotten();
  for (const at of ['2023-06-12 18:30', '2023-06-13 17:58']) {
    desk.setClock(offsetTo(at));
    await aWhile();
    expect(await settlements(stay)).toEqual([]);
  }
});

it('waits for the last of the three days where another day was agreed on', async () => {
  const stay = await forgotten();
  await settle(desk, stay, 'come-back'); // until Wednesday the 14th
  desk.setClock(offsetTo('2023-06-14 18:00'));
  await aWhile();
  expect(await settlements(stay)).toEqual([]);
  desk.setClock(offsetTo('2023-06-15 18:00'));
  await finished(desk, stay);
  expect(await settlements(stay)).toHaveLength(1);
});
