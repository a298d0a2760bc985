import { expect, type Page, test } from '@playwright/test';
import { writeAdmissionOrder } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { AdmissionDesk } from './pages/admission-desk.ts';
import { overflows, serious, shoot } from './pages/looks.ts';
import { SignIn } from './pages/sign-in.ts';

let desk: DeskProgram;
test.afterEach(() => desk.end());

/** Every page that a key opens, with a name for its pictures. */
const PAGES = {
  'Alt+1': 'orders',
  'Alt+2': 'stays',
  F3: 'patients',
  F4: 'worklist',
  'Alt+9': 'board',
  'Alt+4': 'discharge',
  F6: 'payment',
  'Alt+3': 'visits',
  'Alt+5': 'visit-records',
  'Alt+6': 'day-end',
  'Alt+J': 'cases',
  'Alt+H': 'credit',
  'Alt+V': 'supervisor',
  'Alt+7': 'shift',
  'Alt+8': 'reconciliation',
  'Alt+0': 'books',
  'Ctrl+P': 'prints',
} as const;

test('每一页:axe 无严重问题;大字、英文都不出窗口、按钮不截字', async () => {
  test.setTimeout(150_000);
  desk = await DeskProgram.prepare(offsetTo('2023-06-05 09:45'));
  const page = await desk.open();
  await page.getByLabel('口令').waitFor();
  expect(await serious(page)).toEqual([]);
  await new SignIn(page).signIn('收费员甲', '1234');
  const admission = new AdmissionDesk(page);
  const wrong: string[] = [];
  const look = async (name: string) => {
    await settled(page);
    wrong.push(...(await serious(page)).map((finding) => `${name}: ${finding}`), ...(await cut(name)));
    await inLargeEnglish(page, async () => {
      wrong.push(...(await cut(`${name}, large English`)));
      await shoot(page, `page-${name}-en`);
    });
  };
  const cut = async (name: string) => (await overflows(page)).map((what) => `${name}: ${what}`);

  for (const [key, name] of Object.entries(PAGES)) {
    await admission.press(key.replace('Ctrl', 'Control'));
    await look(name);
  }
  // An order, the stay that comes of it, and the panels over both.
  writeAdmissionOrder(desk.hisFolder, 'S01');
  putCard(desk.folder, '示例甲');
  await admission.openAdmission();
  await expect(admission.orders).toContainText('示*甲');
  await panel(page, admission, 'Alt+N', look, 'entry');
  await panel(page, admission, 'Alt+U', look, 'unknown-person');
  await panel(page, admission, 'F1', look, 'help');
  await admission.readCard();
  await expect(admission.strip).toContainText('示例甲');
  await look('admission');
  await admission.admit({ contactName: '示例家属', contactPhone: '13800000099', door: '普通预交金' });
  await look('admitted');
  await panel(page, admission, 'Alt+G', look, 'change');
  await admission.press('F6');
  await expect(admission.title).toHaveText('预交金');
  await look('deposit');
  await admission.openStays();
  await page.getByRole('table', { name: '病人名单' }).getByRole('button').first().click();
  await expect(admission.title).toHaveText('出院结算');
  await look('discharge-stay');
  await admission.command('Ctrl M');
  await expect(admission.title).toHaveText('病人信息');
  await look('patient');
  await page.goBack();
  await expect(admission.title).toHaveText('出院结算');
  // The other pages of the same stay, by their address: not every stay has a button for each.
  for (const [place, name] of [
    ['charges', 'charges-stay'],
    ['credit', 'credit-stay'],
    ['recall', 'recall-stay'],
  ] as const) {
    const here = await admission.title.textContent();
    await page.evaluate((to) => {
      location.hash = location.hash.replace(/^#\/[a-z]+/, `#/${to}`);
    }, place);
    await expect(admission.title).not.toHaveText(here ?? '');
    await look(name);
  }
  await admission.lock();
  await new SignIn(page).signIn('管理员丁', '1357');
  await admission.press('Alt+P');
  await look('settings');
  expect(wrong).toEqual([]);
});

/** Everything that a page fetched first is there. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('.loading')).toHaveCount(0);
  await expect(page.locator('h1')).toBeVisible();
}

async function panel(
  page: Page,
  admission: AdmissionDesk,
  key: string,
  look: (name: string) => Promise<void>,
  name: string,
): Promise<void> {
  await admission.press(key);
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(name);
  await admission.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** The same page in the second language and in large type, then as it was. Both keys work over a panel, too. */
async function inLargeEnglish(page: Page, look: () => Promise<void>): Promise<void> {
  await page.keyboard.press('Alt+l');
  await page.keyboard.press('Alt+y');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await look();
  await page.keyboard.press('Alt+l');
  await page.keyboard.press('Alt+y');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
}
