import { existsSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { paymentContract } from '../../../../shared/contract/payment-contract.ts';
import { sessionContract } from '../../../../shared/contract/session-contract.ts';
import { supervisorContract } from '../../../../shared/contract/supervisor-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { CalendarDate } from '../../../../shared/time/calendar-date.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { admit, signIn } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { giveBack, lastTender, money, newKey, openShift, take } from './till-steps.ts';

const DAY = '2023-06-13' as CalendarDate;
let desk: CoreDesk;
afterEach(() => desk.close());

it('approval box: a transfer waits for the supervisor; refused with a reason the money is held again, and nobody is asked twice', {
  timeout: 30_000,
}, async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-13 09:10') });
  await signIn(desk);
  const stay = await admit(desk, 'S05', '示例己', 'deposit');
  await openShift(desk);
  const view = await take(desk, { encounterId: stay, amount: '4000.00' });
  const payee = { name: '示例己', account: '6222021000000000001', bank: '示例银行', agentCert: '' };
  const back = { encounterId: stay, postingId: lastTender(view).postingId, amount: '4000.00', byTransfer: true, payee };
  const requestId = (await giveBack(desk, back)).requests[0]?.requestId ?? 0;
  const board = () => desk.call(supervisorContract.view, { day: DAY });
  expect((await board()).approvals).toMatchObject([{ kind: 'refund', patientName: '示*己', notMine: 'asked-himself' }]);
  const refuse = (reason: string) => desk.call(paymentContract.refuseRefund, { requestId, reason, key: newKey() });
  await expect(refuse('账号不符')).rejects.toMatchObject({ code: 'session.not-permitted' });

  await desk.call(sessionContract.signIn, { clerkId: 'S01', pin: '5678' });
  const { approvals, tills, means, hours, counts } = await board();
  expect(approvals).toMatchObject([{ requestId, notMine: null, askedBy: '收费员甲' }]);
  expect(tills.map(({ clerkName, sealed, expected }) => [clerkName, sealed, String(expected)])).toEqual([['收费员甲', false, '5000.00']]);
  expect(means.find((row) => row.means === 'cash')).toMatchObject({ inCount: 1, outCount: 0 });
  expect([hours.find(({ hour }) => hour === 9)?.receipts, counts.refunds]).toEqual([1, 1]);
  await expect(refuse('')).rejects.toMatchObject({ code: 'ipc.invalid-request' });
  await refuse('账号不符');
  await expect(refuse('账号不符')).rejects.toMatchObject({ code: 'payment.wrong-state' });
  await expect(desk.call(paymentContract.approveRefund, { requestId, key: newKey() })).rejects.toMatchObject({
    code: 'payment.wrong-state',
  });
  expect((await board()).approvals).toEqual([]);
  const after = await money(desk, stay);
  expect([String(after.held), after.requests[0]?.state]).toEqual(['4000.00', 'refused']);
  expect((await desk.call(worklistContract.list, {})).items.filter(({ group }) => group === 'refund-request')).toEqual([]);
  const { file } = await desk.call(supervisorContract.export, { day: DAY, words: { approvals: '审批箱' } });
  expect(existsSync(file)).toBe(true);
});
