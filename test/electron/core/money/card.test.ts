import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayEndContract } from '../../../../shared/contract/day-end-contract.ts';
import { paymentContract } from '../../../../shared/contract/payment-contract.ts';
import { sessionContract } from '../../../../shared/contract/session-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { CalendarDate } from '../../../../shared/time/calendar-date.ts';
import { type CardHandle, startCard } from '../../../card/card.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, signIn } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { giveBack, lastTender, money, openShift, openTill, take } from './till-steps.ts';

let desk: CoreDesk;
let card: CardHandle;
let stay: EncounterId;

beforeEach(async () => {
  card = await startCard({ clockOffsetMs: offsetTo('2023-06-13 09:00') });
  const terminal = { baseUrl: card.url, terminal: '30000001', secret: 'demo-secret', seconds: 2 };
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-13 09:00'), settings: (settings) => ({ ...settings, card: terminal }) });
  await signIn(desk);
  stay = await admit(desk, 'S05', '示例己', 'deposit');
  await openShift(desk);
}, 30_000);
afterEach(async () => {
  await desk.close();
  await card.close();
});

const charge = (amount = '4000.00') => take(desk, { encounterId: stay, amount, way: 'bank-card', reason: '分次交' });
const cards = async () => (await openTill(desk)).sheet.means.find(({ means }) => means === 'bank-card');

describe('a card terminal', { timeout: 20_000 }, () => {
  it('charges the card, keeps the slip’s numbers, and voids the whole on the same day; later and in parts it refunds', async () => {
    const view = await charge();
    expect([view.terminal, String(view.held), lastTender(view).reference, lastTender(view).viaTerminal]).toEqual([
      true,
      '4000.00',
      'CUP000000001',
      true,
    ]);
    const voided = await giveBack(desk, { encounterId: stay, postingId: lastTender(view).postingId, amount: '4000.00' });
    expect([String(voided.held), voided.walletOrders.map(({ state }) => state)]).toEqual(['0.00', ['done', 'done']]);
    const again = await charge();
    await giveBack(desk, { encounterId: stay, postingId: lastTender(again).postingId, amount: '1000.00' });
    const later = '2023-06-14 09:00';
    desk.setClock(offsetTo(later));
    card.setClockOffset(offsetTo(later));
    await desk.call(sessionContract.signIn, { clerkId: 'A01', pin: '1234' });
    await giveBack(desk, { encounterId: stay, postingId: lastTender(again).postingId, amount: '3000.00' });
    expect(card.referee()).toEqual({
      charged: 800_000,
      givenBack: 800_000,
      repeated: [],
      kinds: ['pay', 'void', 'pay', 'refund', 'refund'],
    });
    expect(await cards()).toMatchObject({ inCount: 2, outCount: 3 });
    // The acquirer's file of the first day agrees to the fen.
    const day = '2023-06-13' as CalendarDate;
    const content = Buffer.from(card.dayList(day)).toString('base64');
    const { lines } = await desk.call(dayEndContract.take, { day, source: 'card', name: 'card.csv', content });
    const line = lines.find((each) => each.line === 'bank-card');
    expect([line?.standing, String(line?.here.net), String(line?.there?.net)]).toEqual(['equal', '3000.00', '3000.00']);
  });

  it.each(['lost-answer', 'half-answer', 'no-answer'] as const)('after %s it is looked up, never charged again', async (kind) => {
    card.arm({ operation: 'pay', kind, ...(kind === 'no-answer' ? { commit: true } : {}) });
    card.arm({ operation: 'orders', kind: 'reset', times: 1 });
    const asked = await charge();
    expect([asked.walletOrders[0]?.state, String(asked.held)]).toEqual(['unknown', '0.00']);
    const found = await eventually(
      () => desk.call(paymentContract.findOut, { encounterId: stay }),
      ({ walletOrders }) => walletOrders[0]?.state === 'done',
    );
    expect(String(found.held)).toBe('4000.00');
    expect(card.referee()).toMatchObject({ charged: 400_000, repeated: [] });
  });

  it('that is away charges nothing; the slip of another terminal is typed in, and given back there', async () => {
    await card.setLine(false);
    await expect(charge()).rejects.toMatchObject({ code: 'card.terminal-away' });
    const view = await take(desk, { encounterId: stay, amount: '4000.00', way: 'bank-card', reference: 'POS0001' });
    expect([String(view.held), lastTender(view).viaTerminal]).toEqual(['4000.00', false]);
    const { postingId } = lastTender(view);
    const back = { encounterId: stay, postingId, amount: '4000.00' };
    await expect(giveBack(desk, back)).rejects.toMatchObject({ code: 'payment.reference-missing' });
    expect(String((await giveBack(desk, { ...back, reference: 'POS0002' })).held)).toBe('0.00');
    expect(card.referee()).toMatchObject({ charged: 0, kinds: [] });
  });

  it('that says no takes nothing, and a refund that it refuses is held again', async () => {
    const refused = await charge('100.51');
    expect([refused.walletOrders[0]?.words, String(refused.held)]).toEqual(['余额不足(51)', '0.00']);
    const view = await charge();
    card.arm({ operation: 'void', kind: 'refusal', text: '终端已结算' });
    const after = await giveBack(desk, { encounterId: stay, postingId: lastTender(view).postingId, amount: '4000.00' });
    expect([after.walletOrders.at(-1)?.words, String(after.held), String(lastTender(await money(desk, stay)).left)]).toEqual([
      '终端已结算',
      '4000.00',
      '4000.00',
    ]);
  });
});
