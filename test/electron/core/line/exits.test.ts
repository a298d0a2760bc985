import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { invoiceContract } from '../../../../shared/contract/invoice-contract.ts';
import { recallContract } from '../../../../shared/contract/recall-contract.ts';
import { Money } from '../../../../shared/money/money.ts';
import { readStory, writeBatch } from '../../../his/writer.ts';
import { deskContract } from '../../../../shared/contract/desk-contract.ts';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { sessionContract } from '../../../../shared/contract/session-contract.ts';
import { settlementContract } from '../../../../shared/contract/settlement-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { Exit } from '../../../../shared/model/stay.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, finished, registered, settle, signIn, stayEnds, strip, view } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { giveBack, lastTender, money, openShift, openTill, take } from '../money/till-steps.ts';
import { quick } from './play-stay.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

const acts = async (stay: EncounterId) => (await desk.call(encounterContract.get, { encounterId: stay })).acts;
const states = async () => (await desk.centre.referee()).stays[0]?.state;
const why = async (stay: EncounterId, exit: Exit) => (await view(desk, stay)).exits.find((each) => each.exit === exit)?.closedBecause;
const lineDown = async (line: 'centre' | 'his') =>
  eventually(
    () => desk.call(deskContract.status, {}),
    ({ lines }) => lines.find((each) => each.line === line)?.state === 'down',
  );
const lists = async (group: string) => (await desk.call(worklistContract.list, {})).items.filter((item) => item.group === group);

interface Leaver {
  readonly story: 'S01' | 'S04' | 'S05' | 'S06';
  readonly card: string;
  readonly admittedAt: string;
  readonly leavesAt: string;
  readonly door?: 'credit' | 'deposit';
  readonly deposit?: string;
}

/** In the ward until the day he leaves; then the line to the centre falls before the desk has sent anything of that day. */
async function leaverInOutage({ story, card, admittedAt, leavesAt, door = 'deposit', deposit }: Leaver): Promise<EncounterId> {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo(admittedAt), settings: quick() });
  await signIn(desk);
  await openShift(desk);
  const stay = await admit(desk, story, card, door);
  await registered(desk, stay);
  if (deposit !== undefined) await take(desk, { encounterId: stay, amount: deposit, way: 'bank-card', reference: 'POS0', reason: '示例' });
  await desk.centre.setLine(false);
  desk.setClock(offsetTo(leavesAt));
  await desk.call(sessionContract.signIn, { clerkId: 'A01', pin: '1234' });
  await stayEnds(desk, stay, story);
  await lineDown('centre');
  return stay;
}

/** The line that takes one of a story's lines back, whole. */
function takeBackOf(story: string, lineNo: string) {
  const original = readStory(story)
    .chargeParts.flat()
    .find((line) => line['lineNo'] === lineNo) as { quantity: string; amount: string };
  return { ...original, lineNo: '23061300900', originalLineNo: lineNo, quantity: `-${original.quantity}`, amount: `-${original.amount}` };
}

const S05 = { story: 'S05', card: '示例己', admittedAt: '2023-06-02 10:15', leavesAt: '2023-06-13 10:20' } as const;
const S06 = { story: 'S06', card: '示例庚', admittedAt: '2023-06-08 09:30', leavesAt: '2023-06-13 11:10', door: 'credit' } as const;

