import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { admissionContract } from '../../../../shared/contract/admission-contract.ts';
import { dayCareContract } from '../../../../shared/contract/day-care-contract.ts';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { personContract } from '../../../../shared/contract/person-contract.ts';
import type { CalendarDate } from '../../../../shared/time/calendar-date.ts';
import { Money } from '../../../../shared/money/money.ts';
import { readStory, writeAdmissionOrder, writeBatch } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { putCard } from '../../../support/desk-folder.ts';
import { eventually } from '../../../support/eventually.ts';
import { commitAdmission, registered, signIn } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

const patient = { name: '示例戌', certType: '01', certNo: '370302196803159921', sex: 'female', birthOn: '1968-03-15', phone: null };
const ORDER = 'ZY20231113090';
const order = (change: object = {}) => ({
  orderNo: ORDER,
  patient,
  issuedAt: '2023-11-13T01:00:00.000Z',
  careKind: 'day-care',
  diagnosis: [{ code: 'A03.06.01', name: '腰痛', main: true }],
  ...change,
});

async function start(hospital: string, day = '2023-11-13 09:30'): Promise<void> {
  desk = await startCoreDesk({
    clockOffsetMs: offsetTo(day),
    settings: (settings) => ({
      ...settings,
      hospital: { code: 'H37030200001', name: hospital, region: '370300', level: 'tertiary' },
      centre: { ...(settings['centre'] as object), dayCareStayType: '2106' },
    }),
  });
  await signIn(desk);
}

async function open(change: object = {}) {
  writeAdmissionOrder(path.join(desk.folder, 'his'), 'S01', order(change));
  await eventually(
    () => desk.call(admissionContract.orders, {}),
    ({ orders }) => orders.length === 1,
  );
  putCard(desk.folder, '示例戌');
  const { patientId } = await desk.call(personContract.readCard, {});
  return desk.call(admissionContract.open, { orderNumber: ORDER, patientId, coverageId: null });
}

async function commit(view: Awaited<ReturnType<typeof open>>) {
  const { encounterId } = await commitAdmission(desk, { orderNumber: ORDER, patientId: view.patient.patientId, view });
  return encounterId;
}

const bedLine = (lineNo: string, unitPrice: string, amount: string) => ({
  ...(readStory('S01').chargeParts[0]?.[0] as object),
  orderNo: ORDER,
  lineNo,
  occurredAt: '2023-11-13T06:00:00.000Z',
  itemCode: 'BED1',
  hospitalItemCode: 'BED1',
  name: '普通床位费',
  quantity: '1.0000',
  unitPrice,
  amount,
});

it('Z-01 Z-04 Z-05: a listed disease at a listed hospital is admitted as in-patient care; nothing closes it', async () => {
  await start('淄博市中医医院');
  const view = await open();
  expect(view.order.careKind).toBe('day-care');
  expect(view.direct.filter(({ rule }) => rule === 'Z-04' || rule === 'Z-05').map(({ verdict }) => verdict)).toEqual(['met', 'met']);
  expect([view.closedBy, view.expected === null]).toEqual([null, false]);
});

it('Z-05: a hospital is listed from its day on; before it the insurance does not take the episode', async () => {
  await start('临淄区中医医院', '2023-11-09 09:30');
  const view = await open({ issuedAt: '2023-11-09T01:00:00.000Z' });
  expect(view.closedBy).toBe('day-care-hospitals');
  await expect(commit(view)).rejects.toMatchObject({ code: 'admission.gate-closed' });
});

it('Z-17: a premium paid late closes the insurance for three months; the day on the receipt decides', async () => {
  await start('淄博市中医医院', '2024-03-20 09:30');
  const view = await open({ issuedAt: '2024-03-20T01:00:00.000Z', careKind: 'inpatient' });
  expect(view.premium).toEqual({ paidOn: null, benefitFrom: null });
  await desk.call(admissionContract.premium, { coverageId: view.chosenCoverageId ?? '', paidOn: '2024-02-01' as CalendarDate });
  const late = await desk.call(admissionContract.open, { orderNumber: ORDER, patientId: view.patient.patientId, coverageId: null });
  expect(late.premium).toEqual({ paidOn: '2024-02-01', benefitFrom: '2024-05-01' });
  expect(late.closedBy).toBe('waiting-period');
  await expect(commit(late)).rejects.toMatchObject({ code: 'admission.gate-closed', details: { gate: 'waiting-period' } });
  await desk.call(admissionContract.premium, { coverageId: view.chosenCoverageId ?? '', paidOn: '2023-11-01' as CalendarDate });
  expect((await open()).closedBy).toBeNull();
});

it('Z-03: signs in once a day, and the bed costs 30 % of its tariff: another price is shown, not changed', async () => {
  await start('淄博市中医医院');
  const stay = await commit(await open());
  await registered(desk, stay);
  expect((await desk.call(dayCareContract.view, { encounterId: stay })).episode).toMatchObject({ maySign: true, days: [] });
  const { episode } = await desk.call(dayCareContract.sign, { encounterId: stay });
  expect(episode?.days).toMatchObject([{ day: '2023-11-13', clerk: '收费员甲', lines: 0 }]);
  expect((await desk.call(dayCareContract.sign, { encounterId: stay })).episode?.days).toHaveLength(1);

  const his = path.join(desk.folder, 'his');
  const item = { class: 'A', firstShareRate: '0.0000', priceCap: null, fee: 'bed', tariff: '40.000000' };
  writeBatch(his, 'catalogue', [{ kind: 'catalogue-item', itemCode: 'BED1', name: '普通床位费', ...item }]);
  desk.setClock(offsetTo('2023-11-13 18:00'));
  writeBatch(his, 'charge', [bedLine('1', '12.000000', '12.00')]);
  const look = (wanted: string) =>
    eventually(
      async () => (await desk.call(dayCareContract.view, { encounterId: stay })).episode,
      (seen) => seen?.tariff?.code === wanted,
    );
  expect((await look('tariff.as-published'))?.days).toMatchObject([{ lines: 1, charged: Money.parse('12.00') }]);
  writeBatch(his, 'charge', [bedLine('2', '40.000000', '40.00')]);
  expect((await look('tariff.differs'))?.tariff).toMatchObject({ lines: ['2'], facts: { expected: '12.00', charged: '40.00' } });
  expect((await desk.call(encounterContract.get, { encounterId: stay })).strip.chargesTotal).toEqual(Money.parse('52.00'));
});
