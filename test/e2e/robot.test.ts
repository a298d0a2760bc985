import { expect, test } from '@playwright/test';
import { writeAdmissionOrder } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { AdmissionDesk } from './pages/admission-desk.ts';
import { SignIn } from './pages/sign-in.ts';

/** A slow clerk: so long from one key to the next. */
const PACE_MS = 700;
const MOST_KEYS = 12;
const MOST_SECONDS = 15;

let desk: DeskProgram;
test.beforeEach(async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-05 09:45'));
});
test.afterEach(() => desk.end());

for (const door of ['预交金', '信用'] as const) {
  test(`机器人按慢手速度:插卡到登记完成,${door},至多 ${MOST_KEYS} 键、${MOST_SECONDS} 秒`, async () => {
    const page = await desk.open();
    await new SignIn(page).signIn('收费员甲', '1234');
    const admission = new AdmissionDesk(page);
    writeAdmissionOrder(desk.hisFolder, 'S01');
    await admission.openAdmission();
    await expect(admission.orders).toContainText('示*甲');
    putCard(desk.folder, '示例甲');
    let keys = 0;
    const key = async (name: string) => {
      await page.waitForTimeout(PACE_MS);
      await admission.press(name);
      keys += 1;
    };
    const started = Date.now();
    await key('F2');
    await expect(page.getByRole('region', { name: '身份与联系人' })).toBeVisible();
    await key('Enter'); // 本人·目视
    let consentMs = 0;
    if (door === '信用') {
      const asked = Date.now();
      await key('Alt+c');
      await expect(page.getByText('已单独同意向银行提供信息（')).toBeVisible();
      consentMs = Date.now() - asked;
    }
    await key('Enter'); // contact: himself, as the order says
    await expect(admission.primary).toBeEnabled();
    await key('F9');
    await expect(admission.outcome).toBeVisible();
    const seconds = (Date.now() - started) / 1_000;
    console.log(
      JSON.stringify({ robot: door, keys, seconds, consentSeconds: consentMs / 1_000, withoutConsent: seconds - consentMs / 1_000 }),
    );
    expect(keys).toBeLessThanOrEqual(MOST_KEYS);
    expect(seconds).toBeLessThanOrEqual(MOST_SECONDS);
    await expect(admission.strip).toContainText(door === '信用' ? '信用免押金' : '普通预交金');
  });
}
