import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { booksContract } from '../../../shared/contract/books-contract.ts';
import { reconciliationContract } from '../../../shared/contract/reconciliation-contract.ts';
import { shiftContract } from '../../../shared/contract/shift-contract.ts';
import { readStory, writeAdmissionOrder, writeCharges } from '../../his/writer.ts';
import { closeShift, openShift, openTill, take } from '../../electron/core/money/till-steps.ts';
import { withEarlierStays } from '../../support/insured-year.ts';
import { admitOrdered } from '../../support/line-steps.ts';
import { Reconciliation } from '../pages/reconciliation.ts';
import { openDay } from './day-desk.ts';
import { DayPages } from './day-pages.ts';
import { admitInjured } from './earlier-days.ts';

// A day whose line stays away for the whole shift, and the night after it: one program.
test.describe.configure({ mode: 'serial' });

let day: DayPages;
const hisOf = () => day.desk.program.hisFolder;
const bookOf = (on: string) => day.desk.call(booksContract.day, { day: on });

test.beforeAll(async () => {
  test.setTimeout(90_000);
  const desk = await openDay('2023-06-02 09:50', (settings) => ({ ...settings, injury: { thirdParty: 'lines' } }));
  day = new DayPages(desk);
  await desk.program.standins.centre.control('POST', 'person', withEarlierStays('示例戊', 0));
  for (const story of ['S01', 'S04', 'S05', 'S08', 'S09']) writeAdmissionOrder(hisOf(), story);
  await day.clerk('入院处戊');
  await openShift(desk);
  await admitOrdered(desk, '示例戊', { door: 'credit' });
  const deposit = await admitOrdered(desk, '示例己', { door: 'deposit' });
  await take(desk, { encounterId: deposit, amount: '4000.00', way: 'bank-card', reference: 'POS0602001', reason: '示例' });
  await desk.at('2023-06-05 10:00');
  await admitOrdered(desk, '示例甲', { door: 'credit' });
  await desk.at('2023-06-06 09:00');
  await admitOrdered(desk, '示例癸', { door: 'deposit' });
  await desk.at('2023-06-08 13:45');
  const injured = await admitInjured(desk);
  await take(desk, { encounterId: injured, amount: '5200.00', payer: '示例司机家属', relation: '他方', reason: '第三方先付' });
  await closeShift(desk, '6200.00');
  for (const story of ['S01', 'S04', 'S05', 'S08', 'S09']) writeCharges(hisOf(), story);
});
test.afterAll(() => day?.desk.program.end());

/** Every paper that lies in its file, by name. */
const papers = (): ReadonlyMap<string, string> => {
  const folder = path.join(day.desk.folder, 'papers');
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name)).toString('base64')]));
};

let sealed: { readonly text: string; readonly papers: ReadonlyMap<string, string>; readonly shiftId: string };

test('断线一整班:三人离院,17:30 封班表总额全为零,三笔预估在总额之外', async () => {
  const { desk, discharge, cashier, charges, till } = day;
  await desk.at('2023-06-13 08:00');
  await desk.program.standins.centre.control('POST', 'person', withEarlierStays('示例戊', 1));
  await desk.down('centre');
  await day.clerk('收费员甲');
  await till.begin('1000');
  await desk.at('10:05');
  await day.comesToPay('S04', '示例戊');
  await discharge.leaveOnCredit('13800000041');
  await discharge.print('离院未结算告知单');
  await cashier.openMoney();
  await cashier.fill('金额', '430.5');
  await day.collect({ cash: '430.5' });
  await desk.at('10:20');
  await day.comesToPay('S05', '示例己');
  await discharge.leave('预交金留存离院', {
    联系电话: '13800000055',
    户名: '示例己',
    '卡号（空则退回原方式）': '6222021000000000001',
    开户行: '示例银行',
  });
  await expect(discharge.strip).toContainText('离院未结算');
  await desk.at('13:10');
  await day.comesToPay('S08', '示例壬');
  await day.clerk('医保办丙');
  await discharge.openDischarge();
  await discharge.readCard();
  await charges.openCharges();
  await charges.divide(readStory('S08').chargeParts[0]?.map(({ lineNo }) => String(lineNo)) ?? [], '交警认定书:外伤由对方负担');
  await day.clerk('收费员甲');
  await discharge.openDischarge();
  await discharge.readCard();
  await discharge.leaveOnCredit('13800000029');
  await expect(discharge.strip).toContainText('离院未结算');

  await desk.at('17:30');
  await till.openShiftPage();
  await expect(till.cash('应有现金')).toHaveText('1,430.50');
  await till.count({ 100: 14, 20: 1, 10: 1, 0.5: 1 });
  await till.seal({ receiver: '出纳示例' });
  await expect(till.column('total')).toHaveText('0.00');
  await expect(till.deposit('received')).toHaveText('430.50');
  await expect(till.pending.getByText('离院未结算')).toHaveCount(3);
  for (const estimate of ['3,683.50', '3,828.00', '3,710.00', '6,153.00–6,297.50']) await expect(till.pending).toContainText(estimate);
  await till.press('F10');
  await expect(till.page.getByText('封班表已打印存档')).toBeVisible({ timeout: 20_000 });
  const sheet = day.lastPaper();
  for (const words of ['1,430.50', '430.50', '离院未结算', '3,683.50']) expect(sheet).toContain(words);
  const shiftId = '03-20230613-1';
  const { seals } = await desk.call(shiftContract.sealed, { shiftId });
  sealed = { text: JSON.stringify(seals[0]?.content), papers: papers(), shiftId };
});

