import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { writeAdmissionOrder, writeBatch, writeCharges, writeDischargeNotice } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { AdmissionDesk } from './pages/admission-desk.ts';
import { DischargeDesk } from './pages/discharge-desk.ts';
import { SignIn } from './pages/sign-in.ts';
import { Worklist } from './pages/worklist.ts';

// Each bad input: a clear sentence on the screen that says what to do, and nothing lost.

let desk: DeskProgram;
test.beforeEach(async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-05 09:30'));
});
test.afterEach(() => desk.end());

async function openSignedIn(): Promise<Page> {
  const page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  return page;
}

test('坏卡、空读卡器、中心查无此人:说清怎么办,下一张好卡照常', async () => {
  writeAdmissionOrder(desk.hisFolder, 'S01');
  const admission = new AdmissionDesk(await openSignedIn());
  await admission.openAdmission();
  await admission.press('F2');
  await expect(admission.error('card.absent')).toBeVisible();
  await expect(admission.page.getByText('读卡器上没有卡')).toBeVisible();

  putCard(desk.folder, 'malformed');
  await admission.press('F2');
  await expect(admission.page.getByText('卡读不出来')).toBeVisible();

  putCard(desk.folder, 'unknown-person');
  await admission.press('F2');
  await expect(admission.page.getByText('医保中心查无此人')).toBeVisible();

  putCard(desk.folder, '示例甲');
  await admission.readCard();
  await expect(admission.strip).toContainText('示例甲');
});

test('缺数字的规则包:不采用并写明文件和原因,原来的规则照用', async () => {
  const own = path.join(desk.folder, 'packs/210200');
  cpSync('shared/policy/packs/210200', own, { recursive: true });
  const file = path.join(own, 'parameters/employee.inpatient.deductible.json');
  const parameter = JSON.parse(readFileSync(file, 'utf8')) as { values: Record<string, unknown>[] };
  writeFileSync(file, JSON.stringify({ ...parameter, values: parameter.values.map(({ from, reference }) => ({ from, reference })) }));
  writeAdmissionOrder(desk.hisFolder, 'S01');
  putCard(desk.folder, '示例甲');

  const page = await openSignedIn();
  const worklist = new Worklist(page);
  await worklist.openWorklist();
  await expect(worklist.items('院内文件未采用').first()).toContainText('210200/parameters/employee.inpatient.deductible.json');
  const admission = new AdmissionDesk(page);
  await admission.openAdmission();
  await admission.readCard();
  await expect(admission.expected('预估自付')).toHaveText('3,200.00');
});

test('院内送来的坏文件:退回并写明哪一行为什么,好文件照收', async () => {
  writeBatch(desk.hisFolder, 'admission-order', [{ kind: 'admission-order', orderNo: 'X' }]);
  writeAdmissionOrder(desk.hisFolder, 'S01');
  const page = await openSignedIn();
  const worklist = new Worklist(page);
  await worklist.openWorklist();
  await expect(worklist.items('院内文件未采用')).toContainText('line 1');
  const refused = path.join(desk.hisFolder, 'refused');
  expect(readdirSync(refused).filter((name) => name.endsWith('.jsonl'))).toHaveLength(1);
  expect(readdirSync(refused).filter((name) => name.endsWith('.reason.txt'))).toHaveLength(1);
  const admission = new AdmissionDesk(page);
  await admission.openAdmission();
  await expect(admission.orders).toContainText('示*甲');
});

test('中心的答复没有 infcode:预结算说读不懂,不当作结果;之后照常结算', async () => {
  test.setTimeout(90_000);
  writeAdmissionOrder(desk.hisFolder, 'S01');
  putCard(desk.folder, '示例甲');
  const admission = new AdmissionDesk(await openSignedIn());
  await admission.openAdmission();
  await admission.readCard();
  await admission.consent();
  await admission.admit({ contactName: '示例家属', contactPhone: '13800000099' });
  await expect(admission.outcome).toContainText('中心已确认');
  await desk.shut();
  await desk.setClock(offsetTo('2023-06-13 08:35'));
  writeCharges(desk.hisFolder, 'S01');
  writeDischargeNotice(desk.hisFolder, 'S01');

  const discharge = new DischargeDesk(await openSignedIn());
  await discharge.open('示例甲');
  await expect(discharge.primary).toContainText('预结算', { timeout: 20_000 });
  await desk.standins.centre.control('POST', 'faults', { infno: '2303', kind: 'no-infcode' });
  await discharge.press('F8');
  await expect(discharge.error('centre.unreadable-answer')).toBeVisible();
  await expect(discharge.figures).toHaveAttribute('data-standing', 'estimate');

  // The line counts as down until it has proven itself again, and a second press within a second is none.
  await expect(() => discharge.preSettle()).toPass();
  await desk.standins.centre.control('POST', 'faults', { infno: '2304', kind: 'no-infcode', commit: true });
  await discharge.settle();
  await discharge.settled(); // found out by itself: taken back and made again, once
  const { stays } = await desk.standins.centre.control<{ stays: { state: { settlement: string } }[] }>('GET', 'referee');
  expect(stays.map(({ state }) => state.settlement)).toEqual(['once']);
});

test('本机时钟差十分钟:说明差多少、怎么办;校准后自己恢复', async () => {
  await desk.standins.centre.control('POST', 'clock', { offsetMs: offsetTo('2023-06-05 09:40') });
  const admission = new AdmissionDesk(await openSignedIn());
  await expect(admission.banners.filter({ hasText: '时钟' })).toContainText(/慢|早|差/);
  await desk.standins.centre.control('POST', 'clock', { offsetMs: offsetTo('2023-06-05 09:30') });
  await expect(admission.banners.filter({ hasText: '时钟' })).toHaveCount(0, { timeout: 15_000 });
});

test('数据库来自更新的版本:不动它,说明怎么办', async () => {
  await openSignedIn();
  await desk.shut();
  expect(schemaNumber('9990')).toBe('9990');
  const page = await desk.open();
  await expect(page.getByText('db.version-from-future')).toBeVisible();
  await desk.shut();
  expect(schemaNumber()).toBe('9990');
});

/** Of the desk's database; the native module loads in the program's own runtime only. */
function schemaNumber(number?: string): string {
  const args = ['build/run.mjs', 'node', 'test/support/schema-number.ts', path.join(desk.folder, 'desk.sqlite')];
  return execFileSync(process.execPath, number === undefined ? args : [...args, number], {
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
  }).trim();
}

test('设置里没有窗口号:指出文件和栏目', async () => {
  desk.changeSettings((settings) => ({ ...settings, window: { name: '窗口 3', number: '' } }));
  const page = await desk.open();
  await expect(page.getByText('settings.invalid')).toBeVisible();
  await expect(page.getByText('window.number')).toBeVisible();
  expect(existsSync(path.join(desk.folder, 'desk.sqlite'))).toBe(false);
});
