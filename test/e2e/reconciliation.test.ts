import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Caller } from '../centre/caller/caller.ts';
import { ADMISSION_DAY, playTheLine } from '../demo/tour-steps.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { DayEnd } from './pages/day-end.ts';
import { Frame } from './pages/frame.ts';
import { serious, shoot } from './pages/looks.ts';
import { SignIn } from './pages/sign-in.ts';
import { Reconciliation } from './pages/reconciliation.ts';

/** The day on which the line is played. */
const DAY = '2023-06-13';

let desk: DeskProgram;
test.beforeEach(async () => {
  desk = await DeskProgram.prepare(offsetTo(ADMISSION_DAY));
});
test.afterEach(() => desk.end());

/** The settlement at the centre, as its log names it. */
async function settledThere(): Promise<{ visit: string; settlement: string }> {
  const log = await desk.standins.centre.control<{ effect: string | null; effectId: string | null }[]>('GET', 'log');
  const of = (effect: string) => log.find((row) => row.effect === effect)?.effectId ?? '';
  return { visit: of('admission'), settlement: of('settlement') };
}

test('医保对账:一致;中心撤销后找出原因,补记,再比对归零', async () => {
  test.setTimeout(180_000);
  desk.watchPolicy();
  await playTheLine(desk, async () => undefined);
  const page = new Reconciliation(desk.page);
  await page.open();
  await page.compare();
  await expect(page.groups.locator('tr[data-equal="true"]')).toHaveCount(1);
  await expect(page.groups).toContainText('15,430.50');
  await expect(page.shifts).toContainText('收费员甲');
  await expect(page.differences).toHaveCount(0);

  // The bureau takes it back, and nobody told the hospital.
  const { visit, settlement } = await settledThere();
  const caller = new Caller(desk.standins.centre.url);
  caller.nowMs = () => Date.now() + offsetTo('2023-06-13 10:05');
  await caller.done('2305', { data: { mdtrt_id: visit, setl_id: settlement, psn_no: '210200000000005' } });
  await page.press('F8');
  await expect(page.row('recalled-there')).toContainText('中心已撤销，本院没有');
  await expect(page.primary).toContainText('处理第一条差异');
  await page.page.screenshot({ path: process.env['SHOT'] ?? test.info().outputPath('reconciliation.png') });
  await page.primary.click();
  await expect(page.row('recalled-there')).toContainText('已补记撤销');
  await page.press('F8');
  await expect(page.differences).toHaveCount(0);
  await expect(page.groups.locator('tr[data-equal="false"]')).toHaveCount(0);

  // 日终对账 of the same day: a bad file says where, the right one by the folder, the platform's by itself, and nothing is left.
  const day = new DayEnd(desk.page);
  await day.open();
  await expect(day.line('credit')).toHaveAttribute('data-standing', 'no-list');
  await expect(day.line('credit')).toContainText('2 笔');
  const { text } = await desk.standins.bank.control<{ text: string }>('GET', `day-list?day=${DAY}`);
  expect(text).toContain('3253.00');
  await day.choose('银行清算文件', 'bank-bad.csv', text.replace('3253.00', '3,253.00'));
  await expect(desk.page.getByRole('alert')).toContainText('“金额”不是金额');
  await day.press('F8');
  await expect(day.line('invoice')).toContainText('从平台取得');
  await day.choose('银行清算文件', 'bank-late.csv', text.replaceAll('3253.00', '3252.00'));
  await expect(day.differences.locator('tr[data-kind="amount"]')).toContainText(['两边金额不同', '两边金额不同']);
  await expect(day.primary).toBeEnabled();
  await shoot(desk.page, 'day-end-differences');
  await expect.poll(() => serious(desk.page)).toEqual([]); // the button is still changing its colour
  writeFileSync(path.join(desk.folder, `statements/bank-${DAY.replaceAll('-', '')}.csv.part`), text);
  renameSync(
    path.join(desk.folder, `statements/bank-${DAY.replaceAll('-', '')}.csv.part`),
    path.join(desk.folder, `statements/bank-${DAY.replaceAll('-', '')}.csv`),
  );
  await expect(day.line('credit')).toHaveAttribute('data-standing', 'equal');
  await expect(day.differences).toHaveCount(0);
  await shoot(desk.page, 'day-end');
  expect(desk.violations).toEqual([]);
});

test('现在能做什么:断线时说出受影响的业务、原因和找谁,恢复后自己变回', async () => {
  const page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  const frame = new Frame(page);
  await frame.press('Alt+9');
  await expect(frame.title).toHaveText('现在能做什么');
  const task = (name: string) => page.locator(`tr[data-task="${name}"]`);
  await expect(task('settle-online')).toHaveAttribute('data-standing', 'now');
  await desk.standins.centre.control('POST', 'line', { up: false });
  await expect(task('settle-online')).toHaveAttribute('data-standing', 'closed');
  await expect(task('settle-online')).toContainText('医保办');
  await expect(task('admit-insured')).toContainText('先存后发');
  await expect(task('leave-on-credit')).toHaveAttribute('data-standing', 'now');
  await page.screenshot({ path: process.env['SHOT2'] ?? test.info().outputPath('board.png') });
  await desk.standins.centre.control('POST', 'line', { up: true });
  await expect(task('settle-online')).toHaveAttribute('data-standing', 'now');
});
