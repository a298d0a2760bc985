import { expect, test } from '@playwright/test';
import { writeAdmissionOrder } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { AdmissionDesk } from './pages/admission-desk.ts';
import { serious, shoot } from './pages/looks.ts';
import { SignIn } from './pages/sign-in.ts';

let desk: DeskProgram;
test.afterEach(() => desk.end());

test('大字模式:Alt+L 切换,重开还在;页面不出窗口,主按钮看得见', async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-05 09:45'));
  let page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  let admission = new AdmissionDesk(page);
  writeAdmissionOrder(desk.hisFolder, 'S01');
  putCard(desk.folder, '示例甲');
  await admission.openAdmission();
  await expect(admission.orders).toContainText('示*甲');
  await admission.readCard();
  const height = async () => (await admission.primary.boundingBox())?.height ?? 0;
  const before = await height();
  await admission.press('Alt+l');
  expect(await height()).toBeGreaterThan(before * 1.2);
  const inside = await page.evaluate(
    () => document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth,
  );
  expect(inside).toBe(true);
  await expect(admission.primary).toBeInViewport({ ratio: 1 });
  await shoot(page, 'large-type');
  expect(await serious(page)).toEqual([]);
  await desk.shut();
  page = await desk.open();
  admission = new AdmissionDesk(page);
  await new SignIn(page).signIn('收费员甲', '1234');
  expect(await height()).toBeGreaterThan(before * 1.2);
});
