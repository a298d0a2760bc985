import { afterEach, describe, expect, it } from 'vitest';
import { invoiceContract } from '../../../../shared/contract/invoice-contract.ts';
import { recallContract } from '../../../../shared/contract/recall-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import { sessionContract } from '../../../../shared/contract/session-contract.ts';
import { shiftContract } from '../../../../shared/contract/shift-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, finished, registered, settle, signIn, stayEnds, strip } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { AGREED, closeShift, giveBack, lastTender, money, newKey, openShift, openTill, take } from './till-steps.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

/** Admitted, discharged by the ward, nothing settled yet. */
async function until(
  story: string,
  card: string,
  days: readonly [string, string],
  door: 'credit' | 'deposit' = 'credit',
): Promise<EncounterId> {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo(days[0]) });
  await signIn(desk);
  const stay = await admit(desk, story, card, door);
  await registered(desk, stay);
  desk.setClock(offsetTo(days[1]));
  await desk.call(sessionContract.signIn, { clerkId: 'A01', pin: '1234' });
  return stay;
}

const columns = async () => {
  const { columns: all, total } = (await openTill(desk)).sheet.settlements;
  return Object.fromEntries(
    [...Object.entries(all), ['total', total]]
      .filter(([, amount]) => String(amount) !== '0.00')
      .map(([name, amount]) => [name, String(amount)]),
  );
};

