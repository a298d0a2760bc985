import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { admissionContract } from '../../../../shared/contract/admission-contract.ts';
import { creditContract } from '../../../../shared/contract/credit-contract.ts';
import { invoiceContract } from '../../../../shared/contract/invoice-contract.ts';
import { recallContract } from '../../../../shared/contract/recall-contract.ts';
import { sessionContract } from '../../../../shared/contract/session-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { writeCharges } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, finished, registered, settle, signIn, stayEnds, strip } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { newKey } from '../money/till-steps.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

const credit = (encounterId: EncounterId) => desk.call(creditContract.view, { encounterId });
const raise = (encounterId: EncounterId, amount: string, key = newKey()) => desk.call(creditContract.raise, { encounterId, amount, key });
const noApproval = (same: Record<string, unknown>) => ({
  ...same,
  outbox: { ...(same['outbox'] as object), absentAfterSeconds: 20 },
  centre: { ...(same['centre'] as object), recall: { approval: 'none' } },
});
const done = (stay: EncounterId, kind: string) =>
  eventually(
    () => credit(stay),
    ({ moves }) => moves.some((move) => move.kind === kind && move.state === 'done'),
  );
const ledger = async (stay: EncounterId) => (await credit(stay)).moves.map(({ kind, amount, state }) => `${kind} ${amount} ${state}`);
const closed = async (stay: EncounterId) => (await credit(stay)).raise.closedBecause;

/** 示例子 of S10: limit 5,000, expected to bear 3,722.50, which his lock holds. */
async function zi(): Promise<EncounterId> {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-03 09:30'), settings: noApproval });
  await signIn(desk);
  const stay = await admit(desk, 'S10', '示例子');
  await registered(desk, stay);
  return stay;
}

/** The ward's charges are more than the doctor's plan: 21,080 instead of 20,000. */
async function moreCharges(stay: EncounterId): Promise<void> {
  writeCharges(path.join(desk.folder, 'his'), 'S10');
  await eventually(
    () => strip(desk, stay),
    ({ chargesTotal }) => String(chargesTotal) === '21080.00',
  );
}

/** The day before the recall: the ward's first charges, settled and drawn. */
async function settledBefore(stay: EncounterId) {
  desk.setClock(offsetTo('2023-06-12 16:00'));
  writeCharges(path.join(desk.folder, 'his'), 'S10', { part: 1 });
  await eventually(
    () => strip(desk, stay),
    ({ chargesTotal }) => String(chargesTotal) === '20000.00',
  );
  await stayEnds(desk, stay, 'S10', { charges: false });
  await settle(desk, stay, 'online');
  return finished(desk, stay);
}

/** 2305, the red invoice, and what the bank paid back in the lock. */
async function recalled(stay: EncounterId): Promise<void> {
  await eventually(
    () => desk.call(invoiceContract.view, { encounterId: stay }),
    ({ state }) => state === 'issued',
  );
  await desk.call(invoiceContract.askStanding, { encounterId: stay });
  await desk.call(recallContract.ask, { encounterId: stay, depth: 'discharge', reason: '补记漏费', key: newKey() });
  await done(stay, 'draw-reversal');
}

