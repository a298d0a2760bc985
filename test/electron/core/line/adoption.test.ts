import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { reconciliationContract } from '../../../../shared/contract/reconciliation-contract.ts';
import { sessionContract } from '../../../../shared/contract/session-contract.ts';
import { settlementContract } from '../../../../shared/contract/settlement-contract.ts';
import { visitContract } from '../../../../shared/contract/visit-contract.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import { Caller } from '../../../centre/caller/caller.ts';
import { StoryStay } from '../../../centre/caller/story-stay.ts';
import { VisitCaller } from '../../../centre/caller/visit-caller.ts';
import { USUAL_LINES } from '../../../his/visits.ts';
import { writeBatch } from '../../../his/writer.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, finished, registered, stayEnds, strip } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { askInvoice, collect, openVisit, pay, preSettle, startClinic, until, view } from '../outpatient/visit-steps.ts';
import { deskOfS01, quick } from './play-stay.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

const key = () => randomUUID() as IdempotencyKey;
const acts = async (stay: EncounterId) => (await desk.call(encounterContract.get, { encounterId: stay })).acts;
const told = async (stay: EncounterId) => (await acts(stay)).map(({ kind, state }) => `${kind} ${state}`);
const log = async () => (await desk.centre.log()) as { infno: string; effect: string | null; effectId: string; outcome: string }[];
const tell = (orderNo: string, settlementNumber: string) =>
  writeBatch(path.join(desk.folder, 'his'), `event-${settlementNumber}`, [
    { kind: 'settled-elsewhere', orderNo, settlementNumber, by: 'phone' },
  ]);

describe('a stay that was settled from the phone', () => {
  const ORDER = 'ZY20230605001';

  async function left(settings = quick()): Promise<EncounterId> {
    desk = await deskOfS01({ settings });
    const stay = await admit(desk, 'S01', '示例甲', 'deposit');
    await registered(desk, stay);
    return stay;
  }

  /** Uploads what is not there, and settles with messages that are not the desk's. */
  async function phoneSettles(): Promise<string> {
    const caller = new Caller(desk.centre.url);
    caller.nowMs = () => Date.now() + offsetTo('2023-06-13 08:35');
    const phone = new StoryStay(caller, 'S01');
    phone.mdtrtId = (await log()).find(({ effect }) => effect === 'admission')?.effectId ?? '';
    await phone.upload();
    desk.centre.behave({ dischargeFirst: false, lateVisibilityMs: 0 });
    const { setl_id } = (await phone.settle()).output['setlinfo'] as Record<string, string>;
    return String(setl_id);
  }

  it('is taken over by its number where nobody told the hospital: by who may, with the reason kept, once', async () => {
    const stay = await left();
    desk.setClock(offsetTo('2023-06-13 08:35'));
    await stayEnds(desk, stay, 'S01');
    const settlementNumber = await phoneSettles();
    const request = { encounterId: stay, settlementNumber, reason: '病人出示手机结算单', key: key() };
    await expect(desk.call(settlementContract.adopt, request)).rejects.toMatchObject({ code: 'session.not-permitted' });
    await desk.call(sessionContract.signIn, { clerkId: 'S01', pin: '5678' });
    await desk.call(settlementContract.adopt, request);
    await desk.call(settlementContract.adopt, request);
    const { outcome } = await finished(desk, stay);
    expect(outcome?.settlementNumber).toBe(settlementNumber);
    expect((await told(stay)).filter((act) => act.startsWith('settlement-adoption'))).toEqual(['settlement-adoption acknowledged']);
    expect((await log()).filter(({ infno }) => infno === '2304')).toHaveLength(1);
    await expect(desk.call(settlementContract.adopt, { ...request, key: key() })).rejects.toMatchObject({
      code: 'encounter.wrong-state',
      details: { state: 'settled' },
    });
  });

  it('is taken over although an upload of ours was refused before, and no line is sent to it any more', async () => {
    const stay = await left();
    desk.centre.arm({ infno: '2301', kind: 'refusal', text: '项目编码不在目录中' });
    desk.setClock(offsetTo('2023-06-13 08:35'));
    await stayEnds(desk, stay, 'S01');
    await eventually(
      () => told(stay),
      (all) => all.includes('charges rejected'),
    );
    const number = await phoneSettles();
    const uploads = (await log()).filter(({ infno }) => infno === '2301').length;
    tell(ORDER, number);
    const { outcome } = await finished(desk, stay);
    expect(outcome?.settlementNumber).toBe(number);
    expect((await log()).filter(({ infno }) => infno === '2301')).toHaveLength(uploads);
    // No clerk committed it: it stands beside the shifts, so that they add up to the day.
    const compared = await desk.call(reconciliationContract.compare, { day: '2023-06-13' as never });
    expect(compared).toMatchObject({ own: { count: 1 }, withoutShift: { count: 1 }, differences: [] });
    expect(compared.shifts.flatMap(({ days }) => days)).toEqual([]);
    expect((await told(stay)).filter((act) => !act.endsWith('withdrawn'))).toEqual([
      'admission acknowledged',
      'settlement-adoption acknowledged',
    ]);
  });

  it('is discharged there after it, where the place wants it so', async () => {
    const stay = await left(quick({ dischargeBeforeSettlement: false }));
    desk.setClock(offsetTo('2023-06-13 08:35'));
    await stayEnds(desk, stay, 'S01');
    await eventually(
      () => told(stay),
      (all) => all.includes('charges acknowledged') && !all.some((act) => act.endsWith('waiting')),
    );
    tell(ORDER, await phoneSettles());
    await eventually(
      () => told(stay),
      (all) => all.includes('discharge acknowledged'),
    );
    expect((await told(stay)).slice(-2)).toEqual(['settlement-adoption acknowledged', 'discharge acknowledged']);
    expect((await strip(desk, stay)).state).toBe('settled');
    expect((await desk.centre.referee()).stays[0]?.state).toMatchObject({ discharge: 'once', settlement: 'once' });
  });
});

