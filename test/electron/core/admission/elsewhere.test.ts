import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { admissionContract } from '../../../../shared/contract/admission-contract.ts';
import { personContract } from '../../../../shared/contract/person-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import { readStory, writeAdmissionOrder } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { putCard } from '../../../support/desk-folder.ts';
import { eventually } from '../../../support/eventually.ts';
import { personOf } from '../../../support/insured-year.ts';
import { admit, commitAdmission, registered, signIn } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

/** Another hospital, at the same centre: 示例甲 lies there. */
let other: CoreDesk;
let desk: CoreDesk;
beforeEach(async () => {
  const clockOffsetMs = offsetTo('2023-06-05 10:15');
  other = await startCoreDesk({ clockOffsetMs });
  await signIn(other);
  await registered(other, await admit(other, 'S01', '示例甲', 'deposit'));
  desk = await startCoreDesk({
    clockOffsetMs,
    settings: (same) => ({ ...same, centre: { ...(same['centre'] as object), baseUrl: other.centre.url } }),
  });
  await signIn(desk);
});
afterEach(async () => {
  await desk.close();
  await other.close();
});

const his = () => path.join(desk.folder, 'his');
const waiting = (count: number) =>
  eventually(
    () => desk.call(admissionContract.orders, {}),
    ({ orders }) => orders.length === count,
  );

it('whom the centre calls in hospital elsewhere is admitted only when somebody has asked', async () => {
  writeAdmissionOrder(his(), 'S01', { orderNo: 'ZY20230605777' });
  await waiting(1);
  putCard(desk.folder, '示例甲');
  const { patientId } = await desk.call(personContract.readCard, {});
  // What the centre was told just now may stay invisible to its queries for a while.
  const view = await eventually(
    async () => {
      await desk.call(admissionContract.recheck, { patientId });
      return desk.call(admissionContract.open, { orderNumber: 'ZY20230605777', patientId, coverageId: null });
    },
    ({ eligibility }) => eligibility.elsewhere === 'in-hospital',
  );
  const shown = { orderNumber: 'ZY20230605777', patientId, view };
  await expect(commitAdmission(desk, shown)).rejects.toMatchObject({ code: 'admission.elsewhere' });
  expect((await commitAdmission(desk, shown, { elsewhereAsked: true })).strip.state).toBe('in-hospital');
});

it('a call goes out the day before to each who would fail at the desk, by what would fail', async () => {
  const [order] = readStory('S01').admissionOrders;
  const patient = order?.['patient'] as object;
  await other.centre.savePerson({ ...personOf('示例戊'), insurances: [] } as never);
  const stopped = personOf('示例庚') as unknown as { readonly insurances: readonly object[] };
  await other.centre.savePerson({
    ...stopped,
    insurances: stopped.insurances.map((row) => ({ ...row, insuredFrom: '2024-01-01' })),
  } as never);
  writeAdmissionOrder(his(), 'S01', { orderNo: 'ZY20230605777' });
  for (const story of ['S04', 'S06']) writeAdmissionOrder(his(), story, { issuedAt: '2023-06-05T02:00:00.000Z' });
  const stranger = { ...patient, name: '示例无此人', certNo: '210202198001018894' };
  writeAdmissionOrder(his(), 'S01', { orderNo: 'ZY20230605778', patient: stranger });
  await waiting(4);
  for (const each of [desk, other]) each.setClock(offsetTo('2023-06-05 15:40'));
  const calls = await eventually(
    async () => (await desk.call(worklistContract.list, {})).items.filter(({ group }) => group === 'pre-admission'),
    (items) => items.length === 4,
    { seconds: 30 },
  );
  expect(new Map(calls.map(({ patientName, matter }) => [patientName, matter]))).toEqual(
    new Map([
      ['示*甲', 'pre-in-hospital'],
      ['示*戊', 'pre-not-insured'],
      ['示*庚', 'pre-not-eligible'],
      ['示***人', 'pre-unknown-person'],
    ]),
  );
});
