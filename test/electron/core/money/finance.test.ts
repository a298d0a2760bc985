import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { caseContract } from '../../../../shared/contract/case-contract.ts';
import { paymentContract } from '../../../../shared/contract/payment-contract.ts';
import { sessionContract } from '../../../../shared/contract/session-contract.ts';
import { supervisorContract } from '../../../../shared/contract/supervisor-contract.ts';
import type { CalendarDate } from '../../../../shared/time/calendar-date.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { admitted, deskOfS01, settled } from '../line/play-stay.ts';
import { giveBack, lastTender, money, newKey, openShift, take } from './till-steps.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

const PINS = { A01: '1234', S01: '5678', F01: '8642' } as const;
const be = (clerkId: keyof typeof PINS) => desk.call(sessionContract.signIn, { clerkId, pin: PINS[clerkId] });
const share = async () =>
  (await desk.call(supervisorContract.view, { day: '2023-06-13' as CalendarDate })).approvals.find(({ kind }) => kind === 'share');

it('where the finance office signs in, it alone takes over what is not collected and pays transfers', { timeout: 40_000 }, async () => {
  desk = await deskOfS01();
  writeFileSync(path.join(desk.folder, 'clerks.json'), JSON.stringify([{ id: 'F01', name: '财务戊', role: 'finance', pin: '8642' }]));
  await desk.restart();
  await be('A01');
  const stay = await admitted(desk);
  await openShift(desk);
  const deposited = lastTender(await take(desk, { encounterId: stay, amount: '36.00' }));
  const payee = { name: '示例甲', account: '6222000000000001', bank: '示例银行', agentCert: '' };
  const back = { encounterId: stay, postingId: deposited.postingId, amount: '36.00', byTransfer: true, payee };
  const transfer = (await giveBack(desk, back)).requests[0]?.requestId ?? 0;
  await settled(desk, stay);
  const ask = { encounterId: stay, kind: 'finance', amount: '236.00', reason: '无力支付', key: newKey() } as const;
  await desk.call(paymentContract.askShare, ask);
  const request = await share();
  const requestId = request?.kind === 'share' ? request.requestId : 0;
  const decide = () => desk.call(paymentContract.decideShare, { requestId, approved: true, reason: '', key: newKey() });
  await be('S01');
  expect((await share())?.notMine).toBe('other-office');
  await expect(decide()).rejects.toMatchObject({ code: 'session.not-permitted' });
  await be('F01');
  expect((await share())?.notMine).toBeNull();
  await expect(desk.call(paymentContract.approveRefund, { requestId: 1, key: newKey() })).rejects.toMatchObject({ kind: 'permission' });
  await decide();
  expect((await desk.call(caseContract.list, {})).cases[0]).toMatchObject({ office: 'finance', action: 'collect' });

  await be('S01');
  await desk.call(paymentContract.approveRefund, { requestId: transfer, key: newKey() });
  const pay = () => desk.call(paymentContract.refundPaid, { requestId: transfer, reference: 'FIN1', key: newKey() });
  expect((await money(desk, stay)).mayPayTransfers).toBe(false);
  await expect(pay()).rejects.toMatchObject({ code: 'session.not-permitted' });
  await be('F01');
  await pay();
  expect((await money(desk, stay)).requests[0]?.state).toBe('paid');
});
