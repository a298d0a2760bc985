import { expect } from '@playwright/test';
import { maskName } from '../../../shared/identity/mask-name.ts';
import { writeAdmissionOrder } from '../../his/writer.ts';
import { putCard } from '../../support/desk-folder.ts';
import type { DayPages } from './day-pages.ts';

/** 08:00: window 3 opens with its float, and so does the admission desk. */
export async function openShifts(day: DayPages): Promise<void> {
  await day.desk.at('08:00');
  await day.clerk('入院处戊');
  await day.till.begin('0');
  await day.clerk('收费员甲');
  await day.till.begin('1000');
}

/** The easy one: local = centre, 236.00 by 微信, 3,146.90 drawn, 53.10 released. */
export async function playS01(day: DayPages): Promise<void> {
  const { desk, discharge, cashier, charges } = day;
  await desk.at('08:35');
  await day.comesToPay('S01', '示例甲');
  await day.settleOnline();
  for (const [figure, amount] of [
    ['政策范围内', '12,000.00'],
    ['统筹基金', '9,477.50'],
    ['自付', '3,146.90'],
    ['个人负担', '3,382.90'],
  ] as const)
    await expect(discharge.amount(figure, '中心结算')).toHaveText(amount);
  await expect(discharge.amount('个人负担', '差')).toContainText('一致');
  await expect(discharge.outcomeAmount('信用用款')).toHaveText('3,146.90');
  await expect(discharge.outcomeAmount('释放余下占用')).toHaveText('53.10');
  await discharge.press('F6');
  await expect(cashier.due('本窗口应收')).toHaveText('236.00');
  await day.collect({ code: '134567890123456789' });
  await expect(cashier.due('本窗口应收')).toHaveText('0.00');
  await cashier.press('Alt+4');
  await discharge.print('医保结算单');
  expect(day.lastPaper()).toContain('12,860.40');
  await expect(discharge.page.getByRole('button', { name: /告知单/ })).toBeEnabled();
  await discharge.press('Control+i');
  await expect.poll(() => day.lastPaper(), { timeout: 20_000 }).toContain('电子票据告知单');
  await charges.openCharges();
  await charges.command('F10');
  await expect(charges.page.getByText(/清单已存档/)).toBeVisible({ timeout: 20_000 });
  for (const words of ['费用清单', '12,860.40', '丙类（自费）', '236.00']) expect(day.lastPaper()).toContain(words);
}

/** Two admissions, two doors: 示例乙 on credit with 3,023.75 locked, 示例丙 with a deposit of 3,000.00. */
export async function playS02(day: DayPages): Promise<void> {
  const { desk, admission, cashier } = day;
  await desk.at('09:05');
  await day.clerk('入院处戊');
  writeAdmissionOrder(desk.program.hisFolder, 'S02');
  await admission.openAdmission();
  await expect(admission.orders).toContainText(maskName('示例乙'));
  putCard(desk.folder, '示例乙');
  await admission.readCard();
  await admission.consent();
  await expect(admission.door('信用免押金')).toBeChecked();
  // The literal word, total against limit, would ask for what 18,000.00 is more than 15,000.00 (Q-D4).
  await expect(admission.page.getByRole('note', { name: '额度的两种理解' })).toContainText(
    '按自付比额度：应交 0.00；按总费用比额度：应交 3,000.00',
  );
  await admission.admit({ contactName: '示例家属', contactPhone: '13800000092' });
  await expect(admission.acts.getByText('已完成')).toHaveCount(2);
  await expect(admission.stripSum('信用占用')).toHaveText('3,023.75');
  await admission.command('F10');
  await expect.poll(() => day.lastPaper(), { timeout: 20_000 }).toContain('入院告知单');
  for (const words of ['示例乙', '3,023.75', '信用免押金']) expect(day.lastPaper()).toContain(words);

  await admission.openAdmission();
  putCard(desk.folder, '示例丙');
  await admission.readCard();
  await admission.consent();
  await expect(admission.door('信用免押金')).toBeDisabled();
  await admission.admit({ contactName: '示例家属', contactPhone: '13800000093', door: '普通预交金' });
  await expect(admission.outcome).toContainText('中心已确认');
  await admission.press('F6');
  await expect(cashier.due('预交金余额')).toHaveText('0.00');
  await day.collect({ code: '134567890123456780' });
  await expect(cashier.due('预交金余额')).toHaveText('3,000.00');
  await cashier.press('F10');
  await expect(cashier.page.getByText(/收据 Y03\d+ 已打印/)).toBeVisible({ timeout: 20_000 });
  for (const words of ['预交金收据', '3,000.00', '叁仟元整', '示例丙']) expect(day.lastPaper()).toContain(words);
}

/** Cross-province, filed late: the card reads Ningbo, the centre's 2303 decides, 3,840.00 by card. */
export async function playS03(day: DayPages): Promise<void> {
  const { desk, discharge, cashier, work } = day;
  await desk.at('09:25');
  await day.clerk('收费员甲');
  // Her admission was refused on 06-06, since nobody had filed; she did on 06-09, and the desk asks again.
  await work.openWorklist();
  await expect(work.items('异地备案')).toContainText(maskName('示例丁'));
  await work.act('异地备案');
  await work.command('F9');
  await expect(work.page.getByRole('region', { name: '登记结果' })).toContainText('中心已确认');
  await day.comesToPay('S03', '示例丁');
  await day.settleOnline();
  await expect(discharge.amount('统筹基金', '中心结算')).toHaveText('13,160.00');
  await expect(discharge.amount('个人负担', '中心结算')).toHaveText('8,840.00');
  await discharge.press('F6');
  await expect(cashier.due('本窗口应收')).toHaveText('3,840.00');
  await day.collect({ card: 'POS0613003' });
  await expect(cashier.due('本窗口应收')).toHaveText('0.00');
}
