import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { writeAdmissionOrder, writeCharges, writeDischargeNotice } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { deskOf } from '../support/desk-of-program.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { admitOrdered } from '../support/line-steps.ts';
import { offsetTo } from '../support/story-clock.ts';
import { AdmissionDesk } from './pages/admission-desk.ts';
import { Books } from './pages/books.ts';
import { Cashier } from './pages/cashier.ts';
import { DischargeDesk } from './pages/discharge-desk.ts';
import { SignIn } from './pages/sign-in.ts';
import { Till } from './pages/till.ts';

let desk: DeskProgram;
test.beforeEach(async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-13 08:00'));
});
test.afterEach(() => desk.end());

/** The papers' texts, oldest first. */
function paperTexts(): readonly string[] {
  const folder = path.join(desk.folder, 'papers');
  const files = readdirSync(folder).map((name) => path.join(folder, name));
  const byAge = files.sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs);
  return byAge.map((file) => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }));
}

/** Pictures of the screens, for people: kept with the results of the run. */
const shoot = (name: string) => desk.page.screenshot({ path: test.info().outputPath(`${name}.png`) });

test('开班、收退现金、扫码未知查单、转账退款两人签、看板、短款写原因、封班，封班表再也不变', async () => {
  test.setTimeout(120_000);
  const page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  const [till, cashier] = [new Till(page), new Cashier(page)];
  await till.openShiftPage();
  await shoot('shift-none');
  await expect(page.getByRole('note', { name: '班次' })).toHaveText('未开班');
  await till.begin('1000');
  await expect(page.getByRole('note', { name: '班次' })).toContainText('开班');
  await expect(till.cash('应有现金')).toHaveText('1,000.00');

  // A deposit in cash, and all of it back by keys alone.
  writeAdmissionOrder(desk.hisFolder, 'S09');
  await admitOrdered(deskOf(desk), '示例癸', { door: 'deposit' });
  await cashier.open('示例癸');
  await cashier.fill('金额', '100.1');
  await cashier.fill('少收原因', '分次交');
  await cashier.take();
  await expect(cashier.due('预交金余额')).toHaveText('100.10');
  await cashier.beginRefundByKey();
  await page.getByRole('textbox', { name: '原因' }).fill('收错');
  await expect(cashier.primary).toBeEnabled();
  await cashier.press('F9');
  await expect(cashier.due('预交金余额')).toHaveText('0.00');
  await expect(cashier.tenders).toContainText('100.10');

  // The wallet's answer is lost: nothing is booked, nothing is sent again, and it is looked up.
  const { wallet } = desk.standins;
  await wallet.control('POST', 'faults', { operation: 'orders', kind: 'no-answer', times: 1_000 });
  await wallet.control('POST', 'faults', { operation: 'pay', kind: 'lost-answer' });
  await cashier.press('2');
  await expect(page.getByRole('textbox', { name: '付款码' })).toBeFocused();
  await cashier.fill('付款码', '134567890123456788');
  await cashier.fill('金额', '200');
  await cashier.fill('少收原因', '分次交');
  await expect(cashier.primary).toBeEnabled();
  await cashier.press('F9');
  await expect(cashier.primary).toContainText('查单', { timeout: 20_000 });
  await expect(cashier.due('预交金余额')).toHaveText('0.00');
  await shoot('wallet-unknown');
  await wallet.control('DELETE', 'faults');
  await cashier.command('F5');
  await expect(cashier.due('预交金余额')).toHaveText('200.00', { timeout: 20_000 });
  await expect(cashier.primary).not.toContainText('查单');

  // Back by a transfer: one asks, another signs on the board, and it is paid with its number. No mouse.
  await cashier.beginRefundByKey();
  await page.getByRole('checkbox', { name: /由财务转账/ }).press('Space');
  for (const [field, text] of [
    ['原因', '转院'],
    ['户名', '示例癸'],
    ['账号', '6222021000000000009'],
    ['开户行', '示例银行'],
  ] as const)
    await page.getByRole('textbox', { name: field, exact: true }).fill(text);
  await expect(cashier.primary).toContainText('提交转账退款');
  await expect(cashier.primary).toBeEnabled();
  await cashier.press('F9');
  await expect(cashier.requests.locator('li[data-state="asked"]')).toContainText('200.00');
  await shoot('transfer-asked');
  await till.lock();
  await new SignIn(page).signIn('班组长乙', '5678');
  await till.press('Alt+v');
  const box = page.getByRole('table', { name: '审批箱' });
  await expect(box).toContainText('示*癸');
  await expect(page.getByRole('table', { name: '窗口' })).toContainText('1,000.00');
  await expect(page.getByRole('table', { name: '今日收退' })).toContainText('收 1 笔 200.00');
  await expect(till.primary).toContainText('批准 示*癸');
  await shoot('board');
  await till.command('F9');
  await expect(box).toHaveCount(0);
  await cashier.open('示例癸');
  await expect(cashier.requests.locator('li[data-state="approved"]')).toBeVisible();
  await cashier.press('Alt+s');
  await page.keyboard.type('ZZ0613001');
  await cashier.press('Alt+s');
  await expect(cashier.requests.locator('li[data-state="paid"]')).toContainText('200.00');
  await till.lock();
  await new SignIn(page).signIn('收费员甲', '1234');

  await till.openShiftPage();
  await expect(till.cash('应有现金')).toHaveText('1,000.00');
  await till.count({ 100: 9, 50: 1, 20: 2 });
  await expect(till.cash('清点合计')).toHaveText('990.00');
  await expect(till.cash('短款')).toHaveText('−10.00');
  await expect(till.primary).toBeDisabled();
  await shoot('shift-open');
  await till.seal({ receiver: '出纳示例', reason: '找零少收一张十元' });
  await expect(till.cash('短款')).toHaveText('−10.00');
  await expect(till.cash('实缴')).toHaveText('0.00');
  await shoot('shift-sealed');
});

