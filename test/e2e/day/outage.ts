import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { expect } from '@playwright/test';
import { maskName } from '../../../shared/identity/mask-name.ts';
import { readStory, writeCharges } from '../../his/writer.ts';
import { withEarlierStays } from '../../support/insured-year.ts';
import { eventually } from '../../support/eventually.ts';
import { lineIs } from './day-desk.ts';
import type { DayPages } from './day-pages.ts';

/** 09:40: the line to the centre falls. Another hospital's stay of 示例戊 was settled there on 06-08; nobody here has heard of it. */
export async function centreFalls(day: DayPages): Promise<void> {
  const { desk } = day;
  await desk.at('09:40');
  await desk.program.standins.centre.control('POST', 'person', withEarlierStays('示例戊', 1));
  await desk.down('centre');
}

/** Leaves on credit; his 自费 430.50 is taken as a deposit, since credit may not pay it. */
export async function playS04(day: DayPages): Promise<void> {
  const { desk, discharge, cashier } = day;
  await desk.at('10:05');
  writeCharges(desk.program.hisFolder, 'S04', { part: 2 });
  await day.comesToPay('S04', '示例戊');
  await expect(discharge.expected).toContainText('3,253.00');
  await expect(discharge.expected).toContainText('3,397.50');
  await discharge.leaveOnCredit('13800000041');
  await expect(discharge.strip).toContainText('离院未结算');
  await discharge.print('离院未结算告知单');
  expect(day.lastPaper()).toContain('2023-06-16');
  expect(day.lastPaper()).not.toMatch(/统筹|结算单|发票/);
  await cashier.openMoney();
  await cashier.fill('金额', '430.5');
  await day.collect({ cash: '430.5' });
  await expect(cashier.due('预交金余额')).toHaveText('430.50');
  await cashier.press('F10');
  await expect(cashier.page.getByText(/收据 Y03\d+ 已打印/)).toBeVisible({ timeout: 20_000 });
  for (const words of ['预交金收据', '430.50', '示例戊']) expect(day.lastPaper()).toContain(words);
}

/** Leaves with her deposit: 290.00 may not go back now. */
export async function playS05(day: DayPages): Promise<void> {
  const { desk, discharge } = day;
  await desk.at('10:20');
  await day.comesToPay('S05', '示例己');
  await expect(discharge.exitBox('联网结算')).toContainText('医保断线');
  await expect(discharge.exitBox('信用挂账离院')).toContainText('不是信用入院');
  await expect(discharge.exitBox('预交金留存离院')).toContainText('3,710.00');
  await discharge.leave('预交金留存离院', {
    联系电话: '13800000055',
    户名: '示例己',
    '卡号（空则退回原方式）': '6222021000000000001',
    开户行: '示例银行',
  });
  await expect(discharge.strip).toContainText('离院未结算');
  await discharge.print('离院未结算告知单');
  const notice = day.lastPaper();
  for (const words of ['离院未结算告知单', '4,000.00', '6222***********0001', '2023-06-16', '多退少补']) expect(notice).toContain(words);
  expect(notice).not.toMatch(/统筹|结算单|发票/);
}

/** 10:30: the hospital's own network is away, too. */
export async function hospitalLanFalls({ desk }: DayPages): Promise<void> {
  const { hisFolder } = desk.program;
  await desk.at('10:28');
  writeCharges(hisFolder, 'S06', { part: 1 });
  await eventually(
    () => readdirSync(hisFolder).filter((name) => name.endsWith('.jsonl')),
    (waiting) => waiting.length === 0,
  );
  await desk.at('10:30');
  renameSync(hisFolder, `${hisFolder}-away`);
  await lineIs(desk, 'his', 'down');
}