describe('exit 2: the deposit stays behind', () => {
  it('S05: nothing goes back before the centre answers; then 3,710.00 of it is applied and 290.00 is left', async () => {
    const stay = await leaverInOutage({ ...S05, deposit: '4000.00' });
    const open = (await view(desk, stay)).exits.filter((each) => each.open).map(({ exit }) => exit);
    expect(open).toEqual(['deposit-leave', 'self-pay', 'come-back']);
    const payee = { name: '示例己', account: '6222021000000000001', bank: '示例银行' };
    const left = await settle(desk, stay, 'deposit-leave', { payee });
    expect(left.strip.state).toBe('left-unsettled');
    expect(left.settleBy).toBe('2023-06-16');
    expect(left.leave).toMatchObject({ exit: 'deposit-leave', contactPhone: '13800000041', payee: { account: '6222***********0001' } });
    expect(String((await money(desk, stay)).held)).toBe('4000.00');
    await desk.centre.setLine(true);
    await finished(desk, stay);
    expect(await states()).toEqual({ admission: 'once', lines: 'once', discharge: 'once', settlement: 'once' });
    expect([String((await money(desk, stay)).held), String((await money(desk, stay)).due)]).toEqual(['290.00', '0.00']);
    // The rest goes to the account that he named, without anybody typing it again.
    const { tenders } = await money(desk, stay);
    const nobody = { name: '', account: '', bank: '', agentCert: '' };
    const back = { encounterId: stay, postingId: tenders[0]?.postingId ?? 0, amount: '290.00', byTransfer: true, payee: nobody };
    const [request] = (await giveBack(desk, back)).requests;
    expect(request).toMatchObject({ payeeName: '示例己', payeeAccount: '6222***********0001', payeeBank: '示例银行' });
  });

  it('is closed while it does not cover what he may have to bear, and says how much is asked', async () => {
    const stay = await leaverInOutage({ ...S05, deposit: '3709.99' });
    const exit = (await view(desk, stay)).exits.find((each) => each.exit === 'deposit-leave');
    expect(exit).toMatchObject({ open: false, closedBecause: ['deposit-too-small'] });
    expect([exit?.covers, exit?.asks].map(String)).toEqual(['3710.00', '0.01']);
    await take(desk, { encounterId: stay, amount: '0.01', reason: '补足' });
    expect(await why(stay, 'deposit-leave')).toEqual([]);
    expect(await why(stay, 'credit-leave')).toContain('not-on-credit');
  });
});