describe('追加占用', () => {
  it('while the bank is away not beyond what finance lets the desk risk', async () => {
    desk = await startCoreDesk({
      clockOffsetMs: offsetTo('2023-06-03 09:30'),
      settings: (same) => ({ ...same, credit: { ...(same['credit'] as object), unconfirmedCap: '100.00' } }),
    });
    await signIn(desk);
    const stay = await admit(desk, 'S10', '示例子');
    await registered(desk, stay);
    desk.setClock(offsetTo('2023-06-12 16:00'));
    await moreCharges(stay);
    expect((await credit(stay)).raise).toMatchObject({ open: true });
    await desk.bank.setLine(false);
    await eventually(
      () => closed(stay),
      (because) => because.includes('over-unconfirmed-cap'),
      { seconds: 40 },
    );
    await expect(raise(stay, '101.00')).rejects.toMatchObject({
      code: 'credit.raise-closed',
      details: { because: 'over-unconfirmed-cap' },
    });
    await raise(stay, '100.00'); // within it
    expect((await ledger(stay)).at(-1)).toMatch(/^raise 100.00 (waiting|unknown)$/);
    await desk.bank.setLine(true);
  });

  it('S10: a centre that still counts the settlement taken back, asked at once, makes the lock no smaller', async () => {
    const stay = await zi();
    await settledBefore(stay);
    await setTimeout(2_000);
    const before = Date.now();
    await recalled(stay);
    writeCharges(path.join(desk.folder, 'his'), 'S10', { part: 2 });
    await eventually(
      () => credit(stay),
      ({ raise: { open } }) => open,
    );
    // Its queries show its books as they were a moment before the recall: one stay, the deductible borne.
    desk.centre.behave({ lateVisibilityMs: Date.now() - before + 500 });
    const { patient } = await strip(desk, stay);
    expect(await desk.call(admissionContract.recheck, { patientId: patient.patientId })).toEqual({ centreReached: true });
    expect(String((await credit(stay)).raise.suggested)).toBe('162.00');
  });

  it('S10: after a recall the higher own share is held before it is drawn: four rows, never a net one of 162', async () => {
    const stay = await zi();
    expect(String((await settledBefore(stay)).outcome?.draw)).toBe('3722.50');

    desk.setClock(offsetTo('2023-06-13 15:55'));
    await recalled(stay);
    writeCharges(path.join(desk.folder, 'his'), 'S10', { part: 2 });
    const view = await eventually(
      () => credit(stay),
      ({ raise: { open } }) => open,
    );
    expect([view.held, view.expected?.most, view.exposure?.short, view.raise.suggested].map(String)).toEqual([
      '3722.50',
      '3884.50',
      '162.00',
      '162.00',
    ]);
    await raise(stay, '162.00');
    await done(stay, 'raise');
    expect(await closed(stay)).toContain('enough');

    await settle(desk, stay, 'online');
    const { outcome } = await finished(desk, stay);
    expect([outcome?.locked, outcome?.draw, outcome?.release, outcome?.due].map(String)).toEqual(['3884.50', '3884.50', '0.00', '0.00']);
    expect(await ledger(stay)).toEqual([
      'lock 3722.50 done',
      'draw 3722.50 done',
      'draw-reversal 3722.50 done',
      'raise 162.00 done',
      'draw 3884.50 done',
    ]);
    const { stayNumber } = await strip(desk, stay);
    expect(desk.bank.referee(stayNumber).stays[0]).toMatchObject({
      draws: { live: 1 },
      sums: { drawn: '3884.50', open: '0.00' },
      doubled: false,
    });
  });

  it('is for the expected 自付 only, inside the free limit, one at a time; a repeat of the key orders nothing (D-10, D-11)', async () => {
    const stay = await zi();
    expect(await closed(stay)).toEqual(['enough']);
    await moreCharges(stay);
    expect(await closed(stay)).toEqual([]);
    await expect(raise(stay, '162.01')).rejects.toMatchObject({ code: 'credit.raise-closed', details: { because: 'above-own-share' } });
    await expect(raise(stay, '0.00')).rejects.toMatchObject({ details: { because: 'amount-not-positive' } });
    const key = newKey();
    await raise(stay, '100.00', key);
    await raise(stay, '100.00', key);
    await expect(raise(stay, '62.00', key)).rejects.toMatchObject({ code: 'request.key-reused' });
    await done(stay, 'raise');
    const { strip: shown, exposure, standing } = await credit(stay);
    expect([shown.creditLocked, exposure?.short].map(String)).toEqual(['3822.50', '62.00']);
    expect(String(standing?.limit)).toBe('5000.00');
    expect(await ledger(stay)).toEqual(['lock 3722.50 done', 'raise 100.00 done']);
  });

  it('that the bank refuses leaves the lock as it is, without a reason, and holds nothing up', async () => {
    const stay = await zi();
    await moreCharges(stay);
    desk.bank.arm({ operation: 'raise', kind: 'refusal', text: 'a reason that nobody may see' });
    await raise(stay, '162.00');
    const view = await eventually(
      () => credit(stay),
      ({ moves }) => moves.some(({ state }) => state === 'refused'),
    );
    expect(JSON.stringify(view)).not.toContain('a reason');
    expect(String(view.held)).toBe('3722.50');
    desk.setClock(offsetTo('2023-06-12 16:00'));
    await stayEnds(desk, stay, 'S10', { charges: false });
    await settle(desk, stay, 'online');
    const { outcome } = await finished(desk, stay);
    expect([outcome?.draw, outcome?.due].map(String)).toEqual(['3722.50', '162.00']); // what no lock holds is his own bill (D-11)
  });

  it('whose answer was lost is found out and never ordered twice', async () => {
    const stay = await zi();
    await moreCharges(stay);
    desk.setClock(offsetTo('2023-06-12 16:00'));
    await stayEnds(desk, stay, 'S10', { charges: false });
    desk.bank.arm({ operation: 'raise', kind: 'lost-answer' });
    await raise(stay, '162.00');
    await done(stay, 'raise'); // found out, never sent twice
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    const { stayNumber } = await strip(desk, stay);
    expect(desk.bank.referee(stayNumber).stays[0]).toMatchObject({ sums: { locked: '3884.50', drawn: '3884.50', open: '0.00' } });
    expect(await closed(stay)).toContain('settled');
    await expect(raise(stay, '1.00')).rejects.toMatchObject({ code: 'credit.raise-closed' });
  });

  it('that the bank confirms only after the settlement goes back to the limit: one settlement, one draw', async () => {
    const stay = await zi();
    await moreCharges(stay);
    desk.setClock(offsetTo('2023-06-12 16:00'));
    await stayEnds(desk, stay, 'S10', { charges: false });
    const items = async () => (await desk.call(worklistContract.list, {})).items.filter(({ group }) => group === 'credit');
    expect(await items()).toMatchObject([{ matter: 'credit-short', encounterId: stay }]);
    await desk.bank.setLine(false);
    await eventually(
      () => credit(stay),
      ({ bankUp }) => !bankUp,
    );
    await raise(stay, '162.00');
    expect(String((await desk.call(creditContract.list, {})).risk.unconfirmed)).toBe('162.00');
    await settle(desk, stay, 'online');
    await eventually(
      () => strip(desk, stay),
      ({ state }) => state === 'settled',
    );
    await desk.bank.setLine(true);
    await done(stay, 'release');
    expect(await ledger(stay)).toEqual(['lock 3722.50 done', 'raise 162.00 done', 'draw 3722.50 done', 'release 162.00 done']);
  });
});

