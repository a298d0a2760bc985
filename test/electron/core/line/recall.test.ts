import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { recallContract } from '../../../../shared/contract/recall-contract.ts';
import { sessionContract } from '../../../../shared/contract/session-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import { BankCaller } from '../../../bank/caller.ts';
import { Caller } from '../../../centre/caller/caller.ts';
import { StoryStay } from '../../../centre/caller/story-stay.ts';
import { writeAdmissionOrder, writeBatch } from '../../../his/writer.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, finished, registered, settle, stayEnds, strip } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { admitted, deskOfS01, quick } from './play-stay.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

const key = () => randomUUID() as IdempotencyKey;
const NO_APPROVAL = quick({ recall: { approval: 'none' } });
const ask = (stay: EncounterId, depth: 'settlement' | 'discharge' | 'admission') =>
  desk.call(recallContract.ask, { encounterId: stay, depth, reason: '费用有误', key: key() });
const acts = async (stay: EncounterId) => (await desk.call(encounterContract.get, { encounterId: stay })).acts;
const allDone = (stay: EncounterId) =>
  eventually(
    () => acts(stay),
    (all) => all.every(({ state }) => state === 'acknowledged' || state === 'withdrawn'),
    { seconds: 40 },
  );
const states = async (stayNumber?: string) => (await desk.centre.referee(stayNumber)).stays[0]?.state;

async function inHospital(settings = NO_APPROVAL): Promise<EncounterId> {
  desk = await deskOfS01({ settings });
  const stay = await admit(desk, 'S01', '示例甲', 'deposit');
  await registered(desk, stay);
  return stay;
}

async function settledByDeposit(settings = NO_APPROVAL): Promise<EncounterId> {
  const stay = await inHospital(settings);
  desk.setClock(offsetTo('2023-06-13 08:35'));
  await stayEnds(desk, stay, 'S01');
  await settle(desk, stay, 'online');
  await finished(desk, stay);
  return stay;
}

