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
let work: Worklist;
let admission: AdmissionDesk;
test.afterEach(() => desk.end());

async function open(): Promise<void> {
  page = await desk.open();
  work = new Worklist(page);
  admission = new AdmissionDesk(page);
}

test('S03 从电话到更正:入院前打电话、认领、备注、转交;没备案被拒的,在住院页协助备案、重查、再送', async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-06 08:50'));
  writeAdmissionOrder(desk.hisFolder, 'S03', { issuedAt: '2023-06-06T00:40:00.000Z' });
  await open();
  await new SignIn(page).signIn('医保办丙', '2468');
  await admission.openAdmission();
  await expect(admission.orders).toContainText('示*丁');
  // Half an hour later she is still at home.
  await desk.setClock(offsetTo('2023-06-06 09:25'));
  await desk.shut();
  await open();
  await new SignIn(page).signIn('医保办丙', '2468');
  await work.openWorklist();
  const call = work.items('待入院·先打电话');
  await expect(call).toContainText('示*丁');
  await page.keyboard.press('1');
  const panel = page.getByRole('dialog', { name: '入院前电话' });
  await expect(panel.locator('.telephone')).toContainText(/1\d{10}/);
  await expect(panel).toContainText('亲情账户');
  await panel.getByText('家属去办备案').click();
  await panel.getByLabel('说明').fill('下午去办');
  await shoot(page, 'worklist-call');
  expect(await serious(page)).toEqual([]);
  await panel.getByRole('button', { name: '记下' }).click();
  await expect(call).toContainText('医保办丙 致电：家属去办备案');
  await work.command('A');
  await expect(call.getByRole('cell', { name: '医保办丙', exact: true })).toBeVisible();
  await work.command('N');
  await expect(page.getByRole('textbox', { name: '备注' })).toBeFocused();
  await page.keyboard.type('ant 三点前', { delay: 60 }); // letters land in the field, not on the buttons behind
  await page.getByRole('button', { name: '记下' }).click();
  await expect(call).toContainText('ant 三点前');
  await work.command('T');
  await page.getByRole('combobox', { name: '转交给' }).click();
  await page.getByText('收费员甲 · 收费员').last().click();
  await page.getByRole('dialog').getByRole('button', { name: '转交' }).click();
  await expect(call).toContainText('医保办丙 转交 收费员甲');
  await shoot(page, 'worklist-steps');

  // She comes without having filed.
  await work.lock();
  await new SignIn(page).signIn('收费员甲', '1234');
  putCard(desk.folder, '示例丁');
  await admission.openAdmission();
  await admission.readCard();
  const filing = page.getByRole('region', { name: '异地备案' });
  await expect(filing).toContainText('没有备案');
  await expect(filing.getByRole('row', { name: '异地长期居住' })).toContainText('8,840.00');
  await expect(page.locator('[data-gate="filed"]')).toContainText('怎么办：现在办理备案');
  await shoot(page, 'admission-unfiled');
  expect(await serious(page)).toEqual([]);
  await admission.admit({ contactName: '示例家属', contactPhone: '13800000094', door: '普通预交金' });
  await expect(admission.outcome).toContainText('拒绝');

  await admission.lock();
  await new SignIn(page).signIn('医保办丙', '2468');
  await work.openWorklist();
  await expect(work.items('待遇失效')).toContainText('未办理异地就医备案');
  await expect(work.items('异地备案').getByRole('button', { name: '协助备案' })).toBeVisible();
  await work.items('异地备案').locator('[data-row]').focus();
  await page.keyboard.press('ArrowUp');
  await expect(work.items('待遇失效').locator('[data-row]')).toBeFocused();
  await shoot(page, 'worklist-insurance');
  await page.keyboard.press('1'); // 待遇失效 stands first
  const insured = page.getByRole('region', { name: '待遇与备案' });
  await expect(insured).toContainText('不享受待遇');
  await expect(insured).toContainText('8,840.00');
  await shoot(page, 'admitted-insurance');
  expect(await serious(page)).toEqual([]);
  await work.command('Alt B');
  await expect(page.getByRole('dialog', { name: '协助家属办异地备案' })).toContainText('国家异地就医备案');
  await shoot(page, 'filing-help');
  await page.keyboard.press('Escape');
  await work.command('F5');
  await expect(insured).toContainText('不享受待遇');
  await desk.standins.centre.control('POST', 'line', { up: false });
  await work.command('F9');
  await expect(admission.acts.locator('[data-act="admission"]')).toHaveAttribute('data-state', 'waiting');
});
