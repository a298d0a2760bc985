import { expect, type Page, test } from '@playwright/test';
import { writeAdmissionOrder } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { AdmissionDesk } from './pages/admission-desk.ts';
import { serious, shoot } from './pages/looks.ts';
import { SignIn } from './pages/sign-in.ts';

let desk: DeskProgram;
test.afterEach(() => desk.end());

const patient = { name: '示例戌', certType: '01', certNo: '370302196803159921', sex: 'female', birthOn: '1968-03-15', phone: null };

async function start(hospital: string, minute: string): Promise<[Page, AdmissionDesk]> {
  desk = await DeskProgram.prepare(offsetTo(minute));
  desk.changeSettings((settings) => ({
    ...settings,
    hospital: { code: 'H37030200001', name: hospital, region: '370300', level: 'tertiary' },
  }));
  const page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  const issuedAt = `${minute.slice(0, 10)}T01:00:00.000Z`;
  const diagnosis = [{ code: 'A03.06.01', name: '腰痛', main: true }];
  writeAdmissionOrder(desk.hisFolder, 'S01', { orderNo: 'ZY20231113090', patient, issuedAt, careKind: 'day-care', diagnosis });
  putCard(desk.folder, '示例戌');
  const admission = new AdmissionDesk(page);
  await admission.openAdmission();
  await expect(admission.orders).toContainText('示*戌');
  await admission.readCard();
  return [page, admission];
}

test('中医日间(Z-01、Z-04、Z-05):定点与病种都合,登记后每日签到一次', async () => {
  const [page, admission] = await start('淄博市中医医院', '2023-11-13 09:30');
  await expect(page.getByText('中医日间诊疗')).toBeVisible();
  await shoot(page, 'day-care-admission');
  expect(await serious(page)).toEqual([]);
  await admission.admit({ contactName: '示例家属', contactPhone: '13800000099', door: '普通预交金' });
  await expect(admission.outcome).toContainText('中心已确认', { timeout: 20_000 });
  await admission.press('Alt+d');
  const days = page.getByRole('table', { name: '中医日间诊疗' });
  await expect(days.locator('[data-day="2023-11-13"]')).toContainText('收费员甲');
  await expect(page.getByRole('button', { name: '今日已签到' })).toBeDisabled();
  await shoot(page, 'day-care-signed');
  expect(await serious(page)).toEqual([]);
});

test('中医日间:定点日期之前不能以医保办,写明哪一条;改全额自费可以办', async () => {
  const [page, admission] = await start('临淄区中医医院', '2023-11-09 09:30');
  await expect(page.getByText('本院不在日间诊疗定点内')).toBeVisible();
  await admission.fill({ contactName: '示例家属', contactPhone: '13800000099', door: '普通预交金' });
  await expect(admission.why).toContainText('此险种不能办');
  await shoot(page, 'day-care-closed');
  await admission.coverages.getByText('全额自费').click();
  await expect(admission.primary).toBeEnabled();
});