/** Wants his papers now; what the ward did since 10:28 is not here, and the desk does not close on a list that may be incomplete. */
export async function playS06Waits(day: DayPages): Promise<void> {
  const { desk, discharge, frame, page } = day;
  await desk.at('10:40');
  await frame.openStays();
  await page
    .getByRole('table', { name: '病人名单' })
    .getByRole('button', { name: maskName('示例庚') })
    .click();
  await expect(discharge.light('院内 HIS')).toContainText('断');
  await expect(discharge.stripSum('费用总额')).toHaveText('6,500.00');
  await expect(discharge.primary).toBeDisabled();
}

/** 11:10: the line of 10:29 has come; all of it is his own, by card, and what was queued for the centre is withdrawn for good. */
export async function playS06(day: DayPages): Promise<void> {
  const { desk, discharge, cashier } = day;
  const { hisFolder } = desk.program;
  await day.clerk('收费员甲');
  await desk.at('11:10');
  mkdirSync(hisFolder, { recursive: true });
  rmSync(hisFolder, { recursive: true });
  renameSync(`${hisFolder}-away`, hisFolder);
  await lineIs(desk, 'his', 'up');
  writeCharges(hisFolder, 'S06', { part: 2 });
  await day.comesToPay('S06', '示例庚');
  await expect(discharge.stripSum('费用总额')).toHaveText('6,540.00');
  await discharge.leave('全额自费，手工报销', { 联系电话: '13800000066', 全额自费的原因: '中午的飞机，要全部单据' });
  await expect(discharge.primary).toContainText('去收款');
  await discharge.press('F6');
  await expect(cashier.due('本窗口应收')).toHaveText('6,540.00');
  await day.collect({ card: 'POS0613006' });
  await cashier.press('Alt+4');
  await expect(discharge.primary).toContainText('打印报销材料单', { timeout: 20_000 });
  await discharge.print('手工报销材料单');
  expect(day.lastPaper()).toContain('6,540.00');
}

/** An ambulance while both lines are away: nobody knows his name, the green channel takes him. */
export async function playS07(day: DayPages): Promise<void> {
  const { desk, admission, page } = day;
  await desk.at('10:45');
  await day.clerk('入院处戊');
  await admission.openAdmission();
  await admission.press('Alt+u');
  const form = page.getByRole('dialog', { name: '无名氏急诊登记' });
  for (const [label, text] of [
    ['约几岁', '60'],
    ['科室', '急诊科'],
    ['床位', 'E3'],
    ['情况', '昏迷待查'],
    ['送来的人', '急救中心'],
    ['电话', '120120'],
    ['批准人口令', '5678'],
    ['批准理由', '急救车送来'],
  ] as const)
    await form.getByLabel(label, { exact: true }).fill(text);
  await form.getByRole('combobox', { name: '批准人' }).click();
  await page.getByText('班组长乙').last().click();
  await form.getByRole('button', { name: '登记' }).click();
  await expect(admission.strip).toContainText('绿色通道');
}

/** Hit by a van: 5,200.00 of his bill are the other side's, by the insurance office's word; the insured part leaves on credit. */
export async function playS08(day: DayPages): Promise<void> {
  const { desk, discharge, charges, frame, page } = day;
  await desk.at('13:10');
  writeCharges(desk.program.hisFolder, 'S08');
  await day.clerk('收费员甲');
  await day.comesToPay('S08', '示例壬');
  await expect(discharge.exitBox('信用挂账离院')).toContainText('未认定由谁负担');
  await day.clerk('医保办丙');
  await frame.openStays();
  await page
    .getByRole('table', { name: '病人名单' })
    .getByRole('button', { name: maskName('示例壬') })
    .click();
  await charges.openCharges();
  const injury = readStory('S08').chargeParts[0]?.map(({ lineNo }) => String(lineNo)) ?? [];
  await charges.divide(injury, '交警认定书：外伤由对方负担');
  await expect(page.getByText(/已认定：他方负担/)).toContainText('5,200.00');
  await day.clerk('收费员甲');
  await discharge.openDischarge();
  await discharge.readCard();
  await expect(discharge.expected).toContainText('1,097.50');
  await discharge.leaveOnCredit('13800000029');
  await expect(discharge.strip).toContainText('离院未结算');
}
