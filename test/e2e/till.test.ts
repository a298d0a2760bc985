import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { writeAdmissionOrder, writeCharges, writeDischargeNotice } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
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

test('开班、清点、短款写原因、封班，封班表再也不变', async () => {
  const page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  const till = new Till(page);
  await till.openShiftPage();
  await shoot('shift-none');
  await expect(page.getByRole('note', { name: '班次' })).toHaveText('未开班');
  await till.begin('1000');
  await expect(page.getByRole('note', { name: '班次' })).toContainText('开班');
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
