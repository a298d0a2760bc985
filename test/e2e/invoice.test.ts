import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { writeAdmissionOrder, writeCharges, writeDischargeNotice } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { AdmissionDesk } from './pages/admission-desk.ts';
import { Cashier } from './pages/cashier.ts';
import { DischargeDesk } from './pages/discharge-desk.ts';
import { InvoiceBox } from './pages/invoice-box.ts';
import { SignIn } from './pages/sign-in.ts';
import { Till } from './pages/till.ts';

let desk: DeskProgram;
test.beforeEach(async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-05 10:15'));
});
test.afterEach(() => desk.end());

const shoot = (name: string) => desk.page.screenshot({ path: test.info().outputPath(`${name}.png`) });

/** The newest paper's text, and its picture beside the results of the run. */
function lastPaper(name: string): string {
  const folder = path.join(desk.folder, 'papers');
  const files = readdirSync(folder).map((file) => path.join(folder, file));
  const [newest = ''] = files.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  execFileSync('pdftoppm', ['-png', '-r', '60', '-singlefile', newest, test.info().outputPath(name)]);
  return execFileSync('pdftotext', ['-layout', newest, '-'], { encoding: 'utf8' });
}

test('S01:收清后自动开票；平台断时病人拿告知单先走，恢复后补开，取票码上纸；换开过的查得到', async () => {
  test.setTimeout(150_000);
  writeAdmissionOrder(desk.hisFolder, 'S01');
  let page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  putCard(desk.folder, '示例甲');
  const admission = new AdmissionDesk(page);
  await admission.openAdmission();
  await admission.readCard();
  await admission.consent();
  await admission.admit({ contactName: '示例家属', contactPhone: '13800000099' });
  await expect(admission.acts.getByText('已完成')).toHaveCount(2);
  await desk.shut();

  await desk.setClock(offsetTo('2023-06-13 08:35'));
  writeCharges(desk.hisFolder, 'S01');
  writeDischargeNotice(desk.hisFolder, 'S01');
  page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  await new Till(page).begin('1000');
  const discharge = new DischargeDesk(page);
  await discharge.openDischarge();
  await expect(discharge.waitingStays).toBeVisible();
  await discharge.readCard();
  await discharge.preSettle();
  await discharge.settle();
  await discharge.settled();
  const invoice = new InvoiceBox(page);
  await expect(invoice.box).toContainText('收清后开票');
  await expect(invoice.box).toContainText('236.00');
  await expect(invoice.light('电子票据')).toContainText('通');

  await desk.standins.einvoice.control('POST', 'line', { up: false });
  await discharge.press('F6');
  const cashier = new Cashier(page);
  await cashier.fill('金额', '236');
  await cashier.take();
  await expect(invoice.box).toContainText('待开', { timeout: 10_000 });
  await expect(cashier.tenders).toContainText('已开票，先召回');
  await expect(invoice.light('电子票据')).toContainText('断', { timeout: 10_000 });
  await shoot('queued');
  await invoice.press('Control+i');
  await expect(invoice.box).toContainText('告知单已存档', { timeout: 20_000 });
  const queued = lastPaper('notice-queued');
  expect(queued).toContain('票据尚未开出');
  expect(queued).not.toMatch(/票据号码|12,860\.40/); // before the platform issued it there is no number and no amount

  await desk.standins.einvoice.control('POST', 'line', { up: true });
  await expect(invoice.part('pickUp')).toHaveText(/^QP\d{8}$/, { timeout: 30_000 });
  await expect(invoice.part('amount')).toHaveText('12,860.40');
  const pickUp = await invoice.part('pickUp').innerText();
  await invoice.press('Control+i');
  await expect.poll(() => lastPaper('notice'), { timeout: 20_000 }).toContain(pickUp);
  expect(lastPaper('notice')).toContain('12,860.40');
  await shoot('issued');

  await desk.standins.einvoice.control('POST', 'behaviour', {
    stayNumber: /ZY\d+/.exec(await invoice.strip.innerText())?.[0],
    paperTaken: true,
  });
  await invoice.press('Control+k');
  await expect(invoice.box).toContainText('已换开纸质');
  await invoice.press('Alt+4');
  await expect(discharge.figures).toBeVisible();
  await expect(invoice.box).toContainText('已换开纸质');
  await shoot('discharge-issued');
  const { issued, repeated } = await desk.standins.einvoice.control<{ issued: number; repeated: string[] }>('GET', 'referee');
  expect({ issued, repeated }).toEqual({ issued: 1, repeated: [] });
});
