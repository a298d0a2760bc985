import { expect } from '@playwright/test';
import { writeCharges } from '../../his/writer.ts';
import { eventually } from '../../support/eventually.ts';
import type { DayPages } from './day-pages.ts';

/** The centre settles and its answer is lost: nobody takes money, window 5 is refused, the program finds out and settles once. */
export async function playS09(day: DayPages): Promise<void> {
  const { desk, discharge, cashier } = day;
  const { centre } = desk.program.standins;
  await desk.at('15:40');
  await day.clerk('收费员甲');
  await day.comesToPay('S09', '示例癸');
  await discharge.preSettle();
  await centre.control('POST', 'faults', { infno: '2304', kind: 'lost-answer' });
  await discharge.settle();
  await expect(discharge.primary).toContainText('查询结果');
  await day.clerk('收费员己');
  await discharge.openDischarge();
  await discharge.readCard();
  await expect(discharge.primary).toContainText(/查询结果|去收款/);
  await expect(discharge.exit('联网结算')).toBeHidden();
  await day.clerk('收费员甲');
  await discharge.openDischarge();
  await day.moneyOf('示例癸');
  await expect(cashier.due('本窗口应收')).toHaveText('930.00', { timeout: 30_000 });
  await cashier.fill('实收', '1000');
  await expect(cashier.change).toContainText('收您 1,000.00，找您 70.00');
  await cashier.take();
  await expect(cashier.due('本窗口应收')).toHaveText('0.00');
}

/** Yesterday's discharge is taken back: two offices agree, the red invoice, the draw back to the credit, then anew. */
export async function playS10(day: DayPages): Promise<void> {
  const { desk, discharge, recall, work, cashier, credit } = day;
  await desk.at('15:55');
  await day.clerk('收费员甲');
  await day.moneyOf('示例子');
  await cashier.press('Alt+4');
  await discharge.settled();
  await recall.openRecall();
  await recall.ask(2, '病区漏记，另有一笔多记');
  for (const office of ['医保办丙', '班组长乙'] as const) {
    await day.clerk(office);
    await work.openWorklist();
    await work.act('召回待批');
    await expect(recall.primary).toContainText('批准召回');
    await expect(recall.primary).toBeEnabled();
    await recall.press('F9');
  }
  await expect(recall.history).toContainText('已批准');
  await expect(recall.strip).toContainText('病区出院', { timeout: 30_000 });
  await day.clerk('收费员甲');
  writeCharges(desk.program.hisFolder, 'S10', { part: 2 });
  await day.comesToPay('S10', '示例子', { notice: false });
  await expect(discharge.stripSum('费用总额')).toHaveText('21,080.00', { timeout: 10_000 });
  await expect(discharge.exit('联网结算')).toBeChecked({ timeout: 20_000 });
  await discharge.preSettle(); // his year is asked again: it had counted the stay that was taken back
  await discharge.press('Alt+h');
  await expect(credit.why).toContainText('追加 162.00 元');
  await expect(credit.primary).toBeEnabled();
  await credit.press('F9');
  await expect(credit.move('追加占用')).toContainText('银行已确认', { timeout: 20_000 });
  await credit.press('Alt+4');
  await day.settleOnline();
  await expect(discharge.amount('统筹基金', '中心结算')).toHaveText('17,195.50');
  await expect(discharge.amount('自付', '中心结算')).toHaveText('3,884.50');
  await expect(discharge.outcomeAmount('信用用款')).toHaveText('3,884.50');
}

/** Over the limit, with large-amount aid: 5,000.00 by the bank, 6,000.00 of the deposit, 3,169.50 by card. */
export async function playS11(day: DayPages): Promise<void> {
  const { desk, discharge, cashier } = day;
  await desk.at('16:20');
  await day.comesToPay('S11', '示例丑');
  await day.settleOnline();
  await expect(discharge.amount('统筹基金', '中心结算')).toHaveText('45,322.00');
  await expect(discharge.amount('大额补助', '中心结算')).toHaveText('508.50');
  await expect(discharge.amount('自付', '中心结算')).toHaveText('12,169.50');
  await discharge.press('F6');
  await expect(cashier.due('本窗口应收')).toHaveText('3,169.50', { timeout: 20_000 });
  await day.collect({ card: 'POS0613011' });
  await expect(cashier.due('本窗口应收')).toHaveText('0.00');
}

/** 18:00: left without a word on the 9th, settled by the program; his 120.00 stay owed. */
export async function playS12(day: DayPages): Promise<void> {
  const { desk, page } = day;
  await desk.at('18:00');
  const books = page.getByRole('table', { name: '差异与欠费' });
  await day.clerk('收费员己');
  await day.frame.press('Alt+j');
  await expect(books).toContainText('120.00', { timeout: 30_000 });
  await day.moneyOf('示例寅');
  await expect(day.cashier.due('本窗口应收')).toHaveText('120.00');
  await expect(page.getByRole('button', { name: /带欠费开票/ })).toBeEnabled();
  await day.frame.press('Control+g'); // this hospital shows what is owed on the bill
  await expect(page.getByText(/取票码/).first()).toBeVisible({ timeout: 20_000 });
  await eventually(
    () => desk.program.standins.bank.control<{ stays: { sums: { open: string } }[] }>('GET', 'referee'),
    ({ stays }) => stays.filter(({ sums }) => sums.open !== '0.00').length === 1, // 示例乙, who lies here
  );
}
