import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { settlementContract } from '../../../../shared/contract/settlement-contract.ts';
import { readStory, writeBatch } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, registered, signIn, stayEnds } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { openShift, take } from '../money/till-steps.ts';
import { quick } from './play-stay.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

it('who leaves tomorrow stands on the list with what is whose, and goes from it when the ward thinks otherwise', {
  timeout: 30_000,
}, async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-02 10:15'), settings: quick() });
  await signIn(desk);
  await openShift(desk);
  const stay = await admit(desk, 'S05', '示例己', 'deposit');
  await registered(desk, stay);
  const list = async () => (await desk.call(settlementContract.leaving, {})).leaving;
  const plan = (leavesOn: string | null) =>
    writeBatch(path.join(desk.folder, 'his'), 'plan', [
      { kind: 'discharge-plan', orderNo: readStory('S05').admissionOrders[0]?.['orderNo'], leavesOn },
    ]);
  const until = (count: number) => eventually(list, (rows) => rows.length === count);
  plan('2023-06-04');
  await eventually(
    async () => readdirSync(path.join(desk.folder, 'his', 'done')).filter((name) => name.includes('-plan')).length,
    (taken) => taken === 1,
  );
  expect(await list()).toEqual([]); // the day after tomorrow
  plan('2023-06-03');
  const [row] = await until(1);
  expect([row?.strip.patient.name, row?.leavesOn]).toEqual(['示*己', '2023-06-03']);
  const whose = (rows: Awaited<ReturnType<typeof list>>) => rows[0]?.open.map(({ check, who, at }) => [check, who, at]);
  expect(whose(await list())).toEqual([
    ['ward-notice', 'ward', null],
    ['cover', 'window', 'payment'],
  ]);
  await take(desk, { encounterId: stay, amount: '4000.00' });
  expect(whose(await list())).toEqual([['ward-notice', 'ward', null]]);
  plan(null);
  await until(0);
  desk.setClock(offsetTo('2023-06-13 10:20'));
  await signIn(desk);
  await stayEnds(desk, stay, 'S05');
  const [gone] = await eventually(list, ([first]) => first?.open.length === 0);
  expect([gone?.leavesOn, gone?.strip.state]).toEqual([null, 'ward-discharged']);
});