describe('exit 3: everything paid by himself, claimed by hand', () => {
  it('S06: withdrawn before the money, the lock goes back whole, 6,540.00 is his, and he is never settled by itself', async () => {
    const stay = await leaverInOutage(S06);
    const settled = await settle(desk, stay, 'self-pay', { reason: '当日乘机，要全部单据' });

    expect([settled.selfPay?.total, settled.selfPay?.due].map(String)).toEqual(['6540.00', '6540.00']);
    expect(settled.exits.every(({ open, closedBecause }) => !open && closedBecause.includes('withdrawn'))).toBe(true);
    await take(desk, { encounterId: stay, amount: '6540.00', way: 'bank-card', reference: 'POS9' });
    expect(String((await money(desk, stay)).due)).toBe('0.00');
    const { columns, total } = (await openTill(desk)).sheet.settlements;
    expect([columns.bankCard, total].map(String)).toEqual(['6540.00', '6540.00']);
    await desk.centre.setLine(true);
    await eventually(
      () => acts(stay),
      (all) => all.every(({ state }) => state === 'acknowledged' || state === 'withdrawn'),
      { seconds: 40 },
    );
    expect(await states()).toEqual({ admission: 'absent', lines: 'absent', discharge: 'absent', settlement: 'absent' });
    const sent = (await desk.centre.log()).map((row) => (row as { infno: string }).infno);
    expect(sent.filter((infno) => ['2402', '2304'].includes(infno))).toEqual([]);
    const bank = desk.bank.referee().stays[0];
    expect([bank?.sums.drawn, bank?.sums.open]).toEqual(['0.00', '0.00']);
    expect((await strip(desk, stay)).state).toBe('settled');
    expect(await lists('self-paid-owed')).toEqual([]);
  });

  it('is corrected like any other: taken back with a yes, its invoice red, charges mended, and settled by himself anew', async () => {
    const stay = await leaverInOutage(S06);
    await settle(desk, stay, 'self-pay', { reason: '当日乘机，要全部单据' });
    await take(desk, { encounterId: stay, amount: '6540.00' });
    const invoice = () => desk.call(invoiceContract.view, { encounterId: stay });
    const until = (state: string) => eventually(invoice, (seen) => seen.state === state);
    await until('issued');
    const choice = async () =>
      (await desk.call(recallContract.view, { encounterId: stay })).choices.map(({ closedBecause }) => closedBecause);
    // While a try is under way its outcome is unknown: seen between two of them.
    const becomes = (wanted: readonly string[]) => eventually(choice, ([first]) => first?.join() === wanted.join());
    await becomes(['invoice-not-asked']);
    await desk.call(invoiceContract.askStanding, { encounterId: stay });
    // The line is still down: what the centre has of him waits to be taken back, and that holds nothing up here.
    expect(await becomes([])).toEqual([[], ['recall-open', 'nothing-there'], ['recall-open']]);
    const key = randomUUID() as IdempotencyKey;
    await desk.call(recallContract.ask, { encounterId: stay, depth: 'settlement', reason: '多记一次', key });
    expect((await strip(desk, stay)).state).toBe('settled'); // nobody agreed yet
    await desk.call(sessionContract.signIn, { clerkId: 'S01', pin: '5678' });
    const [asked] = (await desk.call(recallContract.view, { encounterId: stay })).recalls;
    await desk.call(recallContract.decide, { recallId: asked?.recallId ?? 0, approved: true });
    await desk.call(sessionContract.signIn, { clerkId: 'A01', pin: '1234' });
    expect((await strip(desk, stay)).state).toBe('ward-discharged');
    expect(await why(stay, 'online')).toContain('withdrawn');
    await until('not-settled');
    expect(String((await money(desk, stay)).owedBack)).toBe('6540.00');

    const back = takeBackOf('S06', '23060800001');
    writeBatch(path.join(desk.folder, 'his'), 'charge', [back]);
    const total = Money.parse('6540.00').plus(Money.parse(back.amount));
    await eventually(
      () => strip(desk, stay),
      ({ chargesTotal }) => chargesTotal.equals(total),
    );
    const again = await settle(desk, stay, 'self-pay', { reason: '更正后' });
    expect([again.selfPay?.total, again.selfPay?.due].map(String)).toEqual([total.toString(), '0.00']);
    const { owedBack, tenders } = await money(desk, stay);
    expect(String(owedBack)).toBe(Money.parse(back.amount).negated().toString());
    await giveBack(desk, { encounterId: stay, postingId: tenders[0]?.postingId ?? 0, amount: owedBack.toString() });
    const { invoice: anew, red } = await until('issued');
    expect([String(anew?.amount), red.length]).toEqual([total.toString(), 1]);
    const sheet = (await openTill(desk)).sheet.settlements;
    expect([String(sheet.total), sheet.settlements, sheet.recalls]).toEqual([total.toString(), 2, 1]);
    expect((await states())?.settlement).toBe('absent');
  });

  it('pays from the deposit first; the rest of it goes back, and the debt is on the list until then', async () => {
    const stay = await leaverInOutage({ ...S05, deposit: '9000.00' });
    const { selfPay } = await settle(desk, stay, 'self-pay', { reason: '自愿全额自费' });
    expect([selfPay?.paid, selfPay?.due].map(String)).toEqual(['9000.00', '870.00']);
    expect((await lists('self-paid-owed')).map(({ amount }) => String(amount))).toEqual(['870.00']);
    await take(desk, { encounterId: stay, amount: '870.00' });
    expect(lastTender(await money(desk, stay)).means).toBe('cash');
    expect(await lists('self-paid-owed')).toEqual([]);
  });

  it('is closed while the list of charges may be incomplete, and wants a reason', async () => {
    const stay = await leaverInOutage({ ...S05, deposit: '4000.00' });
    await expect(settle(desk, stay, 'self-pay')).rejects.toMatchObject({ code: 'leave.reason-missing' });
    expect((await strip(desk, stay)).state).toBe('ward-discharged'); // nothing of it was kept
    rmSync(path.join(desk.folder, 'his'), { recursive: true });
    await lineDown('his');
    expect(await why(stay, 'self-pay')).toEqual(['his-down']);
    expect(await why(stay, 'deposit-leave')).toEqual([]);
  });

  it('is open to somebody who left on credit, until the centre has settled', async () => {
    const stay = await leaverInOutage({
      story: 'S04',
      card: '示例戊',
      admittedAt: '2023-06-02 09:50',
      leavesAt: '2023-06-13 10:05',
      door: 'credit',
    });
    await settle(desk, stay, 'credit-leave');
    await settle(desk, stay, 'self-pay', { reason: '参保地要求手工报销' });
    await desk.centre.setLine(true);
    await eventually(
      () => acts(stay),
      (all) => all.every(({ state }) => state === 'acknowledged' || state === 'withdrawn'),
      { seconds: 40 },
    );
    expect((await states())?.settlement).toBe('absent');
    expect(desk.bank.referee().stays[0]?.sums).toMatchObject({ drawn: '0.00', open: '0.00' });
  });

  it('is closed once the centre has settled', async () => {
    const stay = await leaverInOutage({ ...S05, deposit: '4000.00' });
    await settle(desk, stay, 'deposit-leave');
    await desk.centre.setLine(true);
    await finished(desk, stay);
    expect(await why(stay, 'self-pay')).toEqual(['settled']);
  });
});

