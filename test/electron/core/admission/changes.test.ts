import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admissionContract } from '../../../../shared/contract/admission-contract.ts';
import { changeContract } from '../../../../shared/contract/change-contract.ts';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { stayContract } from '../../../../shared/contract/stay-contract.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import { writeAdmissionOrder, writeCharges } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, registered, signIn, strip } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

let desk: CoreDesk;
beforeEach(async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 09:45') });
  await signIn(desk);
});
afterEach(() => desk.close());

const key = () => randomUUID() as IdempotencyKey;
const approval = (reason: string) => ({ clerkId: 'S01', pin: '5678', reason });
const view = (encounterId: EncounterId) => desk.call(changeContract.view, { encounterId });
const acts = async (encounterId: EncounterId) =>
  (await desk.call(encounterContract.get, { encounterId })).acts.map(({ kind, state }) => `${kind} ${state}`);
const done = (encounterId: EncounterId) =>
  eventually(
    () => acts(encounterId),
    (all) => all.every((act) => /acknowledged|withdrawn/.test(act)),
    { seconds: 30 },
  );

describe('登记变更', () => {
  it('to another department is 转科: kept with its reason, told to the centre once, whoever said it', async () => {
    const stay = await admit(desk, 'S01', '示例甲', 'deposit');
    await registered(desk, stay);
    const { details } = await view(stay);
    const moved = { ...details, department: { code: 'D220', name: '心内科' }, ward: '心内科二病区', bed: '7' };
    const request = { encounterId: stay, details: moved, reason: '病情变化转科', key: key() };
    await desk.call(changeContract.change, request);
    await desk.call(changeContract.change, request); // pressed twice
    expect(await done(stay)).toEqual(['admission acknowledged', 'admission-change acknowledged']);
    expect(await strip(desk, stay)).toMatchObject({ department: '心内科', bed: '7' });
    const { history } = await view(stay);
    expect(history).toMatchObject([{ clerk: '收费员甲', reason: '病情变化转科', transfer: true }]);
    expect(history[0]?.fields.map(({ field }) => field)).toEqual(['department', 'ward', 'bed']);

    writeAdmissionOrder(path.join(desk.folder, 'his'), 'S01', { bed: '9', dept: moved.department, ward: moved.ward });
    await eventually(
      () => view(stay),
      (changes) => changes.history.length === 2,
    );
    expect((await view(stay)).history[0]).toMatchObject({ clerk: null, transfer: false, fields: [{ before: '7', after: '9' }] });
    await expect(desk.call(changeContract.change, { ...request, key: key(), details: (await view(stay)).details })).rejects.toMatchObject({
      code: 'change.nothing',
    });
  });

  it('of a stay that pays itself stays here: the centre does not know it', async () => {
    const stay = await admit(desk, 'S01', '示例甲', 'deposit');
    await registered(desk, stay);
    const coverages = (await view(stay)).coverages.filter(({ selfPay }) => selfPay);
    await desk.call(changeContract.changeCoverage, {
      encounterId: stay,
      coverageId: coverages[0]?.coverageId ?? '',
      approval: approval('本人要求自费'),
      key: key(),
    });
    await done(stay);
    const { details } = await view(stay);
    await desk.call(changeContract.change, { encounterId: stay, details: { ...details, bed: '3' }, reason: '换床', key: key() });
    expect((await acts(stay)).filter((act) => act.startsWith('admission-change'))).toEqual([]);
  });
});

