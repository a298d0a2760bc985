import { existsSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { creditContract } from '../../../../shared/contract/credit-contract.ts';
import { dayEndContract, type DayEndView } from '../../../../shared/contract/day-end-contract.ts';
import { invoiceContract } from '../../../../shared/contract/invoice-contract.ts';
import { sessionContract } from '../../../../shared/contract/session-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { DaySource } from '../../../../shared/model/day-end.ts';
import type { CalendarDate } from '../../../../shared/time/calendar-date.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, finished, registered, settle, signIn, stayEnds } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { newKey, openShift, take } from '../money/till-steps.ts';

const DAY = '2023-06-13' as CalendarDate;
let desk: CoreDesk;

/** S01 settled on credit with 236.00 by 微信, and a deposit of 4,000.00 by card slip: one movement on each line. */
beforeEach(async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 10:15') });
  await signIn(desk);
  const stay = await admit(desk, 'S01', '示例甲');
  await registered(desk, stay);
  desk.setClock(offsetTo('2023-06-13 08:35'));
  await desk.call(sessionContract.signIn, { clerkId: 'A01', pin: '1234' });
  await openShift(desk);
  await stayEnds(desk, stay, 'S01');
  await settle(desk, stay, 'online');
  await finished(desk, stay);
  await take(desk, { encounterId: stay, amount: '236.00', way: 'wallet', code: '130000000000000001' });
  await eventually(
    () => desk.call(invoiceContract.view, { encounterId: stay }),
    ({ state }) => state === 'issued',
  );
  const other = await admit(desk, 'S05', '示例己', 'deposit');
  await take(desk, { encounterId: other, amount: '4000.00', way: 'bank-card', reference: 'POS0001' });
}, 60_000);
afterEach(() => desk.close());

const view = () => desk.call(dayEndContract.view, { day: DAY });
const take1 = (source: DaySource, text: string) =>
  desk.call(dayEndContract.take, { day: DAY, source, name: `${source}.csv`, content: Buffer.from(text).toString('base64') });
const shown = ({ lines }: DayEndView) =>
  Object.fromEntries(
    lines.map(({ line, here, there, standing }) => [
      line,
      `${here.count} ${here.net} ${there === null ? '-' : `${there.count} ${there.net}`} ${standing}`,
    ]),
  );

/** As the other side's sender does it: written under another name, then renamed. */
function send(name: string, text: string): void {
  const file = path.join(desk.folder, 'statements', name);
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}
const CARD = (amount: string) =>
  ['流水号,商户单号,渠道,类型,金额,交易时间,状态', `POS0001,,,消费,${amount},2023-06-13 08:40:00,成功`, `合计,1,,,${amount},,`].join('\n');