describe('exit 4: another day', () => {
  it('moves nothing, keeps the phone and the day, and is settled when he comes back', async () => {
    const stay = await leaverInOutage({ ...S05, deposit: '100.00' });
    const before = (await acts(stay)).length;
    const left = await settle(desk, stay, 'come-back');
    expect([left.strip.state, left.settleBy, (await acts(stay)).length]).toEqual(['left-unsettled', '2023-06-16', before]);
    expect((await lists('left-unsettled'))[0]).toMatchObject({
      matter: 'left-come-back',
      facts: { phone: '13800000041' },
      settleBy: '2023-06-16',
      deadlineStanding: 'calm',
    });
    await expect(settleNow(stay, 'come-back', '')).rejects.toMatchObject({ code: 'encounter.wrong-state' });
    desk.setClock(offsetTo('2023-06-17 09:00'));
    expect((await lists('left-unsettled'))[0]?.deadlineStanding).toBe('over');
    await desk.centre.setLine(true);
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    expect(await states()).toMatchObject({ discharge: 'once', settlement: 'once' });
  });

  it('wants a phone', async () => {
    const stay = await leaverInOutage({ ...S05, deposit: '100.00' });
    await expect(settleNow(stay, 'come-back', '')).rejects.toMatchObject({ code: 'leave.phone-missing' });
  });
});

it('the line falls after F9: what is queued stays queued, and he leaves on his deposit; it is settled once', async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo(S05.admittedAt), settings: quick() });
  await signIn(desk);
  await openShift(desk);
  const stay = await admit(desk, 'S05', '示例己', 'deposit');
  await registered(desk, stay);
  await take(desk, { encounterId: stay, amount: '4000.00', way: 'bank-card', reference: 'POS0' });
  desk.setClock(offsetTo(S05.leavesAt));
  await desk.call(sessionContract.signIn, { clerkId: 'A01', pin: '1234' });
  await stayEnds(desk, stay, 'S05');
  const { quoteHash } = await eventually(
    () => view(desk, stay),
    ({ exits }) => exits.some(({ exit, open }) => exit === 'online' && open),
  );
  await desk.centre.setLine(false);
  await desk.call(settlementContract.commit, { encounterId: stay, exit: 'online', contactPhone: '', quoteHash, key: newKey() });
  await lineDown('centre');
  expect((await strip(desk, stay)).state).toBe('settling');
  await settle(desk, stay, 'deposit-leave');
  expect((await strip(desk, stay)).state).toBe('left-unsettled');
  await desk.centre.setLine(true);
  await finished(desk, stay);
  expect(await states()).toEqual({ admission: 'once', lines: 'once', discharge: 'once', settlement: 'once' });
});

const newKey = () => randomUUID() as IdempotencyKey;

async function settleNow(stay: EncounterId, exit: Exit, contactPhone: string) {
  const { quoteHash } = await view(desk, stay);
  return desk.call(settlementContract.commit, { encounterId: stay, exit, contactPhone, quoteHash, key: newKey() });
}
