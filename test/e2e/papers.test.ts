import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { chargeContract } from '../../shared/contract/charge-contract.ts';
import { interimContract } from '../../shared/contract/interim-contract.ts';
import { invoiceContract } from '../../shared/contract/invoice-contract.ts';
import { paperContract } from '../../shared/contract/paper-contract.ts';
import { sessionContract } from '../../shared/contract/session-contract.ts';
import { shiftContract } from '../../shared/contract/shift-contract.ts';
import type { EncounterId } from '../../shared/identity/ids.ts';
import type { PaperKind } from '../../shared/model/stay.ts';
import type { Money } from '../../shared/money/money.ts';
import { closeShift, giveBack, lastTender, money, newKey, openShift, take } from '../electron/core/money/till-steps.ts';
import { writeAdmissionOrder, writeCharges } from '../his/writer.ts';
import { eventually } from '../support/eventually.ts';
import { admitOrdered, finished, settle, stayEnds, strip, view } from '../support/line-steps.ts';
import { type DayDesk, openDay } from './day/day-desk.ts';

// Every kind of paper once, from one program: its text is compared with what the channels and the books say, and its picture is for people.
const RARE = '𬭎䶮㐂喆';
const SHOTS = 'test-results/shots/papers';

let desk: DayDesk;
test.beforeAll(async () => {
  desk = await openDay('2023-06-02 09:50', (settings) => settings);
});
test.afterAll(() => desk?.program.end());

/** "12860.40" as papers write it. */
const written = (amount: Money): string => String(amount).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');

/** The text of a paper's file, whose first page is also drawn as a picture. */
function textOf(kind: string, file: string): string {
  mkdirSync(SHOTS, { recursive: true });
  execFileSync('pdftoppm', ['-r', '70', '-png', file, path.join(SHOTS, kind)]);
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
}

async function paper(encounterId: EncounterId, kind: PaperKind): Promise<string> {
  return textOf(kind, (await desk.call(paperContract.print, { encounterId, kind, key: newKey() })).file);
}

const linesOf = async (encounterId: EncounterId) =>
  (await desk.call(chargeContract.lines, { encounterId, search: '', doubtful: false, page: 0 })).lines;