describe('日终对账', { timeout: 30_000 }, () => {
  it('compares every line with the list of its other side, and is confirmed by name when nothing is left', async () => {
    expect(shown(await view())).toEqual({
      credit: '1 3146.90 - no-list',
      wechat: '1 236.00 - no-list',
      alipay: '0 0.00 - nothing',
      'bank-card': '1 4000.00 - no-list',
      invoice: '1 12860.40 - no-list',
      deposit: '1 4000.00 0 0.00 different',
    });
    send('bank-20230613.csv', desk.bank.dayList(DAY));
    send('wallet-20230613.csv', desk.wallet.dayList(DAY));
    send('card-20230613-broken.csv', CARD('4000'));
    await eventually(view, ({ refusals, lines }) => refusals.length === 1 && lines.filter(({ list }) => list !== null).length === 3);
    expect((await view()).refusals[0]).toMatchObject({ name: 'card-20230613-broken.csv', row: 2, column: '金额', reason: 'amount' });
    expect(existsSync(path.join(desk.folder, 'statements/refused/card-20230613-broken.csv.reason.txt'))).toBe(true);
    await desk.call(dayEndContract.ask, { day: DAY });
    const compared = await take1('card', CARD('3999.00'));
    expect(shown(compared)).toEqual({
      credit: '1 3146.90 1 3146.90 equal',
      wechat: '1 236.00 1 236.00 equal',
      alipay: '0 0.00 0 0.00 nothing',
      'bank-card': '1 4000.00 1 3999.00 different',
      invoice: '1 12860.40 1 12860.40 equal',
      deposit: '1 4000.00 0 0.00 different',
    });
    expect(compared.differences.map(({ line, kind, number, owner }) => `${line} ${kind} ${number} ${owner}`)).toEqual([
      'bank-card amount POS0001 other-side',
      'deposit only-here Y03000001 cashier',
    ]);
    const { items } = await desk.call(worklistContract.list, {});
    expect(items.filter(({ matter }) => matter.startsWith('dayEnd')).map(({ matter, patientName }) => `${matter} ${patientName}`)).toEqual([
      'dayEnd.amount 示*己',
      'dayEnd.only-here 示*己',
    ]);
    await expect(desk.call(dayEndContract.confirm, { day: DAY })).rejects.toMatchObject({ code: 'session.not-permitted' });

    desk.setClock(offsetTo('2023-06-14 08:30'));
    await desk.call(sessionContract.signIn, { clerkId: 'S01', pin: '5678' });
    await expect(desk.call(dayEndContract.confirm, { day: DAY })).rejects.toMatchObject({ code: 'statement.wrong-state' });
    const [card, receipt] = compared.differences;
    const handle = (identity = '', action: 'accept' | 'wait' | 'to-finance', note = '') =>
      desk.call(dayEndContract.handle, { day: DAY, identity, action, note, key: newKey() });
    await expect(handle(card?.identity, 'accept')).rejects.toMatchObject({ code: 'statement.reason-missing' });
    await expect(handle(card?.identity, 'wait')).rejects.toMatchObject({ code: 'statement.wrong-state' });
    // The right list comes: the difference is gone by itself, whatever was said about the wrong one.
    expect(shown(await take1('card', CARD('4000.00')))['bank-card']).toBe('1 4000.00 1 4000.00 equal');
    await handle(receipt?.identity, 'accept', '收据另开，见存根');
    const confirmed = await desk.call(dayEndContract.confirm, { day: DAY });
    expect(confirmed.confirmed).toMatchObject({ clerkName: '班组长乙', changed: false });
    expect((await desk.call(worklistContract.list, {})).items.filter(({ matter }) => matter.startsWith('dayEnd'))).toEqual([]);
    // A list that comes later and says otherwise is seen: the day is not what he confirmed.
    const later = await take1('card', CARD('4000.01'));
    expect([later.confirmed?.changed, later.heldBy]).toEqual([true, ['open']]);
    // The bank's clearing file is its list of the day as well: asked for once, booked and compared, and no movement of the day on which it came.
    const asked = await desk.call(dayEndContract.ask, { day: DAY });
    const credit = asked.lines.find(({ line }) => line === 'credit');
    expect([credit?.list?.name, credit?.standing]).toEqual(['fetched', 'equal']);
    expect(String((await desk.call(creditContract.clearing, { day: DAY })).cleared)).toBe('3146.90');
    expect(shown(await desk.call(dayEndContract.view, { day: '2023-06-14' }))['credit']).toBe('0 0.00 - nothing');
  });

  it('a wallet payment whose answer was lost is a difference of state until it is looked up', async () => {
    const { lines } = await view();
    expect(lines).toHaveLength(6);
    const other = await admit(desk, 'S04', '示例戊', 'deposit');
    desk.wallet.arm({ operation: 'orders', kind: 'no-answer', times: 40 });
    desk.wallet.arm({ operation: 'pay', kind: 'lost-answer', times: 1 });
    await take(desk, { encounterId: other, amount: '3000.00', way: 'wallet', code: '250000000000000001' });
    const compared = await take1('wallet', desk.wallet.dayList(DAY));
    const difference = compared.differences.find(({ line }) => line === 'alipay');
    expect(difference).toMatchObject({
      kind: 'status',
      here: { standing: 'unknown' },
      there: { standing: 'done' },
      actions: ['find-out', 'to-other-side', 'accept'],
    });
    await expect(take1('wallet', desk.wallet.dayList(DAY).replace('合计,2', '合计,3'))).rejects.toMatchObject({
      code: 'statement.file-refused',
      details: { reason: 'count' },
    });
  });
});