test('S04:自费 430.50 作预交金收下，封班，恢复后自动冲抵，封后事项另页，钱一分不差', async () => {
  test.setTimeout(150_000);
  desk.watchPolicy();
  await desk.setClock(offsetTo('2023-06-02 09:50'));
  writeAdmissionOrder(desk.hisFolder, 'S04');
  let page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  putCard(desk.folder, '示例戊');
  const admission = new AdmissionDesk(page);
  await admission.openAdmission();
  await admission.readCard();
  await admission.consent();
  await admission.admit({ contactName: '示例家属', contactPhone: '13800000099' });
  await expect(admission.acts.getByText('已完成')).toHaveCount(2);
  await desk.shut();

  await desk.setClock(offsetTo('2023-06-13 10:05'));
  writeCharges(desk.hisFolder, 'S04');
  page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  const till = new Till(page);
  await till.begin('1000');
  writeDischargeNotice(desk.hisFolder, 'S04');
  const discharge = new DischargeDesk(page);
  await discharge.openDischarge();
  await expect(discharge.waitingStays).toBeVisible();
  await desk.standins.centre.control('POST', 'line', { up: false });
  await discharge.readCard();
  await expect(discharge.banners.first()).toContainText('医保');
  await discharge.leaveOnCredit('13800000041');
  await expect(discharge.strip).toContainText('离院未结算');

  const cashier = new Cashier(page);
  await cashier.openMoney();
  await cashier.fill('金额', '430.5');
  await cashier.fill('实收', '500');
  await expect(cashier.change).toContainText('收您 500.00，找您 69.50');
  await shoot('deposit');
  await cashier.take();
  await expect(cashier.due('预交金余额')).toHaveText('430.50');
  await expect(cashier.stripSum('预交金余额')).toHaveText('430.50');

  await till.openShiftPage();
  await expect(till.cash('应有现金')).toHaveText('1,430.50');
  await expect(till.deposit('closing')).toHaveText('430.50');
  await till.count({ 100: 14, 20: 1, 10: 1, 0.5: 1 });
  await shoot('shift-full');
  await till.seal({ receiver: '出纳示例' });
  await expect(till.pending).toContainText('离院未结算');
  await expect(till.column('total')).toHaveText('0.00');
  await till.press('F10');
  await expect(till.page.getByText('封班表已打印存档')).toBeVisible({ timeout: 20_000 });
  const [sheet = ''] = paperTexts();
  for (const words of ['收费员封班表', '1,430.50', '430.50', '出纳示例', '离院未结算', '封存码']) expect(sheet).toContain(words);

  await desk.standins.centre.control('POST', 'line', { up: true });
  await expect(till.later).toContainText('医保结算', { timeout: 40_000 });
  await expect(till.later.getByRole('row')).toHaveCount(3, { timeout: 20_000 });
  await expect(till.column('total')).toHaveText('0.00'); // what was sealed stays
  await shoot('shift-later');
  await cashier.open('示例戊');
  await expect(cashier.due('本窗口应收')).toHaveText('0.00');
  await shoot('settled-even');
  const books = new Books(page);
  await books.openBooks();
  await expect(books.settlement('day', 'total')).toHaveText('15,430.50');
  await expect(books.settlement('自动结算', 'deposit')).toHaveText('430.50');
  await shoot('books-settlements');
  await books.sheet('预交金日报');
  await expect(books.depositTotal('closing')).toHaveText('0.00');
  await shoot('books-deposits');
  await books.press('Control+e');
  await expect(books.why).toContainText('.xlsx', { timeout: 10_000 });
  expect(desk.violations).toEqual([]);
});