describe('a recall', () => {
  it('takes the settlement back, and the stay is settled anew', async () => {
    const stay = await settledByDeposit();
    await ask(stay, 'settlement');
    await allDone(stay);
    expect(await states()).toEqual({ admission: 'once', lines: 'once', discharge: 'once', settlement: 'absent' });
    expect(await strip(desk, stay)).toMatchObject({ state: 'ward-discharged', final: false });

    await settle(desk, stay, 'online');
    await finished(desk, stay);
    expect(await states()).toEqual({ admission: 'once', lines: 'once', discharge: 'once', settlement: 'once' });
    expect((await acts(stay)).filter(({ kind }) => kind === 'discharge')).toHaveLength(1); // told once
  });

  it('down to the admission leaves nothing there, in reverse order, whatever answers are lost', async () => {
    const stay = await settledByDeposit();
    for (const infno of ['2305', '2405', '2302', '2404']) desk.centre.arm({ infno, kind: 'lost-answer' });
    await ask(stay, 'admission');
    await allDone(stay);
    const undone = (await acts(stay)).filter(({ kind }) => kind.endsWith('-reversal')).map(({ kind }) => kind);
    expect(undone).toEqual(['settlement-reversal', 'discharge-reversal', 'charges-reversal', 'admission-reversal']);
    expect(await states()).toEqual({ admission: 'absent', lines: 'absent', discharge: 'absent', settlement: 'absent' });
    expect(await strip(desk, stay)).toMatchObject({ state: 'cancelled', registration: 'reversed' });
  });

  it('waits for a second person, who is not the one who asked', async () => {
    const stay = await settledByDeposit(quick());
    await ask(stay, 'settlement');
    const item = (await desk.call(worklistContract.list, {})).items.find(({ group }) => group === 'recall-to-approve');
    expect(item).toMatchObject({ encounterId: stay, words: '费用有误' });
    const decide = (approved: boolean) => desk.call(recallContract.decide, { recallId: item?.recallId ?? 0, approved });
    await expect(decide(true)).rejects.toMatchObject({ kind: 'permission' });
    await expect(ask(stay, 'settlement')).rejects.toMatchObject({ details: { state: 'recall-open' } });
    await desk.call(sessionContract.signIn, { clerkId: 'S01', pin: '5678' });
    await decide(true);
    await allDone(stay);
    expect((await states())?.settlement).toBe('absent');
    await expect(decide(true)).rejects.toMatchObject({ code: 'encounter.wrong-state' });
  });

  it('takes the yes of both offices where the hospital wants both, each once, in any order; a no ends it', async () => {
    const stay = await settledByDeposit(quick({ recall: { approval: 'both' } }));
    const recall = () => desk.call(recallContract.view, { encounterId: stay });
    const as = (clerkId: string, pin: string) => desk.call(sessionContract.signIn, { clerkId, pin });
    await ask(stay, 'settlement');
    expect(await recall()).toMatchObject({
      offices: ['supervisor', 'insurance-officer'],
      mayDecide: null,
      mayNotDecideBecause: 'other-office',
    });
    const recallId = (await recall()).recalls[0]?.recallId ?? 0;
    const decide = (approved: boolean) => desk.call(recallContract.decide, { recallId, approved });
    await as('Y01', '2468');
    expect((await recall()).mayDecide).toBe('insurance-officer');
    await decide(true);
    expect(await recall()).toMatchObject({ mayDecide: null, mayNotDecideBecause: 'agreed' });
    expect((await recall()).recalls[0]).toMatchObject({ agreed: ['insurance-officer'], approved: null });
    await expect(decide(true)).rejects.toMatchObject({ kind: 'permission' });
    expect((await states())?.settlement).toBe('once'); // nothing was sent on one yes
    await as('S01', '5678');
    await decide(true);
    await allDone(stay);
    expect((await states())?.settlement).toBe('absent');
  });

  it('that one office declines is over, and may be asked for anew', async () => {
    const stay = await settledByDeposit(quick({ recall: { approval: 'both' } }));
    await ask(stay, 'settlement');
    await desk.call(sessionContract.signIn, { clerkId: 'S01', pin: '5678' });
    const recallId = (await desk.call(recallContract.view, { encounterId: stay })).recalls[0]?.recallId ?? 0;
    await desk.call(recallContract.decide, { recallId, approved: false });
    const after = await desk.call(recallContract.view, { encounterId: stay });
    expect(after.recalls[0]?.approved).toBe(false);
    expect(after.choices[0]?.open).toBe(true);
    expect((await strip(desk, stay)).state).toBe('settled');
  });

  it('is closed over the limits of the bureau', async () => {
    const stay = await settledByDeposit();
    desk.setClock(offsetTo('2023-07-01 09:00'));
    const { choices } = await desk.call(recallContract.view, { encounterId: stay });
    expect(choices.map(({ closedBecause }) => closedBecause)).toEqual([['over-month'], ['over-month'], ['over-month']]);
    await expect(ask(stay, 'settlement')).rejects.toMatchObject({ details: { state: 'over-month' } });
    expect((await states())?.settlement).toBe('once');
  });

  it('that the centre refuses is given up: the settlement stands, and nothing blocks the stay', async () => {
    const stay = await settledByDeposit();
    desk.centre.arm({ infno: '2305', kind: 'refusal', text: '已清算,不能撤销' });
    await ask(stay, 'discharge');
    await eventually(
      () => acts(stay),
      (all) => all.some(({ state }) => state === 'rejected'),
    );
    expect(await states()).toMatchObject({ discharge: 'once', settlement: 'once' }); // what comes after waits
    await desk.call(recallContract.giveUp, { encounterId: stay });
    expect((await desk.call(recallContract.view, { encounterId: stay })).choices[0]).toMatchObject({ open: true });
    expect(await strip(desk, stay)).toMatchObject({ state: 'settled', final: true });
  });
});

