import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { writeAdmissionOrder, writeCharges, writeDischargeNotice } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { AdmissionDesk } from './pages/admission-desk.ts';
import { Cashier } from './pages/cashier.ts';
import { DischargeDesk } from './pages/discharge-desk.ts';
import { RecallDesk } from './pages/recall-desk.ts';
import { SignIn } from './pages/sign-in.ts';
import { Till } from './pages/till.ts';
import { Worklist } from './pages/worklist.ts';

let desk: DeskProgram;
test.beforeEach(async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-02 10:00'));
});
test.afterEach(() => desk.end());

/** The newest paper's text. */
function lastPaper(): string {
  const folder = path.join(desk.folder, 'papers');
  const files = readdirSync(folder).map((name) => path.join(folder, name));
  const [newest = ''] = files.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  return execFileSync('pdftotext', ['-layout', newest, '-'], { encoding: 'utf8' });
}

const shoot = (name: string) => desk.page.screenshot({ path: test.info().outputPath(`${name}.png`) });

/** 示例己 with 4,000.00 on her deposit, at the desk on the 13th; the line to the centre is down. */
async function depositPatientInOutage(): Promise<Page> {
  writeAdmissionOrder(desk.hisFolder, 'S05');
  let page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  await new Till(page).begin('1000');
  putCard(desk.folder, '示例己');
  const admission = new AdmissionDesk(page);
  await admission.openAdmission();
  await admission.readCard();
  await admission.admit({ contactName: '示例家属', contactPhone: '13800000099', door: '普通预交金' });
  await admission.press('F6');
  const cashier = new Cashier(page);
  await cashier.choose('银行卡');
  await cashier.fill('流水号', 'POS0602001');
  await cashier.take();
  await expect(cashier.due('预交金余额')).toHaveText('4,000.00');
  await desk.shut();

  await desk.setClock(offsetTo('2023-06-13 10:20'));
  await desk.standins.centre.control('POST', 'line', { up: false });
  writeCharges(desk.hisFolder, 'S05');
  writeDischargeNotice(desk.hisFolder, 'S05');
  page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  await new Till(page).openShiftPage();
  return page;
}

test('改日办理:不动账,留电话,待办里有最后一天;人来了接着联网结算', async () => {
  test.setTimeout(180_000);
  const discharge = new DischargeDesk(await depositPatientInOutage());
  await discharge.open('示例己');
  await discharge.leave('改日办理', { 联系电话: '13800000055' });
  await expect(discharge.strip).toContainText('离院未结算');
  await discharge.print('离院未结算告知单');
  expect(lastPaper()).toContain('今天没有结算');
  const work = new Worklist(desk.page);
  await work.press('F4');
  await expect(work.items('离院未结算').last()).toContainText('13800000055');
  await expect(work.items('离院未结算').last()).toContainText('2023-06-16');
  await shoot('worklist-left');
  await desk.standins.centre.control('POST', 'line', { up: true });
  await work.act('离院未结算');
  await expect(discharge.exit('联网结算')).toBeChecked({ timeout: 30_000 });
  await discharge.preSettle();
  await discharge.settle();
  await discharge.settled();
});

test('全额自费:先撤回医保业务再收钱,材料单齐全;恢复后不再自动结算', async () => {
  test.setTimeout(180_000);
  const discharge = new DischargeDesk(await depositPatientInOutage());
  await discharge.open('示例己');
  await discharge.pickExit('全额自费，手工报销');
  await expect(discharge.exitBox('全额自费，手工报销')).toContainText('5,870.00');
  await shoot('exits-self-pay');
  await discharge.page.getByRole('textbox', { name: '全额自费的原因' }).fill('');
  await expect(discharge.primary).toBeDisabled();
  await discharge.leave('全额自费，手工报销', { 联系电话: '13800000055', 全额自费的原因: '中午的飞机，要全部单据' });
  await expect(discharge.primary).toContainText('去收款');
  await shoot('self-pay-due');
  const cases = desk.page.getByRole('table', { name: '差异与欠费' });
  await discharge.press('Alt+j');
  await expect(cases.locator('tr[data-action="collect"]')).toContainText('5,870.00');
  await desk.page.getByRole('textbox', { name: '记一笔' }).fill('家属去取款，十分钟后来交');
  await discharge.press('Alt+t');
  await expect(desk.page.getByRole('list', { name: '经过' })).toContainText('家属去取款');
  await discharge.press('Alt+o');
  await expect(cases.locator('tr[data-action="collect"]')).toContainText('收费员甲');
  await shoot('cases');
  await discharge.press('F6');
  const cashier = new Cashier(desk.page);
  await expect(cashier.due('本窗口应收')).toHaveText('5,870.00');
  await cashier.choose('银行卡');
  await cashier.fill('流水号', 'POS0613009');
  await cashier.take();
  await expect(cashier.due('本窗口应收')).toHaveText('0.00');
  await cashier.press('Alt+j');
  await expect(desk.page.getByText('没有未平的病人').first()).toBeVisible();
  await cashier.open('示例己');
  await desk.standins.centre.control('POST', 'line', { up: true });
  await cashier.press('Alt+4');
  await expect(discharge.primary).toContainText('打印报销材料单', { timeout: 20_000 });
  await discharge.print('手工报销材料单');
  await shoot('self-paid');
  const papers = lastPaper();
  for (const words of ['手工报销材料单', '定点医疗机构证明', '住院费用明细清单', '9,870.00', '病历', '中午的飞机'])
    expect(papers).toContain(words);
  expect(papers).not.toMatch(/统筹|医保结算单/);
  await expect(discharge.acts).toContainText('撤销入院', { timeout: 30_000 });
  await expect(discharge.strip).toContainText('已结算');
});

test('召回:收费员申请、写原因;待办里打开的是批准页,班组长批准;撤销后病人回到待结算,预交金复原', async () => {
  test.setTimeout(180_000);
  const page = await depositPatientInOutage();
  await desk.standins.centre.control('POST', 'line', { up: true });
  const discharge = new DischargeDesk(page);
  await discharge.open('示例己');
  await expect(discharge.exit('联网结算')).toBeChecked({ timeout: 30_000 });
  await discharge.preSettle();
  await discharge.settle();
  await discharge.settled();

  const recall = new RecallDesk(page);
  await recall.openRecall();
  await expect(recall.steps.getByRole('listitem').first()).toContainText('2305');
  await shoot('recall-ask');
  await recall.ask(2, '病区漏记两项检查');
  await expect(recall.primary).toBeDisabled();
  await expect(recall.why).toContainText('批准人：班组长');
  await shoot('recall-waiting');

  await recall.lock();
  await new SignIn(page).signIn('班组长乙', '5678');
  const work = new Worklist(page);
  await work.press('F4');
  await work.act('召回待批');
  await expect(recall.title).toHaveText('结算召回');
  await expect(recall.primary).toContainText('批准召回');
  await shoot('recall-approve');
  await recall.press('F9');
  await expect(recall.history).toContainText('已批准');
  await expect(recall.acts).toContainText('撤销出院', { timeout: 30_000 });
  await expect(recall.strip).toContainText('病区出院', { timeout: 30_000 });
  await expect(recall.stripSum('预交金余额')).toHaveText('4,000.00');
  await shoot('recalled');
});
