import { expect } from '@playwright/test';
import { maskName } from '../../../shared/identity/mask-name.ts';
import { booksContract } from '../../../shared/contract/books-contract.ts';
import { writeAdmissionOrder, writeCharges } from '../../his/writer.ts';
import { putCard } from '../../support/desk-folder.ts';
import type { DayPages } from './day-pages.ts';

/** 15:20: the line comes back, and what waits is settled without anybody: drawn exactly, released, explained. */
export async function lineReturns(day: DayPages): Promise<void> {
  const { desk, discharge, cashier } = day;
  await desk.at('15:20');
  await day.clerk('收费员甲');
  await desk.up('centre');
  await day.moneyOf('示例戊');
  await expect(cashier.due('本窗口应收')).toHaveText('0.00', { timeout: 30_000 });
  await cashier.press('Alt+4');
  await discharge.settled();
  await expect(discharge.amount('自付', '中心结算')).toHaveText('3,253.00');
  await expect(discharge.causes).toContainText('−144.50');
  await expect(discharge.outcomeAmount('信用用款')).toHaveText('3,253.00');
  await expect(discharge.outcomeAmount('释放余下占用')).toHaveText('347.00');
  await expect(discharge.outcomeAmount('病人应付')).toHaveText('430.50');
}

/** 290.00 of the deposit back to the card it came from. */
export async function refundS05(day: DayPages): Promise<void> {
  const { desk, cashier, discharge, page } = day;
  await desk.at('15:24');
  await day.moneyOf('示例己');
  await expect(cashier.due('应退')).toHaveText('290.00', { timeout: 20_000 });
  await cashier.press('Alt+4');
  await discharge.settled();
  await discharge.press('Alt+e');
  await expect(discharge.papers).toContainText('解释单', { timeout: 20_000 });
  const explained = day.lastPaper();
  for (const words of ['解释单', '6,160.00', '3,710.00', 'T2-D06', '与预估一致']) expect(explained).toContain(words);
  await discharge.press('F6');
  await cashier.beginRefund();
  await page.getByRole('textbox', { name: '金额', exact: true }).fill('290');
  await page.getByRole('textbox', { name: '原因' }).fill('结算余款');
  await page.getByRole('textbox', { name: '退款流水号' }).fill('POS0613105');
  await expect(cashier.primary).toBeEnabled();
  await cashier.press('F9');
  await expect(cashier.due('本窗口应收')).toHaveText('0.00');
}

/** His card names the unknown one: merged, registered with his true beginning. He lies here, insured in another province, with no deposit. */
export async function nameS07(day: DayPages): Promise<void> {
  const { desk, admission, page } = day;
  await desk.at('15:22');
  await day.clerk('入院处戊');
  await admission.openStays();
  await page.getByRole('table', { name: '病人名单' }).getByRole('button', { name: /^无/ }).click();
  await expect(admission.strip).toContainText('绿色通道');
  await admission.press('Alt+i');
  putCard(desk.folder, '示例辛');
  const late = page.getByRole('region', { name: '身份与补登' });
  await late.getByRole('button', { name: /读/ }).click();
  await late.getByRole('textbox').first().fill('身份证核对');
  await late.getByRole('button', { name: /示例辛/ }).click();
  await expect(admission.strip).toContainText('示例辛');
  // His card was read before the emergency ward sent his order: it is linked when it comes, and the merge stands.
  await expect(late).toContainText('还缺院内住院证');
  writeAdmissionOrder(desk.program.hisFolder, 'S07');
  await expect(late.getByRole('radio', { name: /ZY20230613003.*肺炎/ })).toBeChecked({ timeout: 10_000 });
  await page.screenshot({ path: 'test-results/shots/late-order.png' });
  await late.getByRole('button', { name: '关联这张住院证' }).click();
  await expect(late).toContainText(/还剩 19 小时 2[23] 分/); // 24 hours from 10:45, as the stay began
  await admission.press('1');
  await expect(admission.primary).toBeEnabled();
  await admission.press('F9');
  await expect(admission.acts).toContainText('已完成', { timeout: 20_000 });
  writeCharges(desk.program.hisFolder, 'S07');
  await expect(admission.stripSum('费用总额')).toHaveText('4,312.60', { timeout: 10_000 });
  await expect(admission.strip).toContainText('无法预估'); // no pack of Changchun
  await expect(admission.stripSum('余额（绿色通道）')).toHaveText('−4,312.60');
  const { reminders } = await desk.call(booksContract.reminders, {});
  expect(reminders.map(({ patientName }) => patientName)).not.toContain(maskName('示例辛'));
  expect(maskName('示例辛')).toBe('示*辛');
}