describe('what comes from outside', () => {
  it('an order that changes while he is in hospital is told to the centre (2403)', async () => {
    const stay = await inHospital();
    writeAdmissionOrder(path.join(desk.folder, 'his'), 'S01', { bed: '19床' });
    await eventually(
      () => acts(stay),
      (all) => all.some(({ kind, state }) => kind === 'admission-change' && state === 'acknowledged'),
    );
    expect((await strip(desk, stay)).bed).toBe('19床');
  });

  it('a settlement from the phone is taken over, and ours is never sent', async () => {
    const stay = await inHospital();
    await ended(stay);
    const settlementNumber = await phoneSettles();
    writeBatch(path.join(desk.folder, 'his'), 'event', [
      { kind: 'settled-elsewhere', orderNo: 'ZY20230605001', settlementNumber, by: 'phone' },
    ]);
    const { outcome } = await finished(desk, stay);
    expect(outcome?.settlementNumber).toBe(settlementNumber);
    expect((await states())?.settlement).toBe('once');
    expect((await strip(desk, stay)).state).toBe('settled');
    const sent = (await desk.centre.log()).filter((row) => (row as { infno: string }).infno === '2304');
    expect(sent).toHaveLength(1); // the phone's
  });

  it.each([
    ['answered', 'the same amount', 'acknowledged'],
    ['unknown', 'where the bank cannot be asked for it and refuses a second one', 'rejected'],
  ] as const)('a draw from the phone is taken over, never made again (%s: %s)', async (lockQuestion, _what, drawState) => {
    desk = await deskOfS01();
    const stay = await admitted(desk);
    await ended(stay);
    desk.bank.behave({ lockQuestion, secondDrawForSettlement: 'refused' });
    const settlementNumber = await phoneSettles();
    const caller = new BankCaller(desk.bank.url);
    caller.nowMs = () => Date.now() + offsetTo('2023-06-13 08:35');
    const lockNumber = desk.bank.referee().stays[0]?.locks.numbers[0] ?? '';
    const drawn = await caller.post('draw', { requestKey: 'from-the-phone', lockNumber, amount: '3146.90', settlementNumber });
    expect(drawn.body).toMatchObject({ result: 'done' });
    writeBatch(path.join(desk.folder, 'his'), 'event', [
      { kind: 'settled-elsewhere', orderNo: 'ZY20230605001', settlementNumber, by: 'phone' },
    ]);
    await eventually(
      () => acts(stay),
      (all) => all.some(({ kind, state }) => kind === 'credit-draw' && state === drawState),
    );
    expect(desk.bank.referee().stays[0]).toMatchObject({ draws: { recorded: 1 }, sums: { drawn: '3146.90' }, doubled: false });
    if (drawState === 'rejected') return; // a person looks
    await finished(desk, stay);
    expect(desk.bank.referee().stays[0]?.sums).toMatchObject({ drawn: '3146.90', released: '53.10', open: '0.00' });
  });

  it('a settlement from the phone that nobody told is found when ours is refused for it', async () => {
    const stay = await inHospital(quick());
    desk.centre.behave({ lookupWithoutSettlementNumber: 'allowed', lateVisibilityMs: 0 });
    await ended(stay);
    const settlementNumber = await phoneSettles();
    await settle(desk, stay, 'online');
    const { outcome } = await finished(desk, stay);
    expect(outcome?.settlementNumber).toBe(settlementNumber);
    expect((await states())?.settlement).toBe('once');
  });
});

/** All charges are at the centre, and the ward let him go. */
async function ended(stay: EncounterId): Promise<void> {
  desk.setClock(offsetTo('2023-06-13 08:35'));
  await stayEnds(desk, stay, 'S01');
  await eventually(
    () => acts(stay),
    (all) => all.some(({ kind }) => kind === 'charges') && all.every(({ state }) => state === 'acknowledged'),
    { seconds: 20 },
  );
}

/** Discharges and settles as the patient's phone would: through the centre's business port, with messages that are not the desk's. */
async function phoneSettles(): Promise<string> {
  const caller = new Caller(desk.centre.url);
  caller.nowMs = () => Date.now() + offsetTo('2023-06-13 08:35');
  const phone = new StoryStay(caller, 'S01');
  const admission = (await desk.centre.log()).find((row) => (row as { effect: string | null }).effect === 'admission') as {
    effectId: string;
  };
  phone.mdtrtId = admission.effectId;
  desk.centre.behave({ dischargeFirst: false });
  const { setl_id } = (await phone.settle()).output['setlinfo'] as Record<string, string>;
  desk.centre.behave({ dischargeFirst: true });
  return String(setl_id);
}