describe('a visit', () => {
  const ORDER = 'MZ25061001';
  const persons = JSON.parse(readFileSync(new URL('../../../centre/persons.json', import.meta.url), 'utf8')) as Record<string, unknown>[];

  /** Its patient's phone: with a batch of its own, and messages that are not the desk's. */
  async function phone(): Promise<VisitCaller> {
    const caller = new Caller(desk.centre.url);
    caller.nowMs = () => Date.now() + offsetTo('2025-06-10 10:00');
    const found = new VisitCaller(caller, persons.find(({ name }) => name === '示例未') ?? {});
    found.mdtrtId = (await log()).find(({ infno, effectId }) => infno === '2201' && effectId !== '')?.effectId ?? '';
    found.batch = 'PHONE';
    return found;
  }

  const lines = (from: number) =>
    USUAL_LINES.map(({ code, price, amount, quantity = '1.0000' }, index) => ({ no: String(from + index), code, price, amount, quantity }));

  it('that was settled from the phone is taken over, owed and refunded like one of ours', async () => {
    desk = await startClinic({ settings: quick() });
    const visit = await openVisit(desk, '示例未');
    await preSettle(desk, visit);
    desk.centre.behave({ lateVisibilityMs: 0 });
    const other = await phone();
    await other.removeLines();
    await other.upload(lines(8_001));
    const reply = await other.settle();
    expect(reply.errMsg).toBe('');
    tell(ORDER, other.setlId);
    const settled = await until(desk, visit, 'settled');
    expect(settled.outcome).toMatchObject({ settlementNumber: other.setlId });
    expect((await told(visit)).at(-1)).toBe('settlement-adoption acknowledged');
    await collect(desk, visit);
    await askInvoice(desk, visit);
    await desk.call(visitContract.refund, { encounterId: visit, reason: '全部不做了', key: key() });
    await until(desk, visit, 'open');
    expect((await desk.centre.referee(ORDER)).stays[0]?.settlements).toMatchObject({ live: 0 });
  });

  it('that stands there twice has its double taken back (2601 of a 2207), and goes on', async () => {
    desk = await startClinic({ settings: quick() });
    const visit = await openVisit(desk, '示例未');
    await preSettle(desk, visit);
    await pay(desk, visit);
    await until(desk, visit, 'settled');
    desk.centre.behave({ secondSettlement: 'accepted', lateVisibilityMs: 0 });
    const other = await phone();
    await other.upload(lines(8_101));
    expect((await other.settle()).errMsg).toBe('');
    const day = '2025-06-10' as never;
    const { differences } = await desk.call(reconciliationContract.compare, { day });
    expect(differences).toMatchObject([{ cause: 'duplicate-there', encounterId: visit }]);
    const request = { differenceId: differences[0]?.differenceId ?? 0, action: 'reverse', note: '', key: key() } as const;
    await desk.call(reconciliationContract.handle, request);
    await eventually(
      () => told(visit),
      (all) => all.at(-1) === 'message-reversal acknowledged',
    );
    expect((await view(desk, visit)).stage).toBe('settled');
    expect((await desk.call(reconciliationContract.compare, { day })).differences).toEqual([]);
  });
});
