import { afterEach, describe, expect, it } from 'vitest';
import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import { type CoreDesk, startCoreDesk } from '../../support/core-desk.ts';
import { withEarlierStays } from '../../support/insured-year.ts';
import { admit, finished, registered, settle, signIn, stayEnds, strip } from '../../support/line-steps.ts';
import { offsetTo } from '../../support/story-clock.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

const row = ({ rows }: SettlementView, figure: string) => rows.find((each) => each.figure === figure);
const final = (view: SettlementView, figure: string) => row(view, figure)?.final?.toString();
const texts = (range: { least: unknown; most: unknown } | null) => [String(range?.least), String(range?.most)];

describe('the line, in the core alone', () => {
  it('S01: admitted on credit, settled online, drawn by exactly the official own share', async () => {
    desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 10:15') });
    await signIn(desk);
    const stay = await admit(desk, 'S01', '示例甲');
    await registered(desk, stay);
    desk.setClock(offsetTo('2023-06-13 08:35'));
    await stayEnds(desk, stay, 'S01');
    await settle(desk, stay, 'online');

    const view = await finished(desk, stay);
    expect(final(view, 'pooledFund')).toBe('9477.50');
    expect(final(view, 'inScopeOwnShare')).toBe('3146.90');
    expect(final(view, 'burden')).toBe('3382.90');
    expect(view.outcome).toMatchObject({ causes: [] });
    expect([view.outcome?.draw, view.outcome?.release, view.outcome?.owed, view.outcome?.difference].map(String)).toEqual([
      '3146.90',
      '53.10',
      '236.00',
      '0.00',
    ]);
    expect((await desk.centre.referee()).stays[0]?.state).toEqual({
      admission: 'once',
      lines: 'once',
      discharge: 'once',
      settlement: 'once',
    });
    expect(desk.bank.referee().stays[0]?.sums).toMatchObject({ locked: '3200.00', drawn: '3146.90', released: '53.10' });
  });

  it('S04: leaves on credit while the centre is away; settled by itself later, the difference explained to the fen', async () => {
    desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-02 09:45') });
    await desk.centre.savePerson(withEarlierStays('示例戊', 0));
    await signIn(desk);
    const stay = await admit(desk, 'S04', '示例戊');
    await registered(desk, stay);
    await desk.centre.savePerson(withEarlierStays('示例戊', 1)); // another hospital settled meanwhile
    desk.setClock(offsetTo('2023-06-13 10:05'));
    await desk.centre.setLine(false);
    await stayEnds(desk, stay, 'S04');

    const left = await settle(desk, stay, 'credit-leave');
    expect(texts(left.expectedOwnShare)).toEqual(['3253.00', '3397.50']);
    expect(left.columns.map(({ deductible }) => deductible.toString())).toEqual(['850.00', '680.00']);
    expect([left.standing, left.strip.state, left.settleBy]).toEqual(['estimate', 'left-unsettled', '2023-06-16']);
    expect(desk.bank.referee().stays[0]?.sums.drawn).toBe('0.00'); // never on an estimate

    await desk.centre.setLine(true);
    const view = await finished(desk, stay);
    expect(final(view, 'inScopeOwnShare')).toBe('3253.00');
    expect([view.outcome?.draw, view.outcome?.release, view.outcome?.owed, view.outcome?.difference].map(String)).toEqual([
      '3253.00',
      '347.00',
      '430.50',
      '-144.50',
    ]);
    expect(view.outcome?.causes.map(({ cause, amount }) => [cause, amount.toString()])).toEqual([['stay-count', '-144.50']]);
    expect((await strip(desk, stay)).state).toBe('settled');
    expect((await desk.centre.referee()).stays[0]?.state).toEqual({
      admission: 'once',
      lines: 'once',
      discharge: 'once',
      settlement: 'once',
    });
    expect(desk.bank.referee().stays[0]?.sums).toMatchObject({ locked: '3600.00', drawn: '3253.00', released: '347.00', open: '0.00' });
  });
});
