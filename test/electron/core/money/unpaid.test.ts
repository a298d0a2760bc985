import { afterEach, expect, it } from 'vitest';
import { booksContract } from '../../../../shared/contract/books-contract.ts';
import { invoiceContract } from '../../../../shared/contract/invoice-contract.ts';
import { paymentContract } from '../../../../shared/contract/payment-contract.ts';
import { recallContract } from '../../../../shared/contract/recall-contract.ts';
import { sessionContract } from '../../../../shared/contract/session-contract.ts';
import { shiftContract } from '../../../../shared/contract/shift-contract.ts';
import { supervisorContract } from '../../../../shared/contract/supervisor-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { ShareAsk } from '../../../../shared/model/ledger.ts';
import type { CalendarDate } from '../../../../shared/time/calendar-date.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { view } from '../../../support/line-steps.ts';
import { admitted, deskOfS01, quick, settled } from '../line/play-stay.ts';
import { closeShift, money, newKey, openShift, take } from './till-steps.ts';

const DAY = '2023-06-13' as CalendarDate;
let desk: CoreDesk;
afterEach(() => desk.close());

const ask = (stay: EncounterId, kind: ShareAsk, amount: string) =>
  desk.call(paymentContract.askShare, { encounterId: stay, kind, amount: amount as never, reason: '低保家庭', key: newKey() });
const box = async () => (await desk.call(supervisorContract.view, { day: DAY })).approvals;
const decide = (requestId: number, approved: boolean, reason = '') =>
  desk.call(paymentContract.decideShare, { requestId, approved, reason, key: newKey() });
const be = (clerkId: 'A01' | 'S01') => desk.call(sessionContract.signIn, { clerkId, pin: clerkId === 'A01' ? '1234' : '5678' });
const owedItem = async () => (await desk.call(worklistContract.list, {})).items.find(({ group }) => group === 'self-paid-owed');

it('a share that cannot be paid: asked by one, decided by another; relief has its column, and goes back with its settlement', {
  timeout: 40_000,
}, async () => {
  desk = await deskOfS01({ settings: quick({ recall: { approval: 'none' } }) });
  const stay = await admitted(desk);
  await settled(desk, stay);
  await openShift(desk);
  // S01 owes 236.00 of 自费.
  await expect(ask(stay, 'relief', '236.01')).rejects.toMatchObject({ code: 'payment.too-much' });
  await ask(stay, 'relief', '100.00');
  await expect(ask(stay, 'relief', '50.00')).rejects.toMatchObject({ code: 'payment.wrong-state' });
  const [request] = await box();
  expect(request).toMatchObject({ kind: 'share', share: 'relief', notMine: 'asked-himself', reason: '低保家庭' });
  const requestId = request?.kind === 'share' ? request.requestId : 0;
  await expect(decide(requestId, true)).rejects.toMatchObject({ code: 'session.not-permitted' });
  expect(String((await money(desk, stay)).due)).toBe('236.00'); // asking moves nothing
  await be('S01');
  await expect(decide(requestId, false)).rejects.toMatchObject({ code: 'refund.reason-missing' });
  await decide(requestId, true);
  await expect(decide(requestId, true)).rejects.toMatchObject({ code: 'payment.wrong-state' });
  await be('A01');
  expect(String((await money(desk, stay)).due)).toBe('136.00');

  // He leaves owing the rest, then finance takes it on: each time the list says whose it is.
  const agree = async (kind: ShareAsk) => {
    await ask(stay, kind, '136.00');
    await be('S01');
    const [next] = await box();
    await decide(next?.kind === 'share' ? next.requestId : 0, true);
    await be('A01');
  };
  expect([(await owedItem())?.matter, (await view(desk, stay)).unpaidAgreed]).toEqual(['self-paid-owed', false]);
  await agree('arrears');
  expect([(await owedItem())?.matter, (await view(desk, stay)).unpaidAgreed]).toEqual(['owed-agreed', true]);
  await agree('finance');
  expect((await owedItem())?.matter).toBe('owed-finance');

  // Paid after all: the invoice shows what the hospital bore as another payer's, and the sheet adds up.
  expect(String((await take(desk, { encounterId: stay, amount: '136.00' })).due)).toBe('0.00');
  await eventually(
    () => desk.call(invoiceContract.view, { encounterId: stay }),
    ({ state }) => state === 'issued',
  );
  expect(desk.invoice.referee().invoices[0]?.parts).toMatchObject({ ownPaid: '3282.90', otherPayer: '100.00', arrears: '0.00' });
  const { columns, total } = (await desk.call(booksContract.day, { day: DAY })).settlements;
  expect([columns.relief, columns.cash, columns.arrears, total].map(String)).toEqual(['100.00', '136.00', '0.00', '12860.40']);

  // Taken back: only what he paid himself is his again.
  await desk.call(invoiceContract.askStanding, { encounterId: stay });
  await desk.call(recallContract.ask, { encounterId: stay, depth: 'settlement', reason: '费用有误', key: newKey() });
  const after = await eventually(
    () => money(desk, stay),
    ({ mode, owedBack }) => mode !== 'locked' && String(owedBack) === '136.00',
  );
  expect(after.shareRequests.map(({ state }) => state)).toEqual(['approved', 'approved', 'approved']);
  expect((await view(desk, stay)).unpaidAgreed).toBe(false);
  expect(String((await desk.call(booksContract.day, { day: DAY })).settlements.columns.relief)).toBe('0.00');
  const shiftId = await closeShift(desk, '1136.00');
  expect((await desk.call(shiftContract.sealed, { shiftId })).seals[0]?.intact).toBe(true);
});
