import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { admissionContract } from '../../../../shared/contract/admission-contract.ts';
import { personContract } from '../../../../shared/contract/person-contract.ts';
import { stayContract } from '../../../../shared/contract/stay-contract.ts';
import type { EncounterId, IdempotencyKey, PatientId } from '../../../../shared/identity/ids.ts';
import { readStory, writeAdmissionOrder, writeBatch, writeDischargeNotice } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { putCard } from '../../../support/desk-folder.ts';
import { eventually } from '../../../support/eventually.ts';
import { signIn, strip } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

const ORDER = 'ZY20230613003';
const MERGE = { orderNumber: ORDER, reason: '身份证核对' } as const;

let desk: CoreDesk;
let his: string;
let encounterId: EncounterId;
let patientId: PatientId;
/** The number on his wristband, and what the hospital sends for it. */
let local: string;
beforeEach(async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-13 10:45') });
  his = path.join(desk.folder, 'his');
  await signIn(desk);
  ({ encounterId } = await desk.call(stayContract.admitUnknown, {
    sex: 'male',
    seemsAge: 60,
    department: '急诊科',
    bed: 'E3',
    words: '昏迷待查',
    contactName: '急救中心',
    contactPhone: '120120',
    approval: { clerkId: 'S01', pin: '5678', reason: '急救车送来' },
    key: randomUUID() as IdempotencyKey,
  }));
  local = 'LOCAL-03-20230613-01';
  putCard(desk.folder, '示例辛');
  ({ patientId } = await desk.call(personContract.readCard, {}));
});
afterEach(() => desk.close());

const identity = () => desk.call(stayContract.identity, { encounterId });
const total = async () => String((await strip(desk, encounterId)).chargesTotal);
const [sample] = readStory('S07').chargeParts[0] ?? [];

/** One line of the hospital, as its system would write it. */
const line = (orderNo: string, lineNo: string, amount: string, occurredAt: string, originalLineNo: string | null = null) => ({
  ...sample,
  orderNo,
  lineNo,
  originalLineNo,
  occurredAt,
  quantity: amount.startsWith('-') ? '-1.0000' : '1.0000',
  unitPrice: `${amount.replace('-', '')}0000`,
  amount,
});

async function charged(
  orderNo: string,
  lines: readonly (readonly [string, string, string, (string | null)?])[],
  sum: string,
): Promise<void> {
  writeBatch(
    his,
    'charges',
    lines.map(([lineNo, amount, at, original = null]) => line(orderNo, lineNo, amount, at, original)),
  );
  await eventually(total, (seen) => seen === sum);
}

/** The desk has taken what lay in the folder, or refused it. */
const read = (file: string) =>
  eventually(
    () => Promise.resolve(existsSync(file)),
    (there) => !there,
  );

async function ordered(): Promise<void> {
  writeAdmissionOrder(his, 'S07');
  await eventually(
    () => desk.call(admissionContract.orders, {}),
    ({ orders }) => orders.length > 0,
  );
}

it('lines sent for the local number go with the stay under its order, those sent later too, and back when the merge is undone', async () => {
  await charged(
    local,
    [
      ['1', '100.00', '2023-06-13T02:46:00.000Z'],
      ['2', '-40.00', '2023-06-13T02:47:00.000Z', '1'],
    ],
    '60.00',
  );
  await ordered();
  await desk.call(stayContract.merge, { encounterId, patientId, ...MERGE });
  expect(await total()).toBe('60.00');
  await charged(
    local,
    [
      ['3', '30.00', '2023-06-13T02:48:00.000Z'],
      ['4', '-60.00', '2023-06-13T02:49:00.000Z', '1'],
    ],
    '30.00',
  );
  await charged(ORDER, [['1', '12.00', '2023-06-13T02:50:00.000Z']], '42.00');
  await desk.call(stayContract.undoMerge, { encounterId, reason: '认错了人' });
  expect(await total()).toBe('30.00'); // the order's own line is his whose order it is
  await desk.call(stayContract.merge, { encounterId, patientId, ...MERGE });
  expect(await total()).toBe('42.00');
});

it('a first charge before the desk saw him is the beginning of the stay, and no longer when the merge is undone', async () => {
  await ordered();
  await read(writeBatch(his, 'charges', [line(ORDER, '1', '12.00', '2023-06-13T02:30:00.000Z')]));
  const before = (await strip(desk, encounterId)).admittedAt;
  await desk.call(stayContract.merge, { encounterId, patientId, ...MERGE });
  expect((await strip(desk, encounterId)).admittedAt).toBe('2023-06-13T02:30:00.000Z');
  expect((await identity()).registerBy).toBe('2023-06-14T02:30:00.000Z');
  await desk.call(stayContract.undoMerge, { encounterId, reason: '认错了人' });
  expect((await strip(desk, encounterId)).admittedAt).toBe(before);
});

it("the ward's notice that came for his order before the merge is heeded, and waits again when the merge is undone", async () => {
  await ordered();
  await read(writeDischargeNotice(his, 'S01', { orderNo: ORDER, leftAt: '2023-06-13T03:30:00.000Z' }));
  await desk.call(stayContract.merge, { encounterId, patientId, ...MERGE });
  expect((await strip(desk, encounterId)).state).toBe('ward-discharged');
  await desk.call(stayContract.undoMerge, { encounterId, reason: '认错了人' });
  expect(await strip(desk, encounterId)).toMatchObject({ state: 'in-hospital', wardLeftAt: null });
  await desk.call(stayContract.merge, { encounterId, patientId, ...MERGE });
  expect((await strip(desk, encounterId)).wardLeftAt).toBe('2023-06-13T03:30:00.000Z');
});

it('his card read before the order came: the order is linked when it has come, without undoing the merge', async () => {
  await desk.call(stayContract.merge, { encounterId, patientId, orderNumber: null, reason: '身份证核对' });
  expect(await identity()).toMatchObject({ blocked: 'order-missing', waitingOrders: [] });
  await ordered();
  expect(await identity()).toMatchObject({ blocked: 'order-missing', waitingOrders: [ORDER] });
  await desk.call(stayContract.linkOrder, { encounterId, orderNumber: ORDER });
  expect(await identity()).toMatchObject({ blocked: null, waitingOrders: [], mayUndoMerge: true });
  await expect(desk.call(stayContract.linkOrder, { encounterId, orderNumber: ORDER })).rejects.toMatchObject({
    code: 'merge.not-possible',
  });
  await desk.call(stayContract.undoMerge, { encounterId, reason: '认错了人' });
  expect((await strip(desk, encounterId)).patient.name).toContain('无名氏');
  expect((await desk.call(admissionContract.orders, {})).orders.map(({ orderNumber }) => orderNumber)).toEqual([ORDER]);
});

it('an order of another person is neither merged, nor linked, nor admitted on', async () => {
  writeAdmissionOrder(his, 'S01');
  const { orders } = await eventually(
    () => desk.call(admissionContract.orders, {}),
    (answer) => answer.orders.length > 0,
  );
  const orderNumber = orders[0]?.orderNumber ?? '';
  const refused = { code: 'order.other-person' };
  await expect(desk.call(admissionContract.open, { orderNumber, patientId, coverageId: null })).rejects.toMatchObject(refused);
  await expect(desk.call(stayContract.merge, { encounterId, patientId, orderNumber, reason: '身份证核对' })).rejects.toMatchObject(refused);
  await desk.call(stayContract.merge, { encounterId, patientId, orderNumber: null, reason: '身份证核对' });
  await expect(desk.call(stayContract.linkOrder, { encounterId, orderNumber })).rejects.toMatchObject(refused);
});
