import { afterEach, describe, expect, it } from 'vitest';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { invoiceContract } from '../../../../shared/contract/invoice-contract.ts';
import { recallContract } from '../../../../shared/contract/recall-contract.ts';
import { sessionContract } from '../../../../shared/contract/session-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { eventually } from '../../../support/eventually.ts';
import { finished, settle, strip } from '../../../support/line-steps.ts';
import { admitted, deskOfS01, quick, settled } from '../line/play-stay.ts';
import { giveBack, lastTender, money, newKey, openShift, take } from './till-steps.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

type Settings = Record<string, unknown>;
const withInvoice =
  (change: Settings, approval = 'none') =>
  (settings: Settings): Settings => {
    const all = quick({ recall: { approval } })(settings);
    return { ...all, invoice: { ...(all['invoice'] as Settings), ...change } };
  };

/** S01 settled and drawn; 236.00 of 自费 is still owed. */
async function owing(change: Settings = {}): Promise<EncounterId> {
  desk = await deskOfS01({ settings: withInvoice({ seconds: 1, ...change }) });
  const stay = await admitted(desk);
  await settled(desk, stay);
  await openShift(desk);
  return stay;
}

const pay = (stay: EncounterId) => take(desk, { encounterId: stay, amount: '236.00' });
const view = (stay: EncounterId) => desk.call(invoiceContract.view, { encounterId: stay });
const until = (stay: EncounterId, state: string) =>
  eventually(
    () => view(stay),
    (seen) => seen.state === state,
    { seconds: 20 },
  );
const recall = (stay: EncounterId, depth: 'settlement' | 'discharge' = 'settlement') =>
  desk.call(recallContract.ask, { encounterId: stay, depth, reason: '费用有误', key: newKey() });

describe('an invoice', () => {
  it('comes after the money, once, with parts that add up to the total', async () => {
    const stay = await owing();
    expect((await view(stay)).state).toBe('money-open');
    expect(desk.invoice.referee().issued).toBe(0);
    await pay(stay);
    const { invoice } = await until(stay, 'issued');
    expect(String(invoice?.amount)).toBe('12860.40');
    expect(invoice?.pickUpCode).toMatch(/^QP\d{8}$/);
    const { invoices, repeated } = desk.invoice.referee();
    expect(invoices).toHaveLength(1);
    expect(invoices[0]?.parts).toMatchObject({ total: '12860.40', funds: '9477.50', ownPaid: '3382.90', arrears: '0.00' });
    expect(repeated).toEqual([]);
  });

  it('waits for the line and is issued when it is back', async () => {
    const stay = await owing();
    await desk.invoice.setLine(false);
    await pay(stay);
    // A connection that was open is cut under way: then it is unknown and asked about; else it never left.
    expect(['queued', 'unknown']).toContain((await view(stay)).state);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect([desk.invoice.referee().issued, (await view(stay)).invoice]).toEqual([0, null]);
    await desk.invoice.setLine(true);
    await until(stay, 'issued');
    expect(desk.invoice.referee().issued).toBe(1);
  });

  it.each(['lost-answer', 'half-answer', 'garbage', 'no-answer', 'reset'] as const)(
    'after %s it is asked about: one valid invoice, nothing sent twice that was done',
    async (kind) => {
      const stay = await owing();
      desk.invoice.arm({ operation: 'issue', kind });
      await pay(stay);
      await until(stay, 'issued');
      const { issued, repeated } = desk.invoice.referee();
      expect({ issued, repeated }).toEqual({ issued: 1, repeated: [] });
    },
  );

  it('refused it waits for a person with the platform’s words, and goes out again when he says so', async () => {
    const stay = await owing();
    desk.invoice.arm({ operation: 'issue', kind: 'refusal', text: '开票点票号已用完' });
    await pay(stay);
    const { words, refusedActId } = await until(stay, 'refused');
    expect(words).toBe('开票点票号已用完');
    expect((await desk.call(worklistContract.list, {})).items).toContainEqual(expect.objectContaining({ matter: 'act.invoice-issue' }));
    await desk.call(worklistContract.sendAgain, { actId: refusedActId ?? 0 });
    await until(stay, 'issued');
  });

  it('with arrears only where the hospital shows them, and they stand on it', async () => {
    const stay = await owing();
    await expect(desk.call(invoiceContract.issueWithArrears, { encounterId: stay, key: newKey() })).rejects.toMatchObject({
      code: 'invoice.arrears-held',
    });
    await desk.close();
    const shown = await owing({ arrears: 'show' });
    await desk.call(invoiceContract.issueWithArrears, { encounterId: shown, key: newKey() });
    await until(shown, 'issued');
    expect(desk.invoice.referee().invoices[0]?.parts).toMatchObject({ ownPaid: '3146.90', arrears: '236.00' });
    await pay(shown);
    expect(desk.invoice.referee().issued).toBe(1);
  });
});