describe('改按普通预交金办理', () => {
  it('releases the whole lock, says why, and the deposit table asks from then on', async () => {
    const stay = await zi();
    await desk.call(creditContract.leave, { encounterId: stay, reason: '本人要求', key: newKey() });
    const view = await done(stay, 'release');
    expect([view.strip.door, String(view.held)]).toEqual(['deposit', '0.00']);
    expect(view.doorChanges).toMatchObject([{ from: 'credit', to: 'deposit', reason: '本人要求', clerk: '收费员甲' }]);
    expect(view.leave.closedBecause).toContain('not-on-credit');
    const { stayNumber } = await strip(desk, stay);
    expect(desk.bank.referee(stayNumber).stays[0]).toMatchObject({ sums: { locked: '3722.50', released: '3722.50', open: '0.00' } });
  });

  it('after the bank refused the lock: nothing of it goes out any more', async () => {
    desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-03 09:30') });
    await signIn(desk);
    desk.bank.arm({ operation: 'lock', kind: 'refusal', text: 'a reason that nobody may see' });
    const stay = await admit(desk, 'S10', '示例子');
    const view = await eventually(
      () => credit(stay),
      ({ moves }) => moves.some(({ state }) => state === 'refused'),
    );
    expect(view.raise.closedBecause).toContain('no-lock');
    expect(JSON.stringify(view)).not.toContain('a reason');
    const items = async () => (await desk.call(worklistContract.list, {})).items.map(({ matter }) => matter);
    expect(await items()).toContain('credit-refused');
    await desk.call(creditContract.leave, { encounterId: stay, reason: '按普通预交金办理', key: newKey() });
    expect(await items()).not.toContain('credit-refused');
    expect((await credit(stay)).strip).toMatchObject({ door: 'deposit', creditState: 'none' });
  });
});

it('the bank pays a day later: what agrees to the fen makes the receivable zero, once; a reversal goes the other way', async () => {
  const stay = await zi();
  await settledBefore(stay);
  const fetch = (day: string) => desk.call(creditContract.fetchClearing, { day });
  await expect(fetch('2023-06-12')).rejects.toMatchObject({ code: 'session.not-permitted' });
  await desk.call(sessionContract.signIn, { clerkId: 'S01', pin: '5678' });
  await expect(fetch('2023-06-12')).rejects.toMatchObject({ code: 'clearing.not-there' });
  expect(String((await desk.call(creditContract.list, {})).receivable)).toBe('3722.50');

  desk.setClock(offsetTo('2023-06-13 09:00'));
  const cleared = await fetch('2023-06-12');
  expect(cleared.lines).toMatchObject([{ kind: 'draw', standing: 'paid', encounterId: stay }]);
  expect([cleared.here, cleared.there, cleared.cleared].map(String)).toEqual(['3722.50', '3722.50', '3722.50']);
  await fetch('2023-06-12');
  expect(String((await credit(stay)).uncleared)).toBe('0.00');

  await recalled(stay);
  expect(String((await credit(stay)).uncleared)).toBe('-3722.50'); // the bank was paid back by the lock, we owe it
  desk.setClock(offsetTo('2023-06-14 09:00'));
  const back = await fetch('2023-06-13');
  expect([back.here, back.cleared].map(String)).toEqual(['-3722.50', '-3722.50']);
  expect(String((await credit(stay)).uncleared)).toBe('0.00');
});
