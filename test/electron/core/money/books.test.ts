import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { booksContract } from '../../../../shared/contract/books-contract.ts';
import type { CalendarDate } from '../../../../shared/time/calendar-date.ts';
import { writeAdmissionOrder, writeCharges } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { personOf } from '../../../support/insured-year.ts';
import { admit, admitOrdered, finished, registered, settle, signIn, stayEnds, strip } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { AGREED, closeShift, giveBack, lastTender, openShift, take } from './till-steps.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

const book = (day: string) => desk.call(booksContract.day, { day: day as CalendarDate });
const texts = (record: object) => Object.values(record).map(String);

describe('the day book', { timeout: 30_000 }, () => {
  it('has the three sheets of a day, the day before stands behind it, and the workbook says the same', async () => {
    desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-02 10:15') });
    await signIn(desk);
    await openShift(desk);
    const stay = await admit(desk, 'S05', '示例己', 'deposit');
    await registered(desk, stay);
    await take(desk, { encounterId: stay, amount: '4000.00', way: 'bank-card', reference: 'POS1' });
    await closeShift(desk, '1000.00');

    desk.setClock(offsetTo('2023-06-13 10:20'));
    await signIn(desk);
    await openShift(desk);
    await stayEnds(desk, stay, 'S05');
    await settle(desk, stay, 'online');
    await finished(desk, stay);

    const today = await book('2023-06-13');
    expect(today.openShifts).toBe(1);
    const { opening, received, refunded, applied, closing } = today.deposits;
    expect([opening, received, refunded, applied, closing].map(String)).toEqual(['4000.00', '0.00', '0.00', '3710.00', '290.00']);
    expect(today.depositRows).toMatchObject([{ patientName: '示*己', receipts: '' }]);
    expect(texts(today.care)).toEqual(['0.00', '9870.00', '9870.00', '0.00']);
    expect(today.settlementRows.map(({ shiftId, sheet }) => [shiftId, String(sheet.total)])).toEqual([['03-20230613-1', '9870.00']]);
    expect([String(today.settlements.columns.pooledFund), String(today.settlements.columns.deposit), String(today.arrearsTotal)]).toEqual([
      '6160.00',
      '3710.00',
      '0.00',
    ]);
    const before = await book('2023-06-02');
    expect([String(before.deposits.closing), before.deposits.receipts.first, before.openShifts]).toEqual(['4000.00', 'Y03000001', 0]);
    expect(texts(before.care)).toEqual(['0.00', '0.00', '0.00', '0.00']);

    const { file } = await desk.call(booksContract.export, {
      day: '2023-06-13' as CalendarDate,
      words: { deposits: '预交金日报', sum: '合计' },
    });
    const parts = unzipSync(readFileSync(file));
    const text = (name: string) => new TextDecoder().decode(parts[name]);
    expect(text('xl/workbook.xml')).toContain('预交金日报');
    for (const value of ['4000', '3710', '290']) expect(text('xl/worksheets/sheet1.xml')).toContain(`<v>${value}</v>`);
    for (const value of ['9870', '6160']) expect(text('xl/worksheets/sheet2.xml')).toContain(`<v>${value}</v>`);
  });

  it('counts what patients owe until they pay it, and pays no share out that is owed and invoiced', async () => {
    desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 10:15') });
    await signIn(desk);
    const stay = await admit(desk, 'S01', '示例甲');
    await registered(desk, stay);
    desk.setClock(offsetTo('2023-06-13 08:35'));
    await openShift(desk);
    await stayEnds(desk, stay, 'S01');
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    const owing = await book('2023-06-13');
    expect(owing.arrears.map(({ patientName, amount }) => `${patientName} ${amount}`)).toEqual(['示*甲 236.00']);
    expect(String(owing.settlements.columns.arrears)).toBe('236.00');
    const { postingId } = lastTender(await take(desk, { encounterId: stay, amount: '236.00' }));
    expect((await book('2023-06-13')).arrears).toEqual([]);
    // A share that is settled, paid and invoiced is no money to give back: the settlement is taken back first.
    const back = giveBack(desk, { encounterId: stay, postingId, amount: '36.00', reason: '收错', approval: AGREED });
    await expect(back).rejects.toMatchObject({ code: 'refund.invoice-first' });
    expect(String((await book('2023-06-13')).arrearsTotal)).toBe('0.00');
    expect((await desk.call(booksContract.reminders, {})).reminders).toEqual([]);
  });

  it('of in-patients goes from midnight to midnight: a night shift takes no charge of the day before it, and a past day never changes', async () => {
    desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-02 10:15') });
    await signIn(desk);
    const stay = await admit(desk, 'S05', '示例己', 'deposit');
    await registered(desk, stay);
    desk.setClock(offsetTo('2023-06-12 20:00'));
    await signIn(desk);
    await openShift(desk);
    await take(desk, { encounterId: stay, amount: '4000.00' });
    const care = async (day: string) => texts((await book(day)).care);
    // After midnight, in the shift that was opened the evening before: charges, settlement and a patient who came with his charges waiting.
    desk.setClock(offsetTo('2023-06-13 00:30'));
    await signIn(desk);
    await stayEnds(desk, stay, 'S05');
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    expect((await book('2023-06-12')).settlements.columns.deposit.toString()).toBe('3710.00');
    expect(await care('2023-06-12')).toEqual(['0.00', '0.00', '0.00', '0.00']);
    expect(await care('2023-06-13')).toEqual(['0.00', '9870.00', '9870.00', '0.00']);

    writeCharges(path.join(desk.folder, 'his'), 'S12');
    await eventually(
      async () => readdirSync(path.join(desk.folder, 'his', 'done')).filter((name) => name.includes('-charge')).length,
      (taken) => taken === 2,
    );
    const printed = await care('2023-06-13');
    desk.setClock(offsetTo('2023-06-14 09:00'));
    await signIn(desk);
    await admit(desk, 'S12', '示例寅', 'deposit');
    expect(await care('2023-06-13')).toEqual(printed);
    expect(await care('2023-06-14')).toEqual(['0.00', '7000.00', '0.00', '7000.00']);
  });

  it('names whom the wards should remind: short by even the least that is expected', async () => {
    desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-02 10:15') });
    await signIn(desk);
    await openShift(desk);
    const stay = await admit(desk, 'S05', '示例己', 'deposit');
    await take(desk, { encounterId: stay, amount: '1000.00', reason: '家属回家取钱' });
    const { reminders } = await desk.call(booksContract.reminders, {});
    expect(reminders).toMatchObject([{ patientName: '示*己', bed: '22' }]);
    const [row] = reminders;
    expect(String(row?.expected.minus(row.held).minus(row.short))).toBe('0.00');
  });

  it('reminds of all charges whom nobody can estimate, and never whom a green channel or an exemption let in', async () => {
    desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 08:00') });
    await signIn(desk);
    const named = async () =>
      (await desk.call(booksContract.reminders, {})).reminders.map(({ patientName, short }) => `${patientName} ${short}`);
    const approval = { clerkId: 'S01', pin: '5678', reason: '抢救' };
    const his = path.join(desk.folder, 'his');
    await desk.centre.savePerson({ ...personOf('示例甲'), identities: [{ code: '1', memo: '特困供养', from: '2022-01-01' }] });
    for (const story of ['S01', 'S03', 'S07']) writeAdmissionOrder(his, story);
    const green = await admitOrdered(desk, '示例丁', { door: 'green-channel', approval });
    const exempt = await admitOrdered(desk, '示例甲', { door: 'exemption' });
    const asked = await admitOrdered(desk, '示例辛', { door: 'deposit' });
    for (const story of ['S01', 'S03', 'S07']) writeCharges(his, story);
    for (const stay of [green, exempt, asked])
      await eventually(
        () => strip(desk, stay),
        ({ balance, chargeCount }) => chargeCount > 0 && balance?.most.isNegative() === true,
      );
    // No pack of the place where he is insured: nothing is expected of him, and all that was charged may be his.
    expect(await strip(desk, asked)).toMatchObject({ expectedBurden: null });
    expect(await named()).toEqual(['示*辛 4312.60']);
  });
});