describe('无费退院', () => {
  it('takes the admission back at the centre, gives the lock back and lets the order wait again', async () => {
    const stay = await admit(desk, 'S01', '示例甲');
    await registered(desk, stay);
    await expect(
      desk.call(changeContract.cancel, { encounterId: stay, approval: { clerkId: 'A01', pin: '1234', reason: '自己批' }, key: key() }),
    ).rejects.toMatchObject({ code: 'session.not-permitted' });
    await desk.call(changeContract.cancel, { encounterId: stay, approval: approval('未住院'), key: key() });
    await eventually(
      () => strip(desk, stay),
      ({ state, creditState }) => state === 'cancelled' && creditState === 'released',
      { seconds: 30 },
    );
    expect((await desk.centre.referee()).stays.map(({ state }) => state.admission)).toEqual(['absent']);
    expect((await strip(desk, stay)).registration).toBe('reversed');
    expect((await desk.call(admissionContract.orders, {})).orders).toHaveLength(1);
    const again = await admit(desk, 'S01', '示例甲');
    await registered(desk, again);
    expect((await desk.centre.referee()).stays.map(({ state }) => state.admission).toSorted()).toEqual(['absent', 'once']);
  });

  it('of an admission that never left is told to nobody', async () => {
    const first = await admit(desk, 'S01', '示例甲', 'deposit');
    await registered(desk, first);
    await desk.call(changeContract.cancel, { encounterId: first, approval: approval('未住院'), key: key() });
    await done(first);
    await desk.centre.setLine(false);
    const second = await admit(desk, 'S01', '示例甲', 'deposit');
    await desk.call(changeContract.cancel, { encounterId: second, approval: approval('未住院'), key: key() });
    expect(await acts(second)).toEqual(['admission withdrawn']);
    expect((await strip(desk, second)).state).toBe('cancelled');
    expect((await desk.call(admissionContract.orders, {})).orders).toHaveLength(1);
    await desk.centre.setLine(true);
  });

  it('is refused where care cost something, with what to do', async () => {
    const stay = await admit(desk, 'S01', '示例甲', 'deposit');
    await registered(desk, stay);
    desk.setClock(offsetTo('2023-06-13 08:00'));
    writeCharges(path.join(desk.folder, 'his'), 'S01', { part: 1 });
    await eventually(
      () => strip(desk, stay),
      ({ chargeCount }) => chargeCount > 0,
    );
    expect((await view(stay)).cancelBlocked).toContain('charges');
    await expect(desk.call(changeContract.cancel, { encounterId: stay, approval: approval('未住院'), key: key() })).rejects.toMatchObject({
      code: 'cancel.blocked',
      details: { because: 'charges' },
    });
  });
});

describe('费别变更', () => {
  it('to self-pay and back to the insurance: taken back with its lines, then told anew with all of them', async () => {
    const stay = await admit(desk, 'S01', '示例甲');
    await registered(desk, stay);
    desk.setClock(offsetTo('2023-06-05 18:00'));
    writeCharges(path.join(desk.folder, 'his'), 'S01', { part: 1 });
    await eventually(
      () => desk.centre.referee(),
      ({ stays }) => stays[0]?.state.lines === 'once',
    );
    await done(stay);
    const lines = (await desk.centre.referee()).stays[0]?.lines.live;
    const insured = (await desk.call(stayContract.identity, { encounterId: stay })).coverageId;
    const selfPay = (await view(stay)).coverages.find((one) => one.selfPay)?.coverageId ?? '';
    await desk.call(changeContract.changeCoverage, { encounterId: stay, coverageId: selfPay, approval: approval('自费'), key: key() });
    await eventually(
      () => strip(desk, stay),
      ({ registration, creditLocked, door }) => registration === 'reversed' && creditLocked.isZero() && door === 'deposit',
      { seconds: 30 },
    );
    expect((await desk.centre.referee()).stays.map(({ state }) => [state.admission, state.lines])).toEqual([['absent', 'absent']]);
    expect((await strip(desk, stay)).state).toBe('in-hospital');

    await desk.call(stayContract.register, { encounterId: stay, coverageId: insured, key: key() });
    await done(stay);
    const [there] = (await desk.centre.referee()).stays;
    expect([there?.state.admission, there?.lines.live, there?.lines.duplicate]).toEqual(['once', lines, 0]);
  });
});