describe("the patient's share", { timeout: 20_000 }, () => {
  it('S01: the credit pays 自付, 236.00 自费 is collected over the counter and no fen more', async () => {
    const stay = await until('S01', '示例甲', ['2023-06-05 10:15', '2023-06-13 08:35']);
    await openShift(desk);
    await stayEnds(desk, stay, 'S01');
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    expect([String((await money(desk, stay)).due), String((await strip(desk, stay)).balance?.least)]).toEqual(['236.00', '-236.00']);
    await expect(take(desk, { encounterId: stay, amount: '236.01' })).rejects.toMatchObject({ code: 'payment.too-much' });
    await expect(take(desk, { encounterId: stay, amount: '236.00', received: '200.00' })).rejects.toMatchObject({
      code: 'payment.cash-too-little',
    });
    await take(desk, { encounterId: stay, amount: '100.00', way: 'bank-card', reference: 'POS1' });
    const view = await take(desk, { encounterId: stay, amount: '136.00', received: '150.00' });
    expect([String(view.due), String((await strip(desk, stay)).balance?.least)]).toEqual(['0.00', '0.00']);
    await expect(take(desk, { encounterId: stay, amount: '0.01' })).rejects.toMatchObject({ code: 'payment.nothing-due' });
    expect(await columns()).toEqual({ pooledFund: '9477.50', credit: '3146.90', bankCard: '100.00', cash: '136.00', total: '12860.40' });
  });

  it('S05: the deposit pays 3,710.00 by itself and 290.00 goes back to the card that brought it', async () => {
    const stay = await until('S05', '示例己', ['2023-06-02 10:15', '2023-06-13 10:20'], 'deposit');
    await openShift(desk);
    await take(desk, { encounterId: stay, amount: '4000.00', way: 'bank-card', reference: 'POS1' });
    await stayEnds(desk, stay, 'S05');
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    const view = await money(desk, stay);
    expect([String(view.due), String(view.held), String(view.refundable)]).toEqual(['0.00', '290.00', '290.00']);
    const card = view.tenders.find(({ means }) => means === 'bank-card');
    const after = await giveBack(desk, { encounterId: stay, postingId: card?.postingId ?? 0, amount: '290.00', reference: 'POS2' });
    expect([String(after.held), String(after.refundable)]).toEqual(['0.00', '0.00']);
    const { deposits, means } = (await openTill(desk)).sheet;
    expect([deposits.received, deposits.applied, deposits.refunded, deposits.closing].map(String)).toEqual([
      '4000.00',
      '3710.00',
      '290.00',
      '0.00',
    ]);
    expect(means.find((row) => row.means === 'bank-card')).toMatchObject({ inCount: 1, outCount: 1 });
    expect(await columns()).toEqual({ pooledFund: '6160.00', deposit: '3710.00', total: '9870.00' });
  });

  it('recalled: the settlement turns, the deposit is whole again, and a new settlement takes exactly the same', async () => {
    const stay = await until('S05', '示例己', ['2023-06-02 10:15', '2023-06-13 10:20'], 'deposit');
    await openShift(desk);
    await take(desk, { encounterId: stay, amount: '4000.00', way: 'bank-card', reference: 'POS1' });
    await stayEnds(desk, stay, 'S05');
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    const { encounterId } = (await money(desk, stay)).strip;
    await eventually(
      () => desk.call(invoiceContract.view, { encounterId }),
      ({ state }) => state === 'issued',
    );
    await desk.call(invoiceContract.askStanding, { encounterId });
    const asked = await desk.call(recallContract.ask, { encounterId, depth: 'settlement', reason: '漏记费用', key: newKey() });
    expect(asked).toBeDefined();
    await desk.call(sessionContract.signIn, { clerkId: 'S01', pin: '5678' });
    const { items } = await desk.call(worklistContract.list, {});
    const recallId = items.find(({ group }) => group === 'recall-to-approve')?.recallId ?? 0;
    await desk.call(recallContract.decide, { recallId, approved: true });
    await desk.call(sessionContract.signIn, { clerkId: 'A01', pin: '1234' });
    await eventually(
      () => money(desk, stay),
      ({ held }) => String(held) === '4000.00',
    );
    expect(await columns()).toEqual({}); // +9,870 and −9,870: a settlement and its recall
    expect((await openTill(desk)).sheet.settlements).toMatchObject({ settlements: 1, recalls: 1 });
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    expect(String((await money(desk, stay)).held)).toBe('290.00');
    expect(await columns()).toEqual({ pooledFund: '6160.00', deposit: '3710.00', total: '9870.00' });
  });

  it('settled after the close stands on the page after it, and changes nothing of what was sealed', async () => {
    const stay = await until('S04', '示例戊', ['2023-06-02 09:50', '2023-06-13 10:05']);
    await openShift(desk);
    await stayEnds(desk, stay, 'S04');
    await desk.centre.setLine(false);
    await settle(desk, stay, 'credit-leave');
    await take(desk, { encounterId: stay, amount: '430.50' });
    await expect(
      giveBack(desk, { encounterId: stay, postingId: lastTender(await money(desk, stay)).postingId, amount: '1.00' }),
    ).rejects.toMatchObject({
      code: 'payment.wrong-state',
    });
    const shiftId = await closeShift(desk, '1430.50');
    const [sealed] = (await desk.call(shiftContract.sealed, { shiftId })).seals;
    expect(sealed?.content.sheet.pending.find(({ matter }) => matter === 'left-unsettled')).toMatchObject({
      amount: null,
      patientName: '示*戊',
    });
    expect(String(sealed?.content.sheet.settlements.total)).toBe('0.00');
    await desk.centre.setLine(true);
    await finished(desk, stay);
    const [later] = (await desk.call(shiftContract.sealed, { shiftId })).seals;
    expect(later?.content).toEqual(sealed?.content);
    expect(later).toMatchObject({ intact: true, hash: sealed?.hash });
    expect(later?.later.map(({ kind, amount }) => `${kind} ${amount}`)).toEqual([
      'settled 15430.50',
      'collected 430.50',
      expect.stringMatching(/^collected 3\d{3}\.\d\d$/),
    ]);
    expect(String((await money(desk, stay)).due)).toBe('0.00');
  });
});

