import { expect, test } from '@playwright/test';
import { writeAdmissionOrder } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { AdmissionDesk } from './pages/admission-desk.ts';
import { SignIn } from './pages/sign-in.ts';

let desk: DeskProgram;
test.beforeEach(async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-05 09:30'));
});
test.afterEach(() => desk.end());

test('S01 入院:读卡、免押金登记,中心与银行各确认一次', async () => {
  writeAdmissionOrder(desk.hisFolder, 'S01');
  putCard(desk.folder, '示例甲');
  const page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  const admission = new AdmissionDesk(page);
  await admission.openAdmission();
  await admission.readCard();
  await admission.consent();
  await admission.admit({ contactName: '示例家属', contactPhone: '13800000099' });

  await expect(admission.outcome).toContainText('中心已确认');
  const { stays } = await desk.standins.centre.control<{ stays: { state: { admission: string } }[] }>('GET', 'referee');
  expect(stays.map(({ state }) => state.admission)).toEqual(['once']);
  const bank = await desk.standins.bank.control<{ stays: { sums: { locked: string } }[] }>('GET', 'referee');
  expect(bank.stays.map(({ sums }) => sums.locked)).toEqual(['3200.00']);
});
