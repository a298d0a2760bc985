import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { PEOPLE, USUAL_LINES, writeVisit } from '../his/visits.ts';
import { readStory, writeAdmissionOrder, writeBatch } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { AdmissionDesk } from './pages/admission-desk.ts';
import { Cashier } from './pages/cashier.ts';
import { overflows, serious, shoot } from './pages/looks.ts';
import { SignIn } from './pages/sign-in.ts';
import { Till } from './pages/till.ts';

let desk: DeskProgram;
test.afterEach(() => desk.end());

test('从同意书到病人信息:登记前打印单独同意书;在院病人按急处理、催款单按病区、收据丢失声明;搁置的不读卡接着办;完整证件号要按键才看得到;没有住院也查得到人;入院前的急诊并入住院;医保办看得到谁收款', async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-05 09:45'));
  const page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  const admission = new AdmissionDesk(page);
  const wrong: string[] = [];
  const look = async (name: string) => {
    await shoot(page, name);
    wrong.push(...(await serious(page)).map((what) => `${name}: ${what}`), ...(await overflows(page)).map((what) => `${name}: ${what}`));
  };

  /** Words of all papers so far, when there are so many. */
  const papers = async (count: number): Promise<string> => {
    const folder = path.join(desk.folder, 'papers');
    const files = () =>
      readdirSync(folder, { recursive: true })
        .map(String)
        .filter((name) => name.endsWith('.pdf'));
    await expect.poll(() => files().length, { timeout: 20_000 }).toBe(count);
    return files()
      .map((name) => execFileSync('pdftotext', ['-layout', path.join(folder, name), '-'], { encoding: 'utf8' }))
      .join('\n');
  };

  writeAdmissionOrder(desk.hisFolder, 'S01');
  writeBatch(desk.hisFolder, 'plan', [
    { kind: 'discharge-plan', orderNo: readStory('S01').admissionOrders[0]?.['orderNo'], leavesOn: '2023-06-06' },
  ]);
  putCard(desk.folder, '示例甲');
  await admission.openAdmission();
  await expect(admission.orders).toContainText('示*甲');
  await admission.readCard();
  await admission.command('Alt K');
  await expect(page.getByText(/已生成 .*\.pdf/)).toBeVisible({ timeout: 20_000 });
  expect(await papers(1)).toContain('□ 不同意');
  // Put aside for the next in the queue, and taken up again without the card.
  await admission.press('Escape');
  await expect(admission.orders).toContainText('已搁置');
  await page.keyboard.press('1');
  await expect(admission.strip).toContainText('示例甲');
  await admission.admit({ contactName: '示例家属', contactPhone: '13800000099', door: '普通预交金' });
  await expect(admission.outcome).toContainText('中心已确认');

  await admission.openStays();
  const table = page.getByRole('table', { name: '病人名单' });
  const row = table.getByRole('row', { name: /示\*甲/ });
  await expect(row).toContainText('06-06');
  await expect(row).toContainText('欠费');
  await look('in-patients');
  await page.keyboard.press('3'); // 医保未登记: he is registered
  await expect(page.getByRole('region', { name: '没有符合的' })).toBeVisible();
  await page.keyboard.press('3');
  await expect(row).toBeVisible();
  await page.keyboard.press('2'); // 明日出院
  await expect(page.getByRole('button', { name: '2 明日出院' })).toHaveAttribute('aria-pressed', 'true');
  await expect(row).toBeVisible();
  await admission.command('F10');
  await page.getByRole('dialog').getByRole('button', { name: /^打印/ }).click();
  await expect(page.getByRole('dialog')).toContainText('已生成', { timeout: 20_000 });
  await look('reminders');
  expect(await papers(2)).toContain('预交金催款单');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await admission.command('Ctrl E');
  await expect(page.getByText(/已导出 .*\.xlsx/)).toBeVisible();
  await admission.command('F9'); // the most urgent: he is short, and pays
  await expect(admission.title).toHaveText('预交金');

  // He pays, and has lost the receipt when a part goes back.
  const stayAt = page.url();
  await new Till(page).begin('1000');
  await page.goto(stayAt);
  const cashier = new Cashier(page);
  await cashier.choose('现金');
  await cashier.fill('金额', '3450');
  await cashier.fill('实收', '3450');
  await cashier.take();
  await cashier.beginRefundByKey();
  await page.getByRole('radiogroup', { name: '原收据' }).getByText('遗失证明').click();
  await admission.command('Ctrl L');
  await expect(page.getByText(/丢失声明已生成/)).toBeVisible({ timeout: 20_000 });
  await look('lost-receipt');
  expect(await papers(3)).toContain('预交金收据丢失声明');
  await page.keyboard.press('Escape');

  await admission.command('Ctrl M');
  await expect(admission.title).toHaveText('病人信息');
  await expect(page.getByRole('table', { name: /年累计/ }).first()).toContainText('起付线已付');
  await expect(page.getByRole('table', { name: '历次就诊与结算' })).toContainText('ZY230605');
  const whole = page.getByText(/\d{17}[\dX]/);
  await expect(whole).toHaveCount(0);
  await look('patient');
  await admission.command('Ctrl S');
  await expect(whole).toBeVisible();
  await expect(admission.strip).toContainText('已留痕');

  // Somebody who was only at the desk.
  putCard(desk.folder, '示例乙');
  await admission.openAdmission();
  await admission.press('F2');
  await expect(page.getByText('示例乙').first()).toBeVisible();
  await admission.press('F3');
  await page.getByRole('textbox', { name: '查找' }).fill('示例乙');
  await expect(page.getByRole('table', { name: '病人档案' })).toContainText('不在院');
  await look('people');
  await page.getByRole('textbox', { name: '查找' }).press('Enter');
  await expect(admission.title).toHaveText('病人信息');
  await expect(admission.strip).toContainText('示例乙');

  // His emergency of the morning was never paid: it is settled with the stay.
  writeVisit(desk.hisFolder, {
    orderNo: 'JZ23060501',
    patient: PEOPLE.示例甲,
    visitedAt: '2023-06-05T00:30:00.000Z',
    visitType: 'emergency',
    lines: USUAL_LINES,
  });
  await page.goto(stayAt.replace('#/payment/', '#/admission/stay/'));
  const prior = page.getByRole('list', { name: '入院前费用' });
  await expect(prior).toContainText('4 行 1,250.00');
  await look('prior-care');
  await prior.getByRole('button', { name: '并入住院' }).click();
  await expect(prior).toContainText('已并入');
  await expect(admission.stripSum('费用总额')).toHaveText('1,250.00');

  // 医保办 takes no money: instead of the button stands who does.
  await admission.lock();
  await new SignIn(page).signIn('医保办丙', '2468');
  await page.goto(stayAt);
  await expect(page.getByRole('note').filter({ hasText: '收退款由收费员或班组长办' })).toBeVisible();
  await expect(admission.primary).toHaveCount(0);
  await look('who-may');
  expect(wrong).toEqual([]);
});