describe('taking back', () => {
  it('in the order reversal, 冲红, refund: the draw goes back to the lock, cash after the red invoice, and the stay is settled anew', async () => {
    const stay = await owing();
    await pay(stay);
    await until(stay, 'issued');
    await expect(recall(stay)).rejects.toMatchObject({ code: 'encounter.wrong-state', details: { state: 'invoice-not-asked' } });
    expect((await desk.call(invoiceContract.askStanding, { encounterId: stay })).standing).toMatchObject({ paperTaken: false });
    await desk.invoice.setLine(false);
    await recall(stay);
    await until(stay, 'taking-back');
    const cash = lastTender(await money(desk, stay));
    await expect(giveBack(desk, { encounterId: stay, postingId: cash.postingId, amount: '236.00' })).rejects.toMatchObject({
      code: 'refund.invoice-first',
    });
    expect(desk.bank.referee().stays[0]?.sums.drawn).toBe('3146.90');
    await desk.invoice.setLine(true);
    await until(stay, 'not-settled');
    expect(desk.invoice.referee()).toMatchObject({ issued: 1, red: 1, repeated: [] });
    await eventually(
      () => strip(desk, stay),
      ({ creditState }) => creditState === 'locked',
    );
    expect(desk.bank.referee().stays[0]?.sums).toMatchObject({ drawn: '0.00', open: '3146.90' });
    const after = await giveBack(desk, { encounterId: stay, postingId: cash.postingId, amount: '236.00' });
    expect([String(after.due), String(after.refundable)]).toEqual(['0.00', '0.00']);

    await settle(desk, stay, 'online');
    await finished(desk, stay);
    await pay(stay);
    const { invoice, red } = await until(stay, 'issued');
    expect([String(invoice?.amount), red.length]).toEqual(['12860.40', 1]);
    expect(desk.bank.referee().stays[0]?.sums).toMatchObject({ drawn: '3146.90', open: '0.00' });
    expect(Object.values(desk.invoice.referee().valid)).toEqual([[expect.any(String)]]);
  });

  it('agreed to an hour after the invoice was asked about: the platform is asked again, and its no is heard', async () => {
    desk = await deskOfS01({ settings: withInvoice({ seconds: 1 }, 'supervisor') });
    const stay = await admitted(desk);
    await settled(desk, stay);
    await openShift(desk);
    await pay(stay);
    await until(stay, 'issued');
    const { stayNumber } = await strip(desk, stay);
    await desk.call(invoiceContract.askStanding, { encounterId: stay });
    await recall(stay);
    desk.setClock(offsetTo('2023-06-13 09:40'));
    await desk.call(sessionContract.signIn, { clerkId: 'S01', pin: '5678' });
    const [waiting] = (await desk.call(recallContract.view, { encounterId: stay })).recalls;
    const yes = () => desk.call(recallContract.decide, { recallId: waiting?.recallId ?? 0, approved: true });
    desk.invoice.mark(stayNumber, { paperTaken: true });
    await expect(yes()).rejects.toMatchObject({ details: { state: 'invoice-paper-taken' } });
    desk.invoice.mark(stayNumber, { paperTaken: false });
    desk.setClock(offsetTo('2023-06-13 10:20'));
    await yes();
    await until(stay, 'not-settled');
    expect(desk.invoice.referee()).toMatchObject({ issued: 1, red: 1 });
  });

  it('is closed while a paper invoice is out or somebody booked it', async () => {
    const stay = await owing();
    await pay(stay);
    await until(stay, 'issued');
    const { stayNumber } = await strip(desk, stay);
    for (const [change, why] of [
      [{ paperTaken: true }, 'invoice-paper-taken'],
      [{ paperTaken: false, booked: true }, 'invoice-booked'],
    ] as const) {
      desk.invoice.mark(stayNumber, change);
      await desk.call(invoiceContract.askStanding, { encounterId: stay });
      const { choices } = await desk.call(recallContract.view, { encounterId: stay });
      expect(choices[0]?.closedBecause).toEqual([why]);
    }
  });

  it('the discharge is taken back (2405) only when the invoice is red and the bank has its money', async () => {
    const stay = await owing();
    await pay(stay);
    await until(stay, 'issued');
    await desk.call(invoiceContract.askStanding, { encounterId: stay });
    await desk.invoice.setLine(false);
    await recall(stay, 'discharge');
    await until(stay, 'taking-back');
    const after = async () =>
      (await desk.call(encounterContract.get, { encounterId: stay })).acts.filter(({ kind }) =>
        ['discharge-reversal', 'invoice-reversal', 'credit-draw-reversal'].includes(kind),
      );
    // One of our turns later it still waits, and nothing of it left.
    await eventually(after, (acts) => acts.some(({ kind, attempts }) => kind === 'invoice-reversal' && attempts.length > 1));
    expect((await after()).find(({ kind }) => kind === 'discharge-reversal')).toMatchObject({ state: 'waiting', attempts: [] });
    await desk.invoice.setLine(true);
    const done = await eventually(after, (acts) => acts.length === 3 && acts.every(({ state }) => state === 'acknowledged'), {
      seconds: 20,
    });
    const sentAt = (kind: string) => done.find((act) => act.kind === kind)?.attempts.at(-1)?.sentAt ?? '';
    expect(sentAt('discharge-reversal') > sentAt('credit-draw-reversal')).toBe(true);
  });

  it('a red one that was refused holds the money back until a person sent it again', async () => {
    const stay = await owing();
    await pay(stay);
    await until(stay, 'issued');
    await desk.call(invoiceContract.askStanding, { encounterId: stay });
    desk.invoice.mark((await strip(desk, stay)).stayNumber, { paperTaken: true }); // between the question and the recall
    await recall(stay);
    const { words, refusedActId } = await until(stay, 'taking-back-refused');
    expect(words).toContain('已换开纸质票据');
    expect(desk.bank.referee().stays[0]?.sums.drawn).toBe('3146.90');
    desk.invoice.mark((await strip(desk, stay)).stayNumber, { paperTaken: false });
    await desk.call(worklistContract.sendAgain, { actId: refusedActId ?? 0 });
    await until(stay, 'not-settled');
  });
});
