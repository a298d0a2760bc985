import { expect, test } from '@playwright/test';
import { readStory, writeAdmissionOrder, writeBatch } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { AdmissionDesk } from './pages/admission-desk.ts';
import { overflows, serious, shoot } from './pages/looks.ts';
import { SignIn } from './pages/sign-in.ts';

let desk: DeskProgram;
test.afterEach(() => desk.end());

test('在院病人按急处理:筛选、未传、预计出院、导出', async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-05 09:45'));
  const page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  const admission = new AdmissionDesk(page);
  const wrong: string[] = [];
  const look = async (name: string) => {
    await shoot(page, name);
    wrong.push(...(await serious(page)).map((what) => `${name}: ${what}`), ...(await overflows(page)).map((what) => `${name}: ${what}`));
  };

  writeAdmissionOrder(desk.hisFolder, 'S01');
  writeBatch(desk.hisFolder, 'plan', [
    { kind: 'discharge-plan', orderNo: readStory('S01').admissionOrders[0]?.['orderNo'], leavesOn: '2023-06-06' },
  ]);
  putCard(desk.folder, '示例甲');
  await admission.openAdmission();
  await expect(admission.orders).toContainText('示*甲');
  await admission.readCard();
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
  await admission.command('Ctrl E');
  await expect(page.getByText(/已导出 .*\.xlsx/)).toBeVisible();
  await admission.command('F9'); // the most urgent: he is short, and pays
  await expect(admission.title).toHaveText('预交金');
  expect(wrong).toEqual([]);
});
