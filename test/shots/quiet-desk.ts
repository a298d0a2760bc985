import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { maskName } from '../../shared/identity/mask-name.ts';
import { AdmissionDesk } from '../e2e/pages/admission-desk.ts';
import { SignIn } from '../e2e/pages/sign-in.ts';
import { writeAdmissionOrder } from '../his/writer.ts';
import { personOf } from '../support/insured-year.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { Camera } from './camera.ts';

/** As long as a name on an order may be. */
const LONG = '买买提江阿卜杜热依木·阿布都克里木古丽巴哈尔·斯坎达尔别克热合曼诺夫娜';

/** A desk on its first morning: every page empty, then an order, cards that are refused, a very long name, twenty coverages, a slow centre. */
export async function shootQuietDesk(): Promise<boolean> {
  const desk = await DeskProgram.prepare(offsetTo('2023-06-05 09:45'));
  try {
    const page = await desk.open();
    page.setDefaultTimeout(10_000);
    const camera = new Camera(page);
    const admission = new AdmissionDesk(page);
    const signIn = new SignIn(page);
    await signIn.pin.waitFor();
    await camera.look('sign-in');
    await camera.step('sign-in-wrong', async () => {
      await signIn.attempt('收费员甲', '9999');
      await expect(signIn.error).toBeVisible();
      await camera.look('sign-in-wrong');
    });
    await signIn.signIn('收费员甲', '1234');
    await camera.step('empty', () => camera.tour('empty', 'lookTwice'));
    const dialog = (key: string, name: string) =>
      camera.step(name, async () => {
        await admission.press(key);
        await expect(page.getByRole('dialog')).toBeVisible();
        await camera.lookTwice(name);
        await admission.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      });
    await admission.openAdmission();
    await dialog('Alt+n', 'dialog-entry');
    await dialog('Alt+u', 'dialog-unknown');
    await dialog('F1', 'dialog-help');
    for (const [card, words] of [
      [null, '读卡器上没有卡'],
      ['malformed', '卡读不出来'],
    ] as const)
      await camera.step(`refused-card-${card ?? 'absent'}`, async () => {
        putCard(desk.folder, card);
        await admission.press('F2');
        await expect(page.getByText(words)).toBeVisible();
        await camera.look(`refused-card-${card ?? 'absent'}`);
      });
    await camera.step('refused-unknown-person', async () => {
      putCard(desk.folder, 'unknown-person');
      await admission.press('F2');
      await expect(page.getByText('医保中心查无此人')).toBeVisible();
      await camera.look('refused-unknown-person');
    });
    await camera.step('refused-file', async () => {
      writeFileSync(path.join(desk.hisFolder, '20230605-0001-1-charge.jsonl'), '{"kind":"charge"\n');
      await admission.openWorklist();
      await expect(page.getByText(/院内文件|退回/).first()).toBeVisible();
      await camera.look('refused-file-worklist');
    });
    await camera.step('long', () => longNames(desk, admission, camera));
    await camera.step('slow', async () => {
      await desk.standins.centre.control('POST', 'faults', { infno: '*', kind: 'late-answer', ms: 4_000, times: 20 });
      await expect(admission.light('医保')).toContainText(/慢/, { timeout: 30_000 });
      await camera.tour('slow');
    });
    return camera.report('quiet desk');
  } finally {
    await desk.end();
  }
}

async function longNames(desk: DeskProgram, admission: AdmissionDesk, camera: Camera): Promise<void> {
  const who = personOf('示例甲') as unknown as { insurances: Record<string, unknown>[]; certno: string };
  const [first] = who.insurances;
  const insurances = Array.from({ length: 20 }, (_, n) => ({
    ...first,
    insutype: n % 2 === 0 ? '310' : '390',
    admdvs: ['210200', '210100', '330200', '370300', '220100'][n % 5],
    employer: `示例机械重型装备制造集团有限责任公司第${n + 1}分公司`,
  }));
  await desk.standins.centre.control('POST', 'person', { ...who, insurances });
  const patient = { name: LONG, certType: '01', certNo: who.certno, sex: 'male', birthOn: '1977-03-15', phone: '13800000001' };
  writeAdmissionOrder(desk.hisFolder, 'S01', {
    patient,
    ward: '呼吸与危重症医学科第一病区(含呼吸重症监护室)',
    dept: { code: 'D210', name: '呼吸与危重症医学科' },
    bed: '加床走廊十二甲',
  });
  await admission.openAdmission();
  await admission.press('Escape'); // the orders of whoever was read last give way to everybody's
  await expect(admission.orders).toContainText(maskName(LONG));
  await camera.lookTwice('long-orders');
  putCard(desk.folder, '示例甲');
  await admission.press('F2');
  await expect(admission.page.locator('.loading')).toHaveCount(0);
  await admission.page.waitForTimeout(1_500); // whatever comes of a name that is not the card's
  await camera.lookTwice('long-admission');
}
