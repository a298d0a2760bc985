import { expect, test } from '@playwright/test';
import { writeAdmissionOrder, writeCharges, writeDischargeNotice } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { eventually } from '../support/eventually.ts';
import { withEarlierStays } from '../support/insured-year.ts';
import type { StandinProcess } from '../support/standin-processes.ts';
import { offsetTo } from '../support/story-clock.ts';
import { AdmissionDesk } from './pages/admission-desk.ts';
import { DischargeDesk } from './pages/discharge-desk.ts';
import { SignIn } from './pages/sign-in.ts';

let desk: DeskProgram;
let kills = 0;
test.beforeEach(async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-02 09:50'));
  kills = 0;
});
test.afterEach(() => desk.end());

/** Kills the core and waits until another one answers. */
async function kill(): Promise<void> {
  const before = await desk.corePid();
  await desk.killCore();
  await eventually(
    () => desk.corePid(),
    (pid) => pid !== 0 && pid !== before,
  );
  kills += 1;
}

/** Kills the core while the other side holds this request: it carried it out, its answer is on the way. */
async function killWhileInFlight(other: StandinProcess, operation: string, trigger: () => Promise<unknown>): Promise<void> {
  await other.control('POST', 'faults', { infno: operation, kind: 'late-answer', ms: 2_500 });
  await trigger();
  await eventually(
    () => other.control<{ armed: unknown[] }>('GET', 'faults'),
    ({ armed }) => armed.length === 0,
  );
  await kill();
}

test('核心进程在全程十处被杀:重启后照常办完,中心与银行各只一次', async () => {
  test.setTimeout(240_000);
  const { centre, bank } = desk.standins;
  await centre.control('POST', 'person', withEarlierStays('示例戊', 0));
  writeAdmissionOrder(desk.hisFolder, 'S04');
  putCard(desk.folder, '示例戊');

  // The admission.
  let page = await desk.open();
  await kill(); // 1: before anybody signed in
  await new SignIn(page).signIn('收费员甲', '1234');
  const admission = new AdmissionDesk(page);
  await admission.openAdmission();
  await admission.readCard();
  await admission.consent();
  await kill(); // 2: with the form open
  await admission.fill({ contactName: '示例家属', contactPhone: '13800000099' });
  await expect(admission.primary).toBeEnabled();
  await killWhileInFlight(centre, '2401', () => admission.press('F9')); // 3: the centre has admitted, its answer is lost
  await expect(admission.outcome).toContainText('中心已确认', { timeout: 30_000 });
  await expect(admission.acts.getByText('已完成')).toHaveCount(2, { timeout: 20_000 });
  await desk.shut();

  // The discharge while the centre is away.
  await centre.control('POST', 'person', withEarlierStays('示例戊', 1));
  await desk.setClock(offsetTo('2023-06-13 10:05'));
  await centre.control('POST', 'line', { up: false });
  page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  writeCharges(desk.hisFolder, 'S04', { part: 1 });
  await kill(); // 4: while a file is being taken
  writeCharges(desk.hisFolder, 'S04', { part: 2 });
  writeDischargeNotice(desk.hisFolder, 'S04');
  const discharge = new DischargeDesk(page);
  await discharge.open('示例戊');
  await discharge.exit('信用挂账离院').check();
  await expect(discharge.primary).toBeEnabled();
  await discharge.press('F9');
  await kill(); // 5: in the moment of the commit
  await expect(discharge.strip).toContainText('离院未结算', { timeout: 20_000 });
  await discharge.press('F10');
  await kill(); // 6: while a paper is being made
  await desk.shut();

  // The line comes back: uploads, discharge, settlement, draw, release.
  page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  await killWhileInFlight(centre, '2301', () => centre.control('POST', 'line', { up: true })); // 7
  await killWhileInFlight(centre, '2402', async () => undefined); // 8
  await killWhileInFlight(centre, '2304', async () => undefined); // 9
  await killWhileInFlight(bank, 'draw', async () => undefined); // 10
  await eventually(
    () => bank.control<{ stays: { sums: { open: string } }[] }>('GET', 'referee'),
    ({ stays }) => stays[0]?.sums.open === '0.00',
    { seconds: 60 },
  );
  expect(kills).toBe(10);

  const verdict = await centre.control<{ stays: { state: Record<string, string> }[] }>('GET', 'referee');
  expect(verdict.stays.map(({ state }) => state)).toEqual([{ admission: 'once', lines: 'once', discharge: 'once', settlement: 'once' }]);
  const money = await bank.control<{ stays: { locks: { recorded: number }; sums: Record<string, string> }[] }>('GET', 'referee');
  expect(money.stays.map(({ locks }) => locks.recorded)).toEqual([1]);
  expect(money.stays[0]?.sums).toMatchObject({ locked: '3600.00', drawn: '3253.00', released: '347.00', open: '0.00' });

  const settled = new DischargeDesk(page);
  await settled.press('F4');
  await page.getByRole('button', { name: '看原因' }).first().click();
  await settled.fromDifferences('示例戊');
  await settled.settled();
  await expect(settled.amount('自付', '中心结算')).toHaveText('3,253.00');
});

test('一分钟内核心死五次:停止重启,显示数据页并说明怎么办', async () => {
  const page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  for (let death = 1; death < 5; death += 1) await kill();
  await desk.killCore();
  await expect(page).toHaveURL(/#\/storage$/);
  await expect(page.getByRole('heading').first()).toBeVisible();
  expect(await desk.corePid()).toBe(0);
});
