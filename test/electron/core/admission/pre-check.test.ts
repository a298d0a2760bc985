import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { admissionContract } from '../../../../shared/contract/admission-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import { writeAdmissionOrder } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { signIn } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

vi.setConfig({ testTimeout: 60_000 });

let desk: CoreDesk;
afterEach(() => desk.close());

const calls = async () => (await desk.call(worklistContract.list, {})).items.filter(({ group }) => group === 'pre-admission');

it('tomorrow’s admissions are asked about today: who must file is on the phone list, who is fine is not', async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 15:00') });
  await signIn(desk);
  writeAdmissionOrder(path.join(desk.folder, 'his'), 'S01');
  writeAdmissionOrder(path.join(desk.folder, 'his'), 'S03');
  await eventually(
    () => desk.call(admissionContract.orders, {}),
    ({ orders }) => orders.length === 2,
  );
  expect(await calls()).toEqual([]); // they may be on their way: the desk itself asks then
  desk.setClock(offsetTo('2023-06-05 15:40'));
  const [call, ...others] = await eventually(calls, (items) => items.length > 0);
  expect(others).toEqual([]);
  expect(call).toMatchObject({ patientName: '示*丁', matter: 'pre-no-filing', words: '未办理异地就医备案' });
  expect(call?.facts['phone']).toMatch(/^\d{11}$/);
  expect(desk.bank.log().filter((entry) => JSON.stringify(entry).includes('query'))).toEqual([]);

  desk.setClock(offsetTo('2023-06-09 15:00')); // filed meanwhile
  await eventually(calls, (items) => items.length === 0);
});