test('19:00 线路恢复:自动结清,17:30 印的一个字不变,后来的另页', async () => {
  const { desk, till, discharge, cashier } = day;
  await desk.at('19:00');
  await desk.up('centre');
  for (const [patient, ownShare, what, amount] of [
    ['示例戊', '3,253.00', '本窗口应收', '0.00'],
    ['示例己', '3,390.00', '应退', '290.00'],
    ['示例壬', '1,097.50', '本窗口应收', '0.00'],
  ] as const) {
    await day.moneyOf(patient);
    await expect(cashier.due(what)).toHaveText(amount, { timeout: 30_000 });
    await cashier.press('Alt+4');
    await discharge.settled();
    await expect(discharge.amount('自付', '中心结算')).toHaveText(ownShare);
  }
  const [seal] = (await desk.call(shiftContract.sealed, { shiftId: sealed.shiftId })).seals;
  expect(JSON.stringify(seal?.content)).toBe(sealed.text);
  expect(seal?.intact).toBe(true);
  expect(seal?.later.filter(({ kind }) => kind === 'settled')).toHaveLength(3);
  const now = papers();
  for (const [name, bytes] of sealed.papers) expect(now.get(name)).toBe(bytes);
  await till.openShiftPage();
  const { settlements, deposits } = await bookOf('2023-06-13');
  expect(String(settlements.total)).toBe('33000.50'); // 15,430.50 + 9,870.00 + 7,700.00
  expect(String(deposits.applied)).toBe('9340.50');
});

test('夜班过零点:零点前后的结算和预交金各归各的账日,班次归开班日', async () => {
  const { desk, discharge, cashier, till } = day;
  await desk.at('2023-06-13 23:30');
  await day.clerk('收费员己');
  await till.begin('500');
  await day.comesToPay('S01', '示例甲');
  await day.settleOnline();
  await discharge.press('F6');
  await expect(cashier.due('本窗口应收')).toHaveText('236.00');
  await day.collect({ cash: '240' });
  await expect(cashier.due('本窗口应收')).toHaveText('0.00');
  await desk.at('2023-06-14 00:30');
  await day.comesToPay('S09', '示例癸');
  await day.settleOnline();
  await discharge.press('F6');
  await expect(cashier.due('本窗口应收')).toHaveText('930.00');
  await day.collect({ cash: '1000' });
  await expect(cashier.due('本窗口应收')).toHaveText('0.00');
  await desk.at('2023-06-14 07:50');
  const { shift, sheet } = await openTill(desk);
  expect(shift).toMatchObject({ shiftId: '03-20230613-2', businessOn: '2023-06-13' });
  expect([String(sheet.till.expected), String(sheet.settlements.total)]).toEqual(['1666.00', '17860.40']);
  await till.openShiftPage();
  await till.count({ 100: 16, 50: 1, 10: 1, 5: 1, 1: 1 });
  await till.seal({ receiver: '早班收费员甲' });
  // Our books keep the shift whole, on the day it was opened; the centre counts each settlement on the platform's own day.
  const [tuesday, wednesday] = [await bookOf('2023-06-13'), await bookOf('2023-06-14')];
  expect([String(tuesday.settlements.total), tuesday.openShifts]).toEqual(['50860.90', 0]);
  expect(tuesday.settlementRows.map(({ clerkName, sheet: { total } }) => [clerkName, String(total)])).toEqual(
    expect.arrayContaining([
      ['收费员甲', '0.00'],
      ['收费员己', '17860.40'],
      ['', '33000.50'],
    ]),
  );
  expect([String(wednesday.settlements.total), String(wednesday.deposits.opening)]).toEqual(['0.00', '290.00']); // of the deposit that waits to go back
  const reconciliation = new Reconciliation(day.page);
  await reconciliation.open();
  await reconciliation.compare();
  await expect(reconciliation.differences).toHaveCount(0);
  const fundsOf = async (on: string) => {
    const { groups } = await desk.call(reconciliationContract.compare, { day: on });
    const moved = groups.filter(({ count }) => count > 0);
    return moved.map(({ schemeCode, count, total, fund, equal }) => [schemeCode, count, String(total), String(fund), equal]);
  };
  expect(await fundsOf('2023-06-14')).toEqual([['310', 1, '5000.00', '4070.00', true]]);
});
