import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import { admissionContract } from '../../shared/contract/admission-contract.ts';
import { deskContract } from '../../shared/contract/desk-contract.ts';
import { openShift } from '../electron/core/money/till-steps.ts';
import { writeAdmissionOrder, writeCharges, writeDischargeNotice } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { deskOf } from '../support/desk-of-program.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { eventually } from '../support/eventually.ts';
import { offsetTo } from '../support/story-clock.ts';
import { AdmissionDesk } from './pages/admission-desk.ts';
import { Cashier } from './pages/cashier.ts';
import { DischargeDesk } from './pages/discharge-desk.ts';
import { SignIn } from './pages/sign-in.ts';

/** A slow clerk: so long from one key to the next. */
const PACE_MS = 700;
const ADMISSION = { keys: 12, seconds: 15 };
const DISCHARGE = { keys: 16, seconds: 20 };

// One program: who was admitted here is let go here.
test.describe.configure({ mode: 'serial' });
let desk: DeskProgram;
test.beforeAll(async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-05 09:45'));
  await new SignIn(await desk.open()).signIn('收费员甲', '1234');
});
test.afterAll(() => desk?.end());

/** Presses keys one after the other at the slow pace, each when what it is meant for is there, and counts them. */
class Robot {
  readonly #started = Date.now();
  keys = 0;

  async key(name: string, when?: Locator): Promise<void> {
    await desk.page.waitForTimeout(PACE_MS);
    if (when !== undefined) await expect(when).toBeEnabled();
    await desk.page.keyboard.press(name);
    this.keys += 1;
  }

  get seconds(): number {
    return (Date.now() - this.#started) / 1_000;
  }

  /** The figures in the report of the run, and the limits. */
  done(what: string, most: { readonly keys: number; readonly seconds: number }, more: Readonly<Record<string, number>> = {}): void {
    const { keys, seconds } = this;
    console.log(JSON.stringify({ robot: what, keys, seconds, ...more }));
    expect(keys).toBeLessThanOrEqual(most.keys);
    expect(seconds).toBeLessThanOrEqual(most.seconds);
  }
}

for (const [door, story, patient] of [
  ['预交金', 'S04', '示例戊'],
  ['信用', 'S01', '示例甲'],
] as const) {
  test(`机器人按慢手速度:插卡到登记完成,${door},至多 ${ADMISSION.keys} 键、${ADMISSION.seconds} 秒`, async () => {
    const { page } = desk;
    const admission = new AdmissionDesk(page);
    writeAdmissionOrder(desk.hisFolder, story);
    await admission.openAdmission();
    await eventually(
      () => deskOf(desk).call(admissionContract.orders, {}),
      ({ orders }) => orders.length > 0,
    );
    putCard(desk.folder, patient);
    const robot = new Robot();
    await robot.key('F2');
    await expect(page.getByRole('region', { name: '身份与联系人' })).toBeVisible();
    await robot.key('Enter'); // 本人·目视
    let consentMs = 0;
    if (door === '信用') {
      const asked = Date.now();
      await robot.key('Alt+c');
      await expect(page.getByText('已单独同意向银行提供信息（')).toBeVisible();
      consentMs = Date.now() - asked;
    }
    await robot.key('Enter'); // contact: himself, as the order says
    await robot.key('F9', admission.primary);
    await expect(admission.outcome).toBeVisible();
    robot.done(`admission, ${door}`, ADMISSION, { withoutConsent: robot.seconds - consentMs / 1_000 });
    await expect(admission.strip).toContainText(door === '信用' ? '信用免押金' : '普通预交金');
  });
}

test(`机器人按慢手速度:S01 插卡到收清、三张单据出齐,不用鼠标,至多 ${DISCHARGE.keys} 键、${DISCHARGE.seconds} 秒`, async () => {
  const { page } = desk;
  const [discharge, cashier, calls] = [new DischargeDesk(page), new Cashier(page), deskOf(desk)];
  const offsetMs = offsetTo('2023-06-13 08:35');
  await desk.setClock(offsetMs);
  await eventually(
    () => calls.call(deskContract.status, {}),
    ({ now }) => Math.abs(Date.parse(now) - Date.now() - offsetMs) < 5_000,
  );
  await openShift(calls);
  writeCharges(desk.hisFolder, 'S01');
  writeDischargeNotice(desk.hisFolder, 'S01');
  putCard(desk.folder, '示例甲');
  await discharge.openDischarge();
  await expect(discharge.waitingStays).toContainText('示*甲');

  const robot = new Robot();
  await robot.key('F2');
  await expect(discharge.figures).toBeVisible();
  await robot.key('F8', page.getByRole('button', { name: /预结算/ }));
  await expect(discharge.figures).toHaveAttribute('data-standing', 'pre-settled');
  await robot.key('F9', discharge.primary);
  await discharge.settled();
  await expect(discharge.primary).toContainText('收款');
  await robot.key('F6', discharge.primary);
  await expect(cashier.due('本窗口应收')).toHaveText('236.00');
  await robot.key('1'); // 现金: the field for what he hands over has the focus
  for (const digit of '300') await robot.key(digit);
  await expect(cashier.change).toContainText('收您 300.00，找您 64.00');
  await robot.key('F9', cashier.primary);
  await expect(cashier.due('本窗口应收')).toHaveText('0.00');
  await robot.key('Control+i', page.getByRole('button', { name: /告知单/ }));
  await robot.key('Alt+4');
  await expect(discharge.primary).toContainText('结算单');
  await robot.key('F10', discharge.primary);
  await expect(discharge.papers).toContainText('医保结算单', { timeout: 20_000 });
  await robot.key('F7');
  await robot.key('F10', page.getByRole('button', { name: /打印清单/ }));
  await expect(page.getByText(/charge-list|费用清单.*pdf/)).toBeVisible({ timeout: 20_000 });
  robot.done('discharge', DISCHARGE);
  expect(readdirSync(path.join(desk.folder, 'papers'))).toHaveLength(3);
});
