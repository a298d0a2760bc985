import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { booksContract } from '../../../../shared/contract/books-contract.ts';
import { paymentContract } from '../../../../shared/contract/payment-contract.ts';
import { sessionContract } from '../../../../shared/contract/session-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { CalendarDate } from '../../../../shared/time/calendar-date.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { admit, signIn, strip } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { AGREED, giveBack, lastTender, money, newKey, openShift, openTill, take } from './till-steps.ts';

let desk: CoreDesk;
let stay: EncounterId;

async function start(minute: string, settings?: (same: Record<string, unknown>) => Record<string, unknown>): Promise<void> {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo(minute), ...(settings === undefined ? {} : { settings }) });
  await signIn(desk);
  stay = await admit(desk, 'S05', '示例己', 'deposit');
}

describe('a deposit', () => {
  beforeEach(() => start('2023-06-02 09:00'));
  afterEach(() => desk.close());

  it('needs an open shift', async () => {
    await expect(take(desk, { encounterId: stay, amount: '4000.00' })).rejects.toMatchObject({ code: 'shift.none-open' });
  });

  it('is received with a receipt, change and the balance everywhere; a repeat of the key moves nothing', async () => {
    await openShift(desk);
    const key = newKey();
    const view = await take(desk, { encounterId: stay, amount: '4000.00', received: '4100.00', key });
    await take(desk, { encounterId: stay, amount: '4000.00', received: '4100.00', key });
    expect(String(view.terms.amount)).toBe('4000.00');
    expect([String(view.held), view.nextReceipt, lastTender(view).receiptNumber]).toEqual(['4000.00', 'Y03000002', 'Y03000001']);
    expect(String((await strip(desk, stay)).depositBalance)).toBe('4000.00');
    const { sheet } = await openTill(desk);
    expect([String(sheet.till.expected), String(sheet.deposits.closing)]).toEqual(['5000.00', '4000.00']);
    expect(sheet.deposits.receipts).toEqual({ count: 1, first: 'Y03000001', last: 'Y03000001' });
    await expect(take(desk, { encounterId: stay, amount: '4001.00', key })).rejects.toMatchObject({ code: 'request.key-reused' });
  });

  it('below the table wants a reason; topped up it wants none any more', async () => {
    await openShift(desk);
    await expect(take(desk, { encounterId: stay, amount: '1000.00' })).rejects.toMatchObject({ code: 'deposit.reason-missing' });
    await take(desk, { encounterId: stay, amount: '1000.00', reason: '家属下午补交' });
    const view = await take(desk, { encounterId: stay, amount: '3000.00', way: 'bank-card', reference: 'POS0001' });
    expect(String(view.held)).toBe('4000.00');
  });

  it('takes a slip once, and again when all of it went back', async () => {
    await openShift(desk);
    const card = { encounterId: stay, amount: '4000.00', way: 'bank-card' as const };
    await expect(take(desk, card)).rejects.toMatchObject({ code: 'payment.reference-missing' });
    const view = await take(desk, { ...card, reference: 'POS0001' });
    await expect(take(desk, { ...card, reference: 'POS0001' })).rejects.toMatchObject({ code: 'payment.reference-used' });
    const { postingId } = lastTender(view);
    await expect(giveBack(desk, { encounterId: stay, postingId, amount: '4000.00' })).rejects.toMatchObject({
      code: 'payment.reference-missing',
    });
    await giveBack(desk, { encounterId: stay, postingId, amount: '4000.00', reference: 'POS0002' });
    expect(String((await take(desk, { ...card, reference: 'POS0001' })).held)).toBe('4000.00');
  });

  it('goes back in parts, never more than is left, with the receipt lost or returned', async () => {
    await openShift(desk);
    const view = await take(desk, { encounterId: stay, amount: '4000.00' });
    const { postingId } = lastTender(view);
    const back = await giveBack(desk, { encounterId: stay, postingId, amount: '1500.00', receipt: 'lost' });
    expect([String(back.held), String(lastTender(back).left)]).toEqual(['2500.00', '2500.00']);
    await expect(giveBack(desk, { encounterId: stay, postingId, amount: '2500.01' })).rejects.toMatchObject({ code: 'refund.too-much' });
    const books = async () => (await desk.call(booksContract.day, { day: '2023-06-02' as CalendarDate })).voidReceipts;
    expect(await books()).toEqual([]);
    await giveBack(desk, { encounterId: stay, postingId, amount: '2500.00' });
    expect(await books()).toEqual(['Y03000001']); // all of it went back, and so did its paper
    expect(String((await openTill(desk)).sheet.till.expected)).toBe('1000.00');
  });

  it('of an older shift goes back in cash only out of the float', async () => {
    await openShift(desk);
    const { postingId } = lastTender(await take(desk, { encounterId: stay, amount: '4000.00' }));
    await desk.call(sessionContract.signIn, { clerkId: 'S01', pin: '5678' });
    await openShift(desk, '500.00');
    await expect(giveBack(desk, { encounterId: stay, postingId, amount: '500.10' })).rejects.toMatchObject({
      code: 'drawer.float-used-up',
    });
    await giveBack(desk, { encounterId: stay, postingId, amount: '500.00' });
    await expect(giveBack(desk, { encounterId: stay, postingId, amount: '0.10' })).rejects.toMatchObject({ code: 'drawer.float-used-up' });
  });

  it('that a third person paid is his: to him with his document, to another for him with a supervisor', async () => {
    await openShift(desk);
    const paid = { encounterId: stay, amount: '4000.00', payer: '示例司机家属', relation: '他方' };
    const view = await take(desk, paid);
    const { postingId, thirdPayer } = lastTender(view);
    expect(thirdPayer).toBe(true);
    const part = { encounterId: stay, postingId, amount: '1000.00' };
    await expect(giveBack(desk, part)).rejects.toMatchObject({ code: 'refund.taker-missing' });
    const patient = { name: '示例己', cert: '210202196804019930' };
    await expect(giveBack(desk, { ...part, taker: patient })).rejects.toMatchObject({ code: 'refund.payer-only' });
    const payee = { name: '示例己', account: '6222000000000001', bank: '示例银行', agentCert: '' };
    const sent = { ...part, byTransfer: true, payee, taker: { name: '示例司机家属', cert: '210203199001019910' } };
    await expect(giveBack(desk, sent)).rejects.toMatchObject({ code: 'refund.payer-only' });
    await giveBack(desk, { ...part, taker: { name: '示例司机家属', cert: '210203199001019910' } });
    const agreed = await giveBack(desk, { ...part, taker: patient, approval: AGREED });
    expect(String(agreed.held)).toBe('2000.00');
    const family = lastTender(await take(desk, { encounterId: stay, amount: '2000.00', payer: '示例家属', relation: '配偶' }));
    expect(family.thirdPayer).toBe(false);
    await giveBack(desk, { encounterId: stay, postingId: family.postingId, amount: '1000.00' });
  });

  it('by transfer wants an account, two persons, and stands as due until finance has paid', async () => {
    await openShift(desk);
    const { postingId } = lastTender(await take(desk, { encounterId: stay, amount: '4000.00', way: 'transfer', reference: 'TR1' }));
    const payee = { name: '示例己', account: '6222000000000001', bank: '示例银行', agentCert: '' };
    const part = { encounterId: stay, postingId, amount: '290.00' };
    await expect(giveBack(desk, part)).rejects.toMatchObject({ code: 'refund.account-missing' });
    const { requests } = await giveBack(desk, { ...part, payee });
    expect(requests).toMatchObject([{ state: 'asked', payeeAccount: '6222********0001' }]);
    const requestId = requests[0]?.requestId ?? 0;
    await expect(desk.call(paymentContract.approveRefund, { requestId, key: newKey() })).rejects.toMatchObject({
      code: 'session.not-permitted',
    });
    await desk.call(sessionContract.signIn, { clerkId: 'S01', pin: '5678' });
    const paid = { requestId, reference: 'FIN1', key: newKey() };
    await expect(desk.call(paymentContract.refundPaid, paid)).rejects.toMatchObject({ code: 'payment.wrong-state' });
    await desk.call(paymentContract.approveRefund, { requestId, key: newKey() });
    await desk.call(paymentContract.refundPaid, { ...paid, key: newKey() });
    await expect(desk.call(paymentContract.refundPaid, { ...paid, key: newKey() })).rejects.toMatchObject({ code: 'payment.wrong-state' });
    expect((await money(desk, stay)).requests).toMatchObject([{ state: 'paid', approvedBy: '班组长乙' }]);
  });
});

describe('the published table', () => {
  afterEach(() => desk.close());

  it('may not be exceeded by what is asked of an insured patient from 2025-06-30 on (L-02)', async () => {
    await start('2025-07-01 09:00');
    await openShift(desk);
    const { terms } = await money(desk, stay);
    expect(terms.limit?.rule).toBe('L-02');
    await expect(take(desk, { encounterId: stay, amount: '4000.01' })).rejects.toMatchObject({
      code: 'deposit.above-table',
      details: { most: '4000.00' },
    });
    await take(desk, { encounterId: stay, amount: '4000.00' });
    await expect(take(desk, { encounterId: stay, amount: '0.01' })).rejects.toMatchObject({ code: 'deposit.above-table' });
  });

  it('before that day more was no breach', async () => {
    await start('2025-06-29 09:00');
    await openShift(desk);
    expect(String((await take(desk, { encounterId: stay, amount: '5000.00' })).held)).toBe('5000.00');
  });
});