test('每一种单据都能出,文字可提取,金额与账和中心一致,生僻字不缺', async () => {
  test.setTimeout(150_000);
  const his = desk.program.hisFolder;
  await desk.call(sessionContract.signIn, { clerkId: 'A01', pin: '1234' });
  await openShift(desk);
  for (const story of ['S01', 'S04', 'S05', 'S06']) writeAdmissionOrder(his, story);
  const overYear = await admitOrdered(desk, '示例己', { door: 'deposit' });
  const onCredit = await admitOrdered(desk, '示例戊', { door: 'credit' });
  await desk.at('2023-06-05 10:00');
  const online = await admitOrdered(desk, '示例甲', { door: 'credit' });
  const alone = await admitOrdered(desk, '示例庚', { door: 'credit' });
  await take(desk, { encounterId: onCredit, amount: '430.50', payer: RARE });
  await eventually(
    () => strip(desk, online),
    ({ creditLocked }) => !creditLocked.isZero(),
  );
  const expectAll = (text: string, words: readonly (string | Money)[]) => {
    for (const word of words) expect(text).toContain(typeof word === 'string' ? word : written(word));
  };

  const notice = await paper(online, 'admission-notice');
  expectAll(notice, ['示例甲', '3,200.00', (await strip(desk, online)).stayNumber]);
  expectAll(await paper(online, 'wristband'), ['示例甲']);
  expectAll(await paper(online, 'bank-consent'), ['示例甲', '银行']);
  const { tenders } = await money(desk, onCredit);
  const receiptNumber = tenders[0]?.receiptNumber ?? '';
  const receipt = await desk.call(paperContract.printTill, { kind: 'deposit-receipt', subject: receiptNumber, key: newKey() });
  expectAll(textOf('deposit-receipt', receipt.file), [receiptNumber, '430.50', '肆佰叁拾元伍角', RARE]);

  const lost = await desk.call(paperContract.printTill, { kind: 'lost-receipt', subject: receiptNumber, key: newKey() });
  expectAll(textOf('lost-receipt', lost.file), [receiptNumber, '430.50', '肆佰叁拾元伍角', '遗失', RARE]);

  // A deposit that was too much goes back: in part over the counter, the rest as a transfer that finance pays.
  expectAll(await paper(online, 'credit-lock-slip'), ['示例甲', '3,200.00']);
  const deposited = lastTender(await take(desk, { encounterId: alone, amount: '100.00', payer: RARE }));
  const part = { encounterId: alone, postingId: deposited.postingId, receipt: 'kept' } as const;
  const back = await giveBack(desk, { ...part, amount: '40.00', reason: '多收的押金' });
  const posting = lastTender(back).backPostings.at(-1);
  const refund = await desk.call(paperContract.printTill, { kind: 'refund-receipt', subject: String(posting), key: newKey() });
  expectAll(textOf('refund-receipt', refund.file), ['退款凭证', '40.00', '肆拾元整', deposited.receiptNumber ?? '', '多收的押金']);
  const payee = { name: RARE, account: '6222000000000001', bank: '示例银行', agentCert: '' };
  const { requests, held } = await giveBack(desk, { ...part, amount: '60.00', byTransfer: true, payee, reason: '余款转账' });
  expect(String(held)).toBe('0.00');
  const requestId = String(requests[0]?.requestId);
  const asked = await desk.call(paperContract.printTill, { kind: 'transfer-request', subject: requestId, key: newKey() });
  expectAll(textOf('transfer-request', asked.file), ['转账退款申请', '60.00', RARE, '6222000000000001', '示例银行', '余款转账']);

  await desk.at('2023-06-13 08:35');
  await stayEnds(desk, online, 'S01');
  writeCharges(his, 'S04');
  writeCharges(his, 'S06');
  await settle(desk, online, 'online');
  await finished(desk, online);
  await take(desk, { encounterId: online, amount: '236.00', received: '300.00' });
  const { rows, outcome } = await view(desk, online);
  const finals = rows.flatMap(({ final }) => (final === null ? [] : [final]));
  expectAll(await paper(online, 'settlement-statement'), [...finals, outcome?.settlementNumber ?? '', '医保结算单', '53.10']);
  expectAll(await paper(online, 'credit-receipt'), ['3,146.90', '53.10', outcome?.settlementNumber ?? '']);
  expectAll(await paper(online, 'explanation'), [...finals, '解释单', 'T2-D04']);
  expectAll(await paper(online, 'charge-list'), [
    '费用清单',
    '第 2 页，共 2 页',
    (await strip(desk, online)).chargesTotal,
    ...(await linesOf(online)).flatMap(({ name, amount }) => [amount, name.slice(0, 4)]),
  ]);
  const { invoice } = await eventually(
    () => desk.call(invoiceContract.view, { encounterId: online }),
    ({ state }) => state === 'issued',
  );
  expectAll(await paper(online, 'invoice-notice'), [invoice?.pickUpCode ?? '', invoice?.number ?? '', '12,860.40']);

  await desk.at('10:05');
  await desk.down('centre');
  await stayEnds(desk, onCredit, 'S04', { charges: false });
  const left = await settle(desk, onCredit, 'credit-leave');
  const unsettled = await paper(onCredit, 'unsettled-notice');
  expectAll(unsettled, ['离院未结算告知单', '2023-06-16', ...Object.values(left.expectedOwnShare ?? {})]);
  expect(unsettled).not.toMatch(/统筹|结算单|发票/);
  await stayEnds(desk, alone, 'S06', { charges: false });
  await settle(desk, alone, 'self-pay', { reason: '中午的飞机，要全部单据' });
  await take(desk, { encounterId: alone, amount: '6540.00', way: 'bank-card', reference: 'POS0613006' });
  expectAll(await paper(alone, 'self-pay-statement'), ['6,540.00', '自费结算单']);
  expectAll(await paper(alone, 'manual-claim'), ['6,540.00', '中午的飞机', ...(await linesOf(alone)).map(({ amount }) => amount)]);

  const shiftId = await closeShift(desk, '1726.00', '少五角');
  const sheet = await desk.call(paperContract.printTill, { kind: 'shift-sheet', subject: shiftId, key: newKey() });
  const [seal] = (await desk.call(shiftContract.sealed, { shiftId })).seals;
  const { till, deposits, settlements } = seal?.content.sheet ?? {};
  expect(till).toBeDefined();
  const amounts = [till?.expected, till?.cashIn, deposits?.received, deposits?.closing, settlements?.total, seal?.content.handedOver];
  expectAll(textOf('shift-sheet', sheet.file), [...amounts.flatMap((amount) => amount ?? []), '收费员封班表', '离院未结算']);
  expect(new Set(readdirSync(SHOTS).map((name) => name.replace(/-?\d*\.png$/, ''))).size).toBe(17);
  await settleTheYear(overYear);
});

/** He lies here over the turn of the year: what he used until 31 December is settled in the window, and its paper shows the centre's figures. */
async function settleTheYear(encounterId: EncounterId): Promise<void> {
  const { page } = desk.program;
  await desk.up('centre');
  await desk.at('2024-01-02 09:00');
  writeCharges(desk.program.hisFolder, 'S05');
  await eventually(
    () => desk.call(interimContract.view, { encounterId }),
    ({ next }) => next !== null && next.closedBecause.length === 0,
    { seconds: 30 },
  );
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/admission/stay/${encounterId}`);
  const panel = page.getByRole('region', { name: '年终中途结算' });
  await expect(panel).toContainText('截至 2023-12-31');
  await page.screenshot({ path: path.join(SHOTS, '..', 'interim-open.png') });
  await expect(panel.getByRole('button', { name: /中途结算/ })).toBeEnabled();
  await page.keyboard.press('Control+y');
  await expect(page.getByRole('button', { name: /确认中途结算/ })).toBeEnabled();
  await page.screenshot({ path: path.join(SHOTS, '..', 'interim-commit.png') });
  await page.keyboard.press('F9');
  await expect(panel.locator('[data-interim]')).toContainText('已完成', { timeout: 30_000 });
  const { interims } = await desk.call(interimContract.view, { encounterId });
  const settled = interims[0]?.settlement;
  expect((await strip(desk, encounterId)).state).toBe('in-hospital');
  await panel.getByRole('button', { name: '打印结算单' }).click();
  await expect(panel).toContainText('.pdf', { timeout: 20_000 });
  await page.screenshot({ path: path.join(SHOTS, '..', 'interim-settled.png') });
  const { papers } = await desk.call(paperContract.list, { encounterId });
  const text = textOf('interim-statement', papers.at(-1)?.file ?? '');
  const words = ['医保中途结算单', '2023-12-31', settled?.number ?? '', ...[settled?.funds, settled?.ownShare].flatMap((sum) => sum ?? [])];
  for (const word of words) expect(text).toContain(typeof word === 'string' ? word : written(word));
}
