import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { writeAdmissionOrder } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { AdmissionDesk } from './pages/admission-desk.ts';
import { serious, shoot } from './pages/looks.ts';
import { SignIn } from './pages/sign-in.ts';
import { Worklist } from './pages/worklist.ts';

let desk: DeskProgram;
let page: Page;
let admission: AdmissionDesk;
async function start(minute: string): Promise<void> {
  desk = await DeskProgram.prepare(offsetTo(minute));
  page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  admission = new AdmissionDesk(page);
}
test.afterEach(() => desk.end());

test('S07 无名氏:绿色通道登记,有班组长批准;告知单和腕带贴都打得出来', async () => {
  await start('2023-06-13 10:45');
  await admission.openAdmission();
  await admission.press('Alt+u');
  const form = page.getByRole('dialog', { name: '无名氏急诊登记' });
  await form.getByLabel('约几岁').fill('60');
  await form.getByLabel('科室').fill('急诊科');
  await form.getByLabel('床位').fill('E3');
  await form.getByLabel('情况').fill('昏迷待查');
  await form.getByLabel('送来的人').fill('急救中心');
  await form.getByLabel('电话').fill('120120');
  await form.getByRole('combobox', { name: '批准人' }).click();
  await page.getByText('班组长乙').last().click();
  await form.getByLabel('批准人口令').fill('5678');
  await form.getByLabel('批准理由').fill('急救车送来');
  await shoot(page, 'unknown-form');
  await form.getByRole('button', { name: '登记' }).click();
  await expect(page.getByRole('region', { name: '身份与补登' })).toContainText('身份不明');
  await expect(admission.strip).toContainText('绿色通道');
  await admission.press('F10');
  await expect(page.getByText(/已生成 .*\.pdf/)).toBeVisible({ timeout: 20_000 });
  await admission.press('Alt+w');
  await expect
    .poll(() => readdirSync(path.join(desk.folder, 'papers')).filter((name) => name.endsWith('.pdf')).length, { timeout: 20_000 })
    .toBe(2);
  await shoot(page, 'unknown-admitted');
  expect(await serious(page)).toEqual([]);
  await new Worklist(page).openWorklist();
  await expect(page.getByRole('table', { name: '待办工作清单' }).getByText('待核验身份')).toBeVisible();
  await shoot(page, 'worklist-clerk');
});

test('外伤涉及第三人:问清才能登记,全程自费;医保办认定后可补登', async () => {
  await start('2023-06-05 09:30');
  writeAdmissionOrder(desk.hisFolder, 'S01', { diagnosis: [{ code: 'S72.001', name: '股骨颈骨折', main: true }] });
  putCard(desk.folder, '示例甲');
  await admission.openAdmission();
  await expect(admission.orders).toContainText('示*甲');
  await admission.readCard();
  await admission.fill({ contactName: '示例家属', contactPhone: '13800000099' });
  await expect(admission.why).toContainText('外伤情况');
  await admission.sayInjury({ payer: '第三人', extent: null, words: '被车碰伤' });
  await expect(admission.why).toContainText('外伤情况'); // how much the other side may owe is not said yet
  await page.getByRole('radiogroup', { name: '他方负担' }).getByText('全部费用').click();
  await expect(admission.coverages.getByRole('row')).toHaveCount(2); // head and 全额自费
  await shoot(page, 'admission-injury');
  expect(await serious(page)).toEqual([]);
  await expect(admission.primary).toBeEnabled();
  await admission.press('F9');
  await expect(page.getByRole('region', { name: '外伤审核' })).toContainText('还没有认定');

  await admission.lock();
  await new SignIn(page).signIn('医保办丙', '2468');
  const worklist = new Worklist(page);
  await worklist.openWorklist();
  await expect(page.getByRole('table', { name: '待办工作清单' }).getByText('外伤备案')).toBeVisible();
  await shoot(page, 'worklist-officer');
  await page.keyboard.press('1');
  await page.getByLabel('认定依据').fill('交警认定本人全责');
  await page.getByRole('button', { name: '认定医保支付' }).click();
  await expect(page.getByRole('region', { name: '外伤审核' })).toContainText('由医保支付');
  await shoot(page, 'injury-found');
});

test('惠民就医:同意书、绿色通道的样子', async () => {
  await start('2023-06-05 09:30');
  writeAdmissionOrder(desk.hisFolder, 'S01');
  putCard(desk.folder, '示例甲');
  await admission.openAdmission();
  await expect(admission.orders).toContainText('示*甲');
  await admission.readCard();
  await expect(page.getByText('向银行提供信息须单独同意')).toBeVisible();
  await shoot(page, 'admission-consent');
  await admission.consent();
  await page.getByRole('button', { name: '撤回同意' }).click();
  await expect(page.getByText('不同意向银行提供信息')).toBeVisible();
  await expect(admission.door('信用免押金')).toBeDisabled();
  await admission.door('绿色通道').check();
  await shoot(page, 'admission-green');
  expect(await serious(page)).toEqual([]);
  await admission.fill({ contactName: '示例家属', contactPhone: '13800000099' });
  await shoot(page, 'admission-ready');
});

test('读卡器:智能卡服务没有运行,三秒内说清怎么办,页面不卡', async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-05 09:30'));
  desk.changeSettings((settings) => ({ ...settings, reader: { kind: 'pcsc' } }));
  page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  admission = new AdmissionDesk(page);
  await admission.openAdmission();
  const pressed = Date.now();
  await admission.press('F2');
  await expect(page.getByText(/reader\.(service-stopped|none|not-responding)/)).toBeVisible({ timeout: 4_000 });
  expect(Date.now() - pressed).toBeLessThan(4_000);
  await admission.openStays();
});
