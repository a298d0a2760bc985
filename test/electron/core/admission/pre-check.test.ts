import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { admissionContract } from '../../../../shared/contract/admission-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import { personContract } from '../../../../shared/contract/person-contract.ts';
import { putCard } from '../../../support/desk-folder.ts';
import { personOf } from '../../../support/insured-year.ts';
import { writeAdmissionOrder } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { signIn } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

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

  const step = { row: call?.row ?? '', step: { kind: 'call', outcome: 'will-file', words: '下午去办' } as const };
  await desk.call(worklistContract.step, step);
  expect((await calls())[0]?.steps).toMatchObject([{ kind: 'call', outcome: 'will-file', words: '下午去办', clerk: '收费员甲' }]);

  desk.setClock(offsetTo('2023-06-09 15:00')); // filed meanwhile
  await eventually(calls, (items) => items.length === 0);
});

it('a forgotten order is put aside: nobody is called about it or asked about it any more, and his card still finds it', async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 15:00') });
  await signIn(desk);
  writeAdmissionOrder(path.join(desk.folder, 'his'), 'S03');
  await eventually(
    () => desk.call(admissionContract.orders, {}),
    ({ orders }) => orders.length === 1,
  );
  desk.setClock(offsetTo('2023-06-05 15:40'));
  const [call] = await eventually(calls, (items) => items.length > 0);
  await desk.call(worklistContract.step, { row: call?.row ?? '', step: { kind: 'put-aside', words: '在当地住院了' } });
  expect(await calls()).toEqual([]);
  const asked = async () => (await desk.centre.log()).filter((entry) => JSON.stringify(entry).includes('5302')).length;
  const before = await asked();
  desk.setClock(offsetTo('2023-06-06 09:00')); // another would be asked about again by now
  writeAdmissionOrder(path.join(desk.folder, 'his'), 'S01');
  await eventually(
    () => desk.call(admissionContract.orders, {}),
    ({ orders }) => orders.length === 2,
  );
  expect(await calls()).toEqual([]);
  expect(await asked()).toBe(before);
  await desk.centre.savePerson(personOf('示例丁'));
  putCard(desk.folder, '示例丁');
  expect((await desk.call(personContract.readCard, {})).orderNumbers).toHaveLength(1);
});
