import { expect } from '@playwright/test';
import { booksContract } from '../../../shared/contract/books-contract.ts';
import { creditContract } from '../../../shared/contract/credit-contract.ts';
import { dayEndContract } from '../../../shared/contract/day-end-contract.ts';
import { shiftContract } from '../../../shared/contract/shift-contract.ts';
import { eventually } from '../../support/eventually.ts';
import { DayEnd } from '../pages/day-end.ts';
import { DAY } from './day-desk.ts';
import type { DayPages } from './day-pages.ts';

/** The acquirer's list of the day, as it sends it to finance. */
const CARDS = [
  '流水号,商户单号,渠道,类型,金额,交易时间,状态',
  'POS0613003,,,消费,3840.00,2023-06-13 09:26:00,成功',
  'POS0613006,,,消费,6540.00,2023-06-13 11:12:00,成功',
  'POS0613105,,,退货,290.00,2023-06-13 15:25:00,成功',
  'POS0613011,,,消费,3169.50,2023-06-13 16:21:00,成功',
  '合计,4,,,13259.50,,',
].join('\n');

/** Both sides of each line: pieces and net. The credit counts S10's draw that went back and the new one. */
const LINES = {
  credit: [7, '14439.40'],
  wechat: [2, '3236.00'],
  alipay: [0, '0.00'],
  'bank-card': [4, '13259.50'],
  deposit: [2, '3430.50'],
} as const;

/** What lay with the bank, the acquirer, the wallets and the platform is compared on the page, and the day confirmed by name. */
export async function nextMorning(day: DayPages): Promise<void> {
  const { desk, page } = day;
  await desk.at('2023-06-14 08:30');
  await day.clerk('班组长乙');
  const dayEnd = new DayEnd(page);
  await dayEnd.open();
  await dayEnd.before(DAY);
  await dayEnd.command('F8');
  await expect(dayEnd.line('invoice')).toContainText('从平台取得');
  await expect(dayEnd.line('credit')).toContainText('从平台取得');
  const wallet = await desk.program.standins.wallet.control<{ text: string }>('GET', `day-list?day=${DAY}`);
  await dayEnd.choose('聚合支付对账单', 'wallet.csv', wallet.text);
  await dayEnd.choose('银行卡对账单', 'card.csv', CARDS);
  await expect(dayEnd.line('bank-card')).toHaveAttribute('data-standing', 'equal');
  const view = await desk.call(dayEndContract.view, { day: DAY });
  expect(view.differences).toEqual([]);
  for (const { line, here, there } of view.lines) {
    if (line === 'invoice') continue;
    expect([line, here.count, String(here.net)]).toEqual([line, ...LINES[line]]);
    expect([line, there?.count, String(there?.net)]).toEqual([line, ...LINES[line]]);
  }
  // Ten issued, and yesterday's bill of S10 taken back.
  const invoices = view.lines.find(({ line }) => line === 'invoice');
  expect([invoices?.here.count, invoices?.there?.count, String(invoices?.here.net)]).toEqual([11, 11, '147480.90']);
  const { invoices: issued } = await desk.program.standins.einvoice.control<{ invoices: { red: boolean; amount: string }[] }>(
    'GET',
    'referee',
  );
  expect(issued.filter(({ red }) => red).map(({ amount }) => amount)).toEqual(['20000.00']);
  // The bank's file makes the receivable of the day zero, of S10 all three rows.
  const clearing = await desk.call(creditContract.clearing, { day: DAY });
  expect([String(clearing.here), String(clearing.there), String(clearing.cleared)]).toEqual(['14439.40', '14439.40', '14439.40']);
  await expect(dayEnd.primary).toContainText('平账确认');
}

/** What the close of 17:30 and of the day before have become: they are as they were printed, and what came later stands on a page after them. */
export async function sealedStays(day: DayPages): Promise<void> {
  const { desk } = day;
  const { shifts } = await desk.call(shiftContract.list, {});
  const pages = await Promise.all(
    shifts.filter(({ sealedAt }) => sealedAt !== null).map(({ shiftId }) => desk.call(shiftContract.sealed, { shiftId })),
  );
  const of = (clerk: string) => pages.flatMap(({ seals }) => seals).find(({ content }) => content.shift.clerkName === clerk);
  const [before, window3] = [of('入院处戊'), of('收费员甲')];
  expect([before?.intact, window3?.intact]).toEqual([true, true]);
  expect(String(before?.content.sheet.settlements.total)).toBe('20000.00');
  // Nobody of a till dealt with S12, and S10 was settled anew in the open shift of another: neither touches a sealed page. Both stand in the day's books.
  expect(window3?.later.map(({ patientName }) => patientName)).not.toContain('示*寅');
  expect(before?.later.every(({ patientName }) => patientName === '示*子')).toBe(true);
  const recalled = await eventually(
    () => desk.call(booksContract.day, { day: DAY }),
    ({ settlements }) => settlements.recalls === 1,
  );
  expect(recalled.settlements.settlements).toBe(10);
}
