import { afterEach, describe, expect, it } from 'vitest';
import { booksContract } from '../../../../shared/contract/books-contract.ts';
import { shiftContract } from '../../../../shared/contract/shift-contract.ts';
import type { CalendarDate } from '../../../../shared/time/calendar-date.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { acts, collect, openVisit, pay, preSettle, row, startClinic, until, view } from './visit-steps.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

describe('a visit of somebody insured in 鞍山', () => {
  it('told, pre-settled, settled, paid: estimate and centre agree to the fen, the till has the cash', async () => {
    desk = await startClinic();
    const visit = await openVisit(desk, '示例未');
    const opened = await view(desk, visit);
    expect(opened).toMatchObject({
      stage: 'open',
      standing: 'estimate',
      inHospital: null,
      gates: [{ code: 'hospital.designated-unknown' }],
    });
    expect(opened.ways.find(({ way }) => way === 'insured')).toMatchObject({ open: false, closedBecause: ['not-sent'] });
    const asked = await preSettle(desk, visit);
    expect(asked).toMatchObject({ stage: 'pre-settled', refusal: null });
    // In scope 1,170.00 less 700.00 of the year: 470.00 x 50 % = 235.00.
    expect(row(asked, 'deductible')).toEqual({ estimate: '700.00', preSettled: '700.00', final: null });
    expect(row(asked, 'pooledFund')).toEqual({ estimate: '235.00', preSettled: '235.00', final: null });
    expect(row(asked, 'burden')).toEqual({ estimate: '1015.00', preSettled: '1015.00', final: null });
    await pay(desk, visit);
    const settled = await until(desk, visit, 'settled');
    expect(row(settled, 'burden')).toMatchObject({ estimate: '1015.00', final: '1015.00' });
    expect(settled.outcome).toMatchObject({
      fund: yuanLike('235.00'),
      cash: yuanLike('1015.00'),
      difference: yuanLike('0.00'),
      causes: [],
    });
    expect(await acts(desk, visit)).toEqual([
      'visit acknowledged',
      'visit-details acknowledged',
      'visit-charges acknowledged',
      'visit-settlement acknowledged',
    ]);
    await collect(desk, visit);
    const paid = await view(desk, visit);
    expect([paid.due.toString(), paid.back.toString()]).toEqual(['0.00', '0.00']);
    const shift = await desk.call(shiftContract.view, { pieces: [] });
    const sheet = shift.open?.sheet;
    expect(sheet?.settlements.total.toString()).toBe('1250.00');
    expect(sheet?.settlements.columns.pooledFund.toString()).toBe('235.00');
    expect(sheet?.till.cashIn.toString()).toBe('1015.00');
    const book = await desk.call(booksContract.day, { day: '2025-06-10' as CalendarDate });
    expect([book.outpatients.total, book.outpatients.columns.cash, book.outpatientRows.length].map(String)).toEqual([
      '1250.00',
      '1015.00',
      '1',
    ]);
    expect((await desk.centre.referee('MZ25061001')).stays[0]).toMatchObject({
      state: { admission: 'once', lines: 'once', settlement: 'once' },
    });
  });
});

const yuanLike = (text: string) => expect.objectContaining({ fen: Math.round(Number(text) * 100) });
