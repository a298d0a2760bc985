import { expect } from '@playwright/test';
import { booksContract } from '../../../shared/contract/books-contract.ts';
import { reconciliationContract } from '../../../shared/contract/reconciliation-contract.ts';
import { Money } from '../../../shared/money/money.ts';
import { eventually } from '../../support/eventually.ts';
import { Books } from '../pages/books.ts';
import { Reconciliation } from '../pages/reconciliation.ts';
import { DAY } from './day-desk.ts';
import type { DayPages } from './day-pages.ts';

/** 17:30: 10.00 are short, and said so. */
export async function closeWindow(day: DayPages): Promise<void> {
  const { desk, till } = day;
  await desk.at('17:30');
  await day.clerk('收费员甲');
  await till.openShiftPage();
  await expect(till.cash('应有现金')).toHaveText('2,360.50');
  await till.count({ 100: 23, 50: 1, 0.5: 1 });
  await expect(till.cash('清点合计')).toHaveText('2,350.50');
  await expect(till.cash('短款')).toHaveText('−10.00');
  await expect(till.column('total')).toHaveText('140,480.90');
  await expect(till.cash('应缴（收现 − 退现）')).toHaveText('1,360.50');
  await till.seal({ receiver: '出纳示例', reason: '找零多付一张十元' });
}

const WINDOW_3 = {
  total: '140480.90',
  pooledFund: '92257.00',
  largeAmount: '508.50',
  credit: '12659.40',
  deposit: '20340.50',
  bankCard: '13549.50',
  wechat: '236.00',
  cash: '930.00',
  arrears: '0.00',
};
const AUTOMATIC = { total: '7000.00', pooledFund: '5100.00', credit: '1780.00', arrears: '120.00' };
const WHOLE_DAY = { ...WINDOW_3, total: '147480.90', pooledFund: '97357.00', credit: '14439.40', arrears: '120.00' };
const DEPOSITS = { opening: '20200.00', received: '3430.50', applied: '20340.50', refunded: '290.00', closing: '3000.00' };
/** By S10 on the day before; it went back and was drawn anew. */
const DRAWN_BEFORE = '3722.50';
/** The centre's own statement: rows, charges, funds. S08 counts 2,500.00, S06 nowhere; S10 two rows: what went back, and what was settled anew. */
const STATEMENT = [
  { schemeCode: '310', count: 8, total: '103870.90', fund: '78545.50' },
  { schemeCode: '390', count: 1, total: '9870.00', fund: '6160.00' },
  { schemeCode: '390', count: 1, total: '22000.00', fund: '13160.00' }, // Ningbo
];

/** The evening's books, to the fen. */
export async function eveningBooks(day: DayPages): Promise<void> {
  const { desk, page } = day;
  const book = await eventually(
    () => desk.call(booksContract.day, { day: DAY }),
    ({ settlements }) => settlements.total.toString() === WHOLE_DAY.total,
  );
  const sheet = (of: typeof book.settlements) => ({ total: of.total.toString(), ...mapped(of.columns) });
  const row = (name: string) => book.settlementRows.find(({ clerkName }) => clerkName === name)?.sheet;
  const window3 = row('收费员甲');
  const automatic = row('');
  if (window3 === undefined || automatic === undefined) throw new Error('a row of the sheet is missing');
  expect(sheet(window3)).toMatchObject(WINDOW_3);
  expect(sheet(automatic)).toMatchObject(AUTOMATIC);
  expect(sheet(book.settlements)).toMatchObject(WHOLE_DAY);
  expect(mapped(book.deposits as never)).toMatchObject(DEPOSITS);
  expect(book.care.closing.toString()).toBe('4312.60');
  expect(book.means.map(({ means, inAmount, outAmount }) => [means, String(inAmount), String(outAmount)])).toEqual(
    expect.arrayContaining([
      ['cash', '1360.50', '0.00'],
      ['bank-card', '13549.50', '290.00'],
      ['wechat', '3236.00', '0.00'],
    ]),
  );
  expect(book.arrears.map(({ patientName, amount }) => [patientName, String(amount)])).toEqual([['示*寅', '120.00']]);

  const books = new Books(page);
  await books.openBooks();
  await expect(books.settlement('day', 'total')).toHaveText('147,480.90');
  const reconciliation = new Reconciliation(page);
  await reconciliation.open();
  await reconciliation.compare();
  await expect(reconciliation.differences).toHaveCount(0);
  const { groups } = await desk.call(reconciliationContract.view, { day: DAY });
  expect(groups.map(({ schemeCode, count, total, fund, equal }) => [schemeCode, count, String(total), String(fund), equal])).toEqual(
    STATEMENT.map(({ schemeCode, count, total, fund }) => [schemeCode, count, total, fund, true]),
  );
  await otherSides(day);
}

/** What the bank and the platform of invoices have of it. */
async function otherSides({ desk }: DayPages): Promise<void> {
  const { bank, einvoice } = desk.program.standins;
  const credit = await bank.control<{ stays: readonly { sums: Readonly<Record<string, string>> }[]; doubled: boolean }>('GET', 'referee');
  expect(credit.doubled).toBe(false);
  const drawn = Money.sum(credit.stays.map(({ sums }) => Money.parse(sums['drawn'] ?? '0.00')));
  expect(drawn.minus(Money.parse(DRAWN_BEFORE)).toString()).toBe(WHOLE_DAY.credit);
  const invoices = await einvoice.control<{ repeated: readonly string[]; issued: number; red: number }>('GET', 'referee');
  expect(invoices).toMatchObject({ repeated: [], issued: 11, red: 1 }); // ten of the day, and the one of the day before that was taken back
}

const mapped = (columns: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(columns).map(([name, amount]) => [name, String(amount)]));
