import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { Frame } from './pages/frame.ts';
import { SignIn } from './pages/sign-in.ts';

let desk: DeskProgram;
test.beforeEach(async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-05 09:30'));
});
test.afterEach(() => desk.end());

test('管理员改设置:错的栏目指名,改对了保存、后台重启、窗口名跟着变;收费员没有这一页', async () => {
  const page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  await expect(page.getByRole('button', { name: '设置' })).toHaveCount(0);
  await page.keyboard.press('F12');
  await new SignIn(page).signIn('管理员丁', '1357');
  const frame = new Frame(page);
  await frame.press('Alt+P');
  await expect(frame.title).toHaveText('设置');
  await expect(page.getByText('本机没有密钥环')).toBeVisible();
  await expect(page.getByText('demo-token')).toHaveCount(0);
  await page.screenshot({ path: 'test-results/shots/settings.png' });

  await page.getByLabel('窗口号').fill('3');
  await page.getByLabel('窗口名称').fill('窗口 三');
  await frame.press('F9');
  await expect(page.getByRole('alert').filter({ hasText: '没有保存' })).toContainText('窗口号');
  await expect(page.locator('[data-setting="window.number"]')).toContainText('这一栏不对');
  await page.screenshot({ path: 'test-results/shots/settings-wrong.png' });
  await page.getByLabel('窗口号').fill('04');
  await frame.press('F9');
  await expect(frame.why).toContainText('已保存并生效');
  await expect(page.getByText('窗口 三')).toBeVisible({ timeout: 15_000 });
  const saved = JSON.parse(readFileSync(path.join(desk.folder, 'settings.json'), 'utf8')) as { window: object };
  expect(saved.window).toEqual({ number: '04', name: '窗口 三' });
});
