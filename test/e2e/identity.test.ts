import { expect, type Page, test } from '@playwright/test';
import { writeAdmissionOrder } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { AdmissionDesk } from './pages/admission-desk.ts';
import { KeyboardScanner } from './pages/scanner.ts';
import { SignIn } from './pages/sign-in.ts';

const VOUCHER = 'EC.210202197703159910.20230605235959';

let desk: DeskProgram;
let page: Page;
let admission: AdmissionDesk;
let scanner: KeyboardScanner;
test.beforeEach(async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-05 09:30'));
  writeAdmissionOrder(desk.hisFolder, 'S01');
  page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  admission = new AdmissionDesk(page);
  scanner = new KeyboardScanner(page);
});
test.afterEach(() => desk.end());

test('扫医保码:打开此人的住院证;扫到一半、过期的码说清怎么办', async () => {
  await admission.openAdmission();
  await expect(admission.orders).toContainText('示*甲');
  await scanner.scan(VOUCHER.slice(0, 20), 'none');
  await expect(admission.error('scan.broken')).toBeVisible();
  await scanner.scan('EC.210202197703159910.20230605093000');
  await expect(page.getByText('二维码已过期')).toBeVisible();
  await scanner.scan(VOUCHER);
  await expect(page.getByRole('region', { name: '身份与联系人' })).toContainText('已扫医保码');
  await page.screenshot({ path: 'test-results/shots/admission-scanned.png' });
});

test('扫码不漏进栏目:正在填表、开着输入法都一样;手打的字一个不少', async () => {
  putCard(desk.folder, '示例甲');
  await admission.openAdmission();
  await expect(admission.orders).toContainText('示*甲');
  await page.keyboard.press('F3');
  const search = page.getByRole('searchbox').or(page.getByRole('textbox')).first();
  await search.focus();
  await page.keyboard.type('zy23', { delay: 90 });
  await expect(search).toHaveValue('zy23');
  await page.keyboard.type('ab', { delay: 0 }); // two fingers at once are still typing
  await expect(search).toHaveValue('zy23ab');
  await scanner.scan('https.x.example.invalid', 'none');
  await page.waitForTimeout(200); // longer than a burst may last: what leaks late must be seen, too
  await expect(search).toHaveValue('zy23ab');

  await search.fill('王');
  await scanner.scanIntoInputMethod(VOUCHER);
  await expect(page.getByRole('region', { name: '身份与联系人' })).toContainText('已扫医保码'); // read out of the input method
  await page.keyboard.press('F3');
  await expect(search).not.toHaveValue(/ec/i);
});

test('输入法开着扫到中心不认的码:说清怎么办,栏目里什么也不留', async () => {
  await page.keyboard.press('F3');
  const search = page.getByRole('searchbox').or(page.getByRole('textbox')).first();
  await search.fill('王');
  await scanner.scanIntoInputMethod('EC.99999999999999999999');
  await expect(page.getByText('医保中心不认这个医保码')).toBeVisible();
  await page.keyboard.press('F3');
  await expect(search).not.toHaveValue(/ec/i);
});

test('无卡录入:号码当场校验;只有口述的按待核验登记,不报医保', async () => {
  await admission.openAdmission();
  await page.keyboard.press('Alt+n');
  const entry = page.getByRole('dialog', { name: '无卡录入' });
  await entry.getByLabel('姓名').fill('示例甲');
  await entry.getByLabel('证件号').fill('210202197703159911');
  await expect(entry.getByText('证件号码不对')).toBeVisible();
  await page.screenshot({ path: 'test-results/shots/entry-wrong.png' });
  await entry.getByLabel('证件号').fill('210202197703159910');
  await expect(entry.getByText('1977-03-15 出生')).toBeVisible();
  await entry.getByText('只有口述').click();
  await page.screenshot({ path: 'test-results/shots/entry-unverified.png' });
  await entry.getByRole('button', { name: '按待核验办理' }).click();

  const identity = page.getByRole('region', { name: '身份与联系人' });
  await expect(identity).toContainText('待核验：只有口述');
  await page.screenshot({ path: 'test-results/shots/admission-unverified.png' });
  await admission.admit({ contactName: '示例家属', contactPhone: '13800000099', door: '普通预交金' });
  await expect(admission.strip).toContainText('不报医保');
  await page.screenshot({ path: 'test-results/shots/admitted-unverified.png' });
  const { stays } = await desk.standins.centre.control<{ stays: unknown[] }>('GET', 'referee');
  expect(stays).toEqual([]);
});

test('代办人:资料齐了才能登记', async () => {
  putCard(desk.folder, '示例甲');
  await admission.openAdmission();
  await expect(admission.orders).toContainText('示*甲');
  await admission.readCard();
  await expect(page.getByRole('button', { name: '同意书已签' })).toBeDisabled(); // nobody has said yet whose word it would be
  await expect(page.getByText('先填人证核验')).toBeVisible();
  await admission.checkPerson('监护人');
  await page.getByRole('textbox', { name: '联系人' }).fill('示例家属');
  await page.getByRole('textbox', { name: '联系电话' }).fill('13800000099');
  await expect(admission.primary).toBeDisabled();
  await expect(admission.why).toContainText('代办人资料');
  await expect(page.getByRole('button', { name: '同意书已签' })).toBeDisabled();
  await page.getByLabel('代办人').last().fill('示例代办');
  const identity = page.getByRole('region', { name: '身份与联系人' });
  await identity.getByLabel('证件号').fill('210203198504209920');
  await identity.getByLabel('电话', { exact: false }).first().fill('13800000098');
  await page.screenshot({ path: 'test-results/shots/admission-guardian.png' });
  await expect(admission.primary).toBeEnabled();
  await admission.consent({ who: '监护人' });
  await page.screenshot({ path: 'test-results/shots/admission-consent-guardian.png' });
  await admission.press('F9');
  await expect(admission.outcome).toContainText('中心已确认');
  await expect(admission.strip).toContainText('信用免押金');
});
