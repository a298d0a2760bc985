import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sessionContract } from '../../../../shared/contract/session-contract.ts';
import { shiftContract } from '../../../../shared/contract/shift-contract.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { closeShift, newKey, openShift, openTill, piecesFor, tamper } from './till-steps.ts';

let desk: CoreDesk;
beforeEach(async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-13 08:00') });
  await signIn('A01', '1234');
});
afterEach(() => desk.close());

const signIn = (clerkId: string, pin: string) => desk.call(sessionContract.signIn, { clerkId, pin });
const seals = async (shiftId: string) => (await desk.call(shiftContract.sealed, { shiftId })).seals;

describe('a shift', () => {
  it('opens with a float, once for a key, and not twice for a clerk', async () => {
    const request = { float: '1000.00', key: newKey() };
    await desk.call(shiftContract.open, request);
    await desk.call(shiftContract.open, request);
    const { shift, sheet } = await openTill(desk);
    expect(shift).toMatchObject({ shiftId: '03-20230613-1', clerkName: '收费员甲', businessOn: '2023-06-13' });
    expect(String(sheet.till.expected)).toBe('1000.00');
    await expect(openShift(desk)).rejects.toMatchObject({ code: 'shift.already-open' });
  });

  it('counts notes and coins against the book; short is a row of its own with a reason', async () => {
    await openShift(desk);
    const pieces = piecesFor('990.00');
    const { count, quoteHash } = await openTill(desk, pieces);
    expect([String(count.counted), String(count.difference)]).toEqual(['990.00', '-10.00']);
    const close = { pieces, reason: '', receiver: '出纳示例', quoteHash, key: newKey() };
    await expect(desk.call(shiftContract.close, close)).rejects.toMatchObject({ code: 'shift.reason-missing' });
    const shiftId = await closeShift(desk, '990.00', '找零少收一张十元');
    const [seal] = await seals(shiftId);
    expect(seal).toMatchObject({ intact: true, undone: null, content: { reason: '找零少收一张十元', book: { count: 3 } } });
    expect(String(seal?.content.sheet.till.due)).toBe('0.00'); // nothing was taken: the shortage changes no takings
    await expect(openTill(desk)).rejects.toThrow('no shift is open');
  });

  it('refuses a close on other figures than the clerk saw, and gives the same close to a repeat', async () => {
    await openShift(desk);
    const pieces = piecesFor('1000.00');
    const { quoteHash } = await openTill(desk, pieces);
    const close = { pieces, reason: '', receiver: '出纳示例', quoteHash, key: newKey() };
    await desk.call(shiftContract.addFloat, { amount: '200.00', key: newKey() });
    await expect(desk.call(shiftContract.close, close)).rejects.toMatchObject({ code: 'shift.quote-stale' });
    const again = { ...close, pieces: piecesFor('1200.00'), quoteHash: (await openTill(desk)).quoteHash };
    const first = await desk.call(shiftContract.close, again);
    expect(await desk.call(shiftContract.close, again)).toEqual(first);
    expect(await seals(first.shiftId)).toHaveLength(1);
  });

  it('keeps the day on which it was opened, over midnight and a restart', async () => {
    desk.setClock(offsetTo('2023-06-13 23:30'));
    await openShift(desk);
    desk.setClock(offsetTo('2023-06-14 02:00'));
    await desk.call(shiftContract.addFloat, { amount: '1.00', key: newKey() });
    await desk.restart();
    expect((await openTill(desk)).shift.businessOn).toBe('2023-06-13');
    expect(await closeShift(desk, '1001.00')).toBe('03-20230613-1');
    await openShift(desk);
    expect((await openTill(desk)).shift.shiftId).toBe('03-20230614-1');
  });

  it('undone by a supervisor leaves the first page with a mark and makes a second', async () => {
    await openShift(desk);
    const shiftId = await closeShift(desk, '999.00', '少一元');
    const undo = { shiftId, reason: '点错', key: newKey() };
    await expect(desk.call(shiftContract.voidClose, undo)).rejects.toMatchObject({ code: 'session.not-permitted' });
    await signIn('S01', '5678');
    await desk.call(shiftContract.voidClose, undo);
    await signIn('A01', '1234');
    expect(String((await openTill(desk)).sheet.till.expected)).toBe('1000.00');
    await closeShift(desk, '1000.00');
    const [second, first] = await seals(shiftId);
    expect(first).toMatchObject({ intact: true, undone: { reason: '点错', by: '班组长乙' } });
    expect(second).toMatchObject({ intact: true, undone: null, content: { undone: [{ hash: first?.hash }] } });
    expect([String(first?.content.count.difference), String(second?.content.count.difference)]).toEqual(['-1.00', '0.00']);
    await expect(desk.call(shiftContract.voidClose, { ...undo, shiftId: '03-20230613-9' })).rejects.toMatchObject({
      code: 'session.not-permitted',
    });
  });

  it.each([
    ['an amount', `UPDATE posting_line SET amount_fen = amount_fen + 1 WHERE posting_id = 1`],
    ['an account', `UPDATE posting_line SET account = 'finance' WHERE posting_id = 1 AND line_number = 2`],
    ['a clerk', `UPDATE posting SET clerk_id = 'S01' WHERE id = 1`],
    ['a time', `UPDATE posting SET at = '2023-06-13T00:00:00.001Z' WHERE id = 1`],
    ['a day', `UPDATE posting SET business_on = '2023-06-12' WHERE id = 2`],
    ['a fact', `UPDATE posting SET facts_text = '{"reason":"少一圆"}' WHERE id = 2`],
    ['a hash', `UPDATE posting SET hash = replace(hash, 'a', 'b') WHERE id = 2`],
    ['a posting that went', `DELETE FROM posting WHERE id = 2; DELETE FROM posting_line WHERE posting_id = 2`],
    ['the printed sheet', `UPDATE shift_seal SET content_text = replace(content_text, '999.00', '998.00')`],
    ['the hour of the seal', `UPDATE shift_seal SET sealed_at = '2023-06-13T09:00:00.000Z'`],
    ['who closed', `UPDATE shift_seal SET clerk_id = 'S01'`],
    ['whose shift', `UPDATE shift SET clerk_id = 'S01'`],
    ['a name', `UPDATE clerk SET name = '收费员丙' WHERE id = 'A01'`],
  ])('shows that %s was changed after the close', async (_what, sql) => {
    await openShift(desk);
    const shiftId = await closeShift(desk, '999.00', '少一元');
    expect((await seals(shiftId))[0]?.intact).toBe(true);
    tamper(desk, sql);
    expect((await seals(shiftId))[0]?.intact).toBe(false);
  });
});
