import path from 'node:path';
import { existsSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { inPatientContract } from '../../../../shared/contract/in-patient-contract.ts';
import { booksContract } from '../../../../shared/contract/books-contract.ts';
import type { InPatientFilter } from '../../../../shared/claim/in-patient-urgency.ts';
import { readStory, writeBatch, writeCharges } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, registered, signIn, strip } from '../../../support/line-steps.ts';
import { quick } from '../line/play-stay.ts';
import { offsetTo } from '../../../support/story-clock.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

const list = (filter: InPatientFilter | null = null, search = '') => desk.call(inPatientContract.list, { filter, search });

it('somebody in hospital: days, lines not yet sent, when he leaves, who is short; the filters leave out the others', async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 09:30'), settings: quick() });
  await signIn(desk);
  const his = path.join(desk.folder, 'his');
  const encounterId = await admit(desk, 'S01', '示例甲', 'deposit');
  await registered(desk, encounterId);
  expect((await list()).rows).toMatchObject([{ days: 1, unsentLines: 0, expectedLeaveOn: null, marks: [], urgency: 'short' }]);

  await desk.centre.setLine(false);
  desk.setClock(offsetTo('2023-06-12 10:00'));
  writeCharges(his, 'S01');
  writeBatch(his, 'plan', [{ kind: 'discharge-plan', orderNo: readStory('S01').admissionOrders[0]?.['orderNo'], leavesOn: '2023-06-13' }]);
  const { chargeCount } = await eventually(
    () => strip(desk, encounterId),
    ({ chargesTotal }) => !chargesTotal.isZero(),
  );
  const [row] = await eventually(
    async () => (await list()).rows,
    ([first]) => first?.expectedLeaveOn === '2023-06-13',
  );
  expect(row).toMatchObject({ days: 7, unsentLines: chargeCount, urgency: 'short' });
  expect(row?.strip.patient.name).toBe('示*甲');
  for (const filter of ['short', 'leaving'] as const) expect((await list(filter)).total).toBe(1);
  for (const filter of ['unregistered', 'left-unsettled', 'green-channel', 'day-care'] as const)
    expect(await list(filter)).toEqual({ rows: [], total: 0 });
  expect((await list(null, '没有此人')).rows).toEqual([]);

  // The reminder counts him with the same sum.
  const { reminders } = await desk.call(booksContract.reminders, {});
  expect(reminders.map(({ short }) => String(short))).toEqual([String(row?.strip.balance?.most.negated())]);
  const { file } = await desk.call(inPatientContract.export, { filter: null, search: '', words: { list: '在院病人' } });
  expect(existsSync(file)).toBe(true);

  await desk.centre.setLine(true);
  await eventually(
    async () => (await list()).rows,
    ([first]) => first?.unsentLines === 0,
  );
});
