import { expect, type Page, test } from '@playwright/test';
import { writeAdmissionOrder } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { AdmissionDesk } from './pages/admission-desk.ts';
import { serious, shoot } from './pages/looks.ts';
import { SignIn } from './pages/sign-in.ts';
import { Cashier } from './pages/cashier.ts';
import { Till } from './pages/till.ts';

let desk: DeskProgram;
let page: Page;
let admission: AdmissionDesk;
test.beforeEach(async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-05 09:45'));
  page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  admission = new AdmissionDesk(page);
  writeAdmissionOrder(desk.hisFolder, 'S01');
  putCard(desk.folder, '示例甲');
  await admission.openAdmission();
  await expect(admission.orders).toContainText('示*甲');
  await admission.readCard();
});
test.afterEach(() => desk.end());

/** 在院病人 → the stay → 登记情况, by keys. */
async function openAdmitted(): Promise<void> {
  await admission.openStays();
  await admission.page.getByRole('table', { name: '病人名单' }).getByRole('button').first().click();
  await expect(admission.title).toHaveText('出院结算');
  await admission.press('Alt+i');
  await expect(admission.outcome).toBeVisible();
}

async function approve(form: ReturnType<Page['getByRole']>, reason: string): Promise<void> {
  await form.getByRole('combobox', { name: '批准人' }).click();
  await page.getByText('班组长乙').last().click();
  await form.getByLabel('批准人口令').fill('5678');
  await form.getByLabel('理由').fill(reason);
}

test('转科、换床在登记情况里一键变更,医保中心收到 2403;撤销入院后住院证可再用,占用退还', async () => {
  await admission.consent();
  await admission.admit({ contactName: '示例家属', contactPhone: '13800000099', door: '信用免押金' });
  await expect(admission.outcome).toContainText('中心已确认', { timeout: 20_000 });
  await admission.press('Alt+g');
  const form = page.getByRole('dialog', { name: '入院登记变更' });
  await form.getByLabel('病区').fill('呼吸内科二病区');
  await form.getByLabel('床位').fill('21');
  await form.getByLabel('变更原因').fill('转病区');
  await shoot(page, 'stay-change');
  expect(await serious(page)).toEqual([]);
  await form.getByRole('button', { name: '保存变更' }).click();
  const history = page.getByRole('list', { name: '变更记录' });
  await expect(history).toContainText('病区：呼吸内科一病区 → 呼吸内科二病区');
  await expect(history).toContainText('转科');
  await expect(admission.acts).toContainText('住院信息变更');
  await expect(admission.strip).toContainText('21');
  await shoot(page, 'stay-changed');

  await admission.press('Control+Backspace');
  const cancel = page.getByRole('dialog', { name: '撤销入院（无费退院）' });
  await approve(cancel, '家属决定转院');
  await shoot(page, 'stay-cancel');
  expect(await serious(page)).toEqual([]);
  await cancel.getByRole('button', { name: '撤销入院' }).click();
  await expect(admission.outcome).toContainText('此次入院已撤销', { timeout: 20_000 });
  await expect(admission.outcome).toContainText('信用占用：已释放', { timeout: 20_000 });
  await shoot(page, 'stay-cancelled');
  await admission.press('Escape');
  await expect(admission.orders).toContainText('示*甲');
});

test('已交预交金的撤销入院:下一步就是退预交金,一分不少', async () => {
  await admission.admit({ contactName: '示例家属', contactPhone: '13800000099', door: '普通预交金' });
  await expect(admission.outcome).toContainText('中心已确认', { timeout: 20_000 });
  const till = new Till(page);
  await till.begin('1000');
  await openAdmitted();
  await expect(admission.primary).toContainText('收预交金');
  await admission.press('F6');
  await page.getByRole('textbox', { name: '实收' }).fill('3000');
  await admission.press('F9');
  await expect(admission.stripSum('预交金余额')).toHaveText('3,000.00');
  await openAdmitted();
  await admission.press('Control+Backspace');
  const cancel = page.getByRole('dialog', { name: '撤销入院（无费退院）' });
  await approve(cancel, '没有住院');
  await cancel.getByRole('button', { name: '撤销入院' }).click();
  await expect(admission.outcome).toContainText('此次入院已撤销', { timeout: 20_000 });
  await expect(admission.primary).toContainText('退预交金');
  await admission.press('F6');
  await new Cashier(page).beginRefundByKey();
  await page.getByRole('textbox', { name: '原因' }).fill('没有住院');
  await shoot(page, 'cancelled-refund');
  expect(await serious(page)).toEqual([]);
  await admission.press('F9');
  await expect(admission.stripSum('预交金余额')).toHaveText('0.00');
});

test('费别变更:医保改自费,中心登记撤销,有班组长批准', async () => {
  await admission.admit({ contactName: '示例家属', contactPhone: '13800000099', door: '普通预交金' });
  await expect(admission.outcome).toContainText('中心已确认', { timeout: 20_000 });
  await admission.press('Alt+f');
  const coverage = page.getByRole('dialog', { name: '费别变更' });
  await coverage.getByRole('radio').first().check();
  await shoot(page, 'stay-coverage');
  expect(await serious(page)).toEqual([]);
  await approve(coverage, '本人要求自费');
  await coverage.getByRole('button', { name: '变更费别' }).click();
  await expect(admission.strip).toContainText('全额自费', { timeout: 20_000 });
});