describe('a wallet', { timeout: 20_000 }, () => {
  async function owing(): Promise<EncounterId> {
    const stay = await until('S01', '示例甲', ['2023-06-05 10:15', '2023-06-13 08:35']);
    await openShift(desk);
    await stayEnds(desk, stay, 'S01');
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    return stay;
  }
  const scan = (stay: EncounterId, code = '134567890123456789', amount = '236.00') =>
    take(desk, { encounterId: stay, amount, way: 'wallet', code });

  it('pays at once, and is given back to the same wallet', async () => {
    const stay = await owing();
    const view = await scan(stay, '134567890123456789', '200.00');
    expect([String(view.due), lastTender(view).means, view.walletOrders[0]?.state]).toEqual(['36.00', 'wechat', 'done']);
    const request = { encounterId: stay, postingId: lastTender(view).postingId, amount: '36.00' };
    await expect(giveBack(desk, request)).rejects.toMatchObject({ code: 'refund.approval-missing' });
    await expect(giveBack(desk, { ...request, approval: { clerkId: 'S01', pin: '0000' } })).rejects.toMatchObject({
      code: 'session.wrong-pin',
    });
    await expect(giveBack(desk, { ...request, approval: { clerkId: 'A01', pin: '1234' } })).rejects.toMatchObject({ kind: 'permission' });
    const back = await giveBack(desk, { ...request, approval: AGREED });
    expect([String(back.due), back.walletOrders.map(({ state }) => state)]).toEqual(['72.00', ['done', 'done']]);
    expect(desk.wallet.referee()).toMatchObject({ charged: 20_000, givenBack: 3_600, repeated: [] });
    expect(await columns()).toMatchObject({ wechat: '200.00' }); // the refund left the due, then the wallet
    expect((await openTill(desk)).sheet.means.find(({ means }) => means === 'wechat')).toMatchObject({ inCount: 1, outCount: 1 });
  });

  it('that says no takes nothing; a code of neither wallet is not sent', async () => {
    const stay = await owing();
    const view = await scan(stay, '134567890123459999');
    expect([String(view.due), view.walletOrders[0]?.state, view.walletOrders[0]?.words]).toEqual(['236.00', 'refused', '余额不足']);
    await expect(scan(stay, '777777777777777777')).rejects.toMatchObject({ code: 'payment.means-not-allowed' });
    expect(desk.wallet.referee()).toMatchObject({ charged: 0, orders: 1 });
  });

  it.each(['lost-answer', 'garbage', 'half-answer'] as const)(
    'whose answer is lost (%s) is looked up, never sent again, and meanwhile takes no second payment',
    async (kind) => {
      const stay = await owing();
      desk.wallet.arm({ operation: 'pay', kind });
      desk.wallet.arm({ operation: 'orders', kind: 'reset', times: 2 });
      const asked = await scan(stay);
      expect(asked.walletOrders[0]?.state).toBe('unknown');
      await expect(take(desk, { encounterId: stay, amount: '236.00' })).rejects.toMatchObject({ code: 'payment.nothing-due' });
      const found = await eventually(
        () => money(desk, stay),
        ({ walletOrders }) => walletOrders[0]?.state === 'done',
      );
      expect([String(found.due), found.tenders.filter(({ means }) => means === 'wechat')]).toMatchObject(['0.00', [{ means: 'wechat' }]]);
      expect(desk.wallet.referee()).toMatchObject({ charged: 23_600, repeated: [], orders: 1 });
    },
  );

  it('that never got the order is believed so only after the delay and twice; then another way is open', async () => {
    const stay = await owing();
    desk.wallet.arm({ operation: 'pay', kind: 'reset' });
    expect((await scan(stay)).walletOrders[0]?.state).toBe('unknown');
    await eventually(
      () => money(desk, stay),
      ({ walletOrders }) => walletOrders[0]?.state === 'closed',
    );
    expect(String((await take(desk, { encounterId: stay, amount: '236.00' })).due)).toBe('0.00');
    expect(desk.wallet.referee()).toMatchObject({ charged: 0, orders: 0 });
  });

  it('that cannot be reached was asked nothing', async () => {
    const stay = await owing();
    await desk.wallet.setLine(false);
    await expect(scan(stay)).rejects.toMatchObject({ code: 'wallet.unreachable' });
    expect((await money(desk, stay)).walletOrders[0]?.state).toBe('closed');
  });

  it('that refuses a refund leaves the money where it was, for another way', async () => {
    const stay = await owing();
    const { postingId } = lastTender(await scan(stay, '134567890123456789', '200.00'));
    desk.wallet.arm({ operation: 'refund', kind: 'refusal', text: '商户余额不足' });
    const view = await giveBack(desk, { encounterId: stay, postingId, amount: '36.00', approval: AGREED });
    expect([String(view.due), view.walletOrders.at(-1)?.state, String(lastTender(view).left)]).toEqual(['36.00', 'refused', '200.00']);
    const payee = { name: '示例甲', account: '6222000000000001', bank: '示例银行', agentCert: '' };
    const other = await giveBack(desk, { encounterId: stay, postingId, amount: '36.00', byTransfer: true, payee, approval: AGREED });
    expect([String(other.due), other.requests.length]).toEqual(['72.00', 1]);
  });

  it('pressed twice charges once', async () => {
    const stay = await owing();
    const request = {
      encounterId: stay,
      amount: '236.00',
      way: 'wallet' as const,
      code: '134567890123456789',
      key: newKey(),
    };
    await Promise.allSettled([take(desk, request), take(desk, request)]);
    await eventually(
      () => money(desk, stay),
      ({ due }) => String(due) === '0.00',
    );
    expect(desk.wallet.referee()).toMatchObject({ charged: 23_600, repeated: [], orders: 1 });
  });
});
