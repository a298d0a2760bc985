import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admissionContract } from '../../../../shared/contract/admission-contract.ts';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { personContract } from '../../../../shared/contract/person-contract.ts';
import { sessionContract } from '../../../../shared/contract/session-contract.ts';
import { stayContract } from '../../../../shared/contract/stay-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import { initialsOf } from '../../../../electron/core/services/desk/name-initials.ts';
import { writeAdmissionOrder } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { putCard } from '../../../support/desk-folder.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, commitAdmission, signIn, strip } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

let desk: CoreDesk;
beforeEach(async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-13 10:45') });
  await signIn(desk);
});
afterEach(() => desk.close());

const key = () => randomUUID() as IdempotencyKey;
const identity = (encounterId: EncounterId) => desk.call(stayContract.identity, { encounterId });
const listed = async (search: string) =>
  (await desk.call(encounterContract.list, { open: true, search })).strips.map(({ patient }) => patient.name);

const unknown = () =>
  desk.call(stayContract.admitUnknown, {
    sex: 'male',
    seemsAge: 60,
    department: '急诊科',
    bed: 'E3',
    words: '昏迷待查',
    contactName: '急救中心',
    contactPhone: '120120',
    approval: { clerkId: 'S01', pin: '5678', reason: '急救车送来,身份不明' },
    key: key(),
  });

async function orderOf(story: string): Promise<string> {
  writeAdmissionOrder(path.join(desk.folder, 'his'), story);
  const { orders } = await eventually(
    () => desk.call(admissionContract.orders, {}),
    (answer) => answer.orders.length > 0,
  );
  return orders[0]?.orderNumber ?? '';
}

describe('S07: an emergency of whom nobody knows the name', () => {
  it('is admitted without centre and name, found out later, merged, merged back, and registered with its true beginning', async () => {
    await desk.centre.setLine(false);
    const { encounterId } = await unknown();
    const first = await strip(desk, encounterId);
    expect(first).toMatchObject({ door: 'green-channel', registration: 'none', patient: { sex: 'male', age: null } });
    expect(await identity(encounterId)).toMatchObject({ standing: 'to-verify', unknownPerson: true, blocked: 'unknown-person' });
    const { items } = await desk.call(worklistContract.list, {});
    expect(items.map(({ group }) => group)).toEqual(['to-verify']);

    desk.setClock(offsetTo('2023-06-13 15:22'));
    await desk.centre.setLine(true);
    const orderNumber = await orderOf('S07');
    putCard(desk.folder, '示例辛');
    const { patientId } = await eventually(
      () => desk.call(personContract.readCard, {}),
      ({ checkedAtCentre }) => checkedAtCentre,
    );
    const merge = { encounterId, patientId, orderNumber, reason: '身份证核对' };
    await desk.call(stayContract.merge, merge);
    expect((await strip(desk, encounterId)).patient.name).toBe('示例辛');
    await desk.call(stayContract.undoMerge, { encounterId, reason: '认错了人' });
    expect((await strip(desk, encounterId)).patient.name).toContain('无名氏');
    await desk.call(stayContract.merge, merge);
    const whole = await identity(encounterId);
    expect(whole.merges.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['merge', '身份证核对'],
      ['undo', '认错了人'],
      ['merge', '身份证核对'],
    ]);
    expect(whole).toMatchObject({ standing: 'verified', blocked: null });
    expect(whole.registerBy?.slice(0, 16)).toBe('2023-06-14T02:45'); // 24 hours after he came, not after his name did

    const coverageId = whole.coverages.find(({ selfPay, active }) => !selfPay && active)?.coverageId ?? '';
    await desk.call(stayContract.register, { encounterId, coverageId, key: key() });
    await eventually(
      () => strip(desk, encounterId),
      ({ registration }) => registration === 'acknowledged',
    );
    expect((await desk.centre.referee()).stays.map(({ state }) => state.admission)).toEqual(['once']);
    expect((await identity(encounterId)).mayUndoMerge).toBe(false);
    await expect(desk.call(stayContract.undoMerge, { encounterId, reason: '再撤一次' })).rejects.toMatchObject({
      code: 'merge.not-possible',
    });
  });

  it('is merged with nobody who is not verified, nor with somebody who lies here already', async () => {
    const { encounterId } = await unknown();
    const said = await desk.call(personContract.enter, {
      name: '示例辛',
      certType: 'id-card',
      certNumber: '220102196203039914',
      sex: 'male',
      birthOn: null,
      documentSeen: false,
    });
    const merge = { encounterId, orderNumber: null, reason: '家属说的' };
    await expect(desk.call(stayContract.merge, { ...merge, patientId: said.patientId })).rejects.toMatchObject({
      code: 'identity.to-verify',
    });
    const other = await admit(desk, 'S01', '示例甲', 'deposit');
    const { patient } = await strip(desk, other);
    await expect(desk.call(stayContract.merge, { ...merge, patientId: patient.patientId })).rejects.toMatchObject({
      code: 'encounter.person-in-hospital',
    });
    await expect(desk.call(stayContract.merge, { ...merge, encounterId: other, patientId: said.patientId })).rejects.toMatchObject({
      code: 'merge.not-possible',
    });
  });

  it('without a supervisor is not admitted', async () => {
    await expect(
      desk.call(stayContract.admitUnknown, {
        sex: 'unknown',
        seemsAge: null,
        department: '急诊科',
        bed: 'E4',
        words: '昏迷待查',
        contactName: '急救中心',
        contactPhone: '120120',
        approval: { clerkId: 'A01', pin: '1234', reason: '自己批准' },
        key: key(),
      }),
    ).rejects.toMatchObject({ code: 'session.not-permitted' });
  });
});

describe('a late registration', () => {
  it('of somebody who only said who he was goes out once his card was read, with all charges and no earlier', async () => {
    const orderNumber = await orderOf('S01');
    const said = { name: '示例甲', certType: 'id-card', certNumber: '210202197703159910', sex: 'male', birthOn: null } as const;
    const { patientId } = await desk.call(personContract.enter, { ...said, documentSeen: false });
    const view = await desk.call(admissionContract.open, { orderNumber, patientId, coverageId: null });
    const { encounterId } = await commitAdmission(desk, { orderNumber, patientId, view });
    expect((await identity(encounterId)).blocked).toBe('to-verify');
    await expect(
      desk.call(stayContract.register, { encounterId, coverageId: view.chosenCoverageId ?? '', key: key() }),
    ).rejects.toMatchObject({ code: 'register.blocked', details: { because: 'to-verify' } });

    putCard(desk.folder, '示例甲');
    await desk.call(personContract.readCard, {});
    const { coverages, blocked } = await identity(encounterId);
    expect(blocked).toBeNull();
    const coverageId = coverages.find(({ selfPay }) => !selfPay)?.coverageId ?? '';
    const request = { encounterId, coverageId, key: key() };
    await desk.call(stayContract.register, request);
    await desk.call(stayContract.register, request); // pressed twice
    await eventually(
      () => strip(desk, encounterId),
      ({ registration }) => registration === 'acknowledged',
    );
    expect((await desk.centre.referee()).stays.map(({ state }) => state.admission)).toEqual(['once']);
    expect((await desk.call(worklistContract.list, {})).items.filter(({ group }) => group === 'to-verify')).toEqual([]);
  });
});

describe('医保办', () => {
  it('finds, and admits nobody', async () => {
    const { encounterId } = await unknown();
    await expect(desk.call(worklistContract.finding, { encounterId, finding: 'insured', words: '自己摔伤' })).rejects.toMatchObject({
      code: 'session.not-permitted',
    });
    await desk.call(sessionContract.signIn, { clerkId: 'Y01', pin: '2468' });
    await expect(unknown()).rejects.toMatchObject({ code: 'session.not-permitted' });
    await expect(desk.call(worklistContract.finding, { encounterId, finding: 'insured', words: '自己摔伤' })).rejects.toMatchObject({
      code: 'encounter.not-found',
    });
  });
});

describe('a search', () => {
  it('finds a stay by the initials of the name, by a part of it and by the number', async () => {
    await admit(desk, 'S01', '示例甲', 'deposit');
    await eventually(
      () => listed('slj'),
      (names) => names.length === 1,
    );
    expect(await listed('sl')).toEqual(['示*甲']);
    expect(await listed('例甲')).toEqual(['示*甲']);
    expect(await listed('zy230613')).toEqual(['示*甲']);
    expect(await listed('lj')).toEqual([]);
  });
});

describe('initials of a name', () => {
  it.each([
    ['示例甲', 'SLJ'],
    ['单雄信', 'SXX'],
    ['欧阳示', 'OYS'],
    ['阿卜杜热西提·示例', 'ABDRXTSL'],
    ['Jean 示', 'JEANS'],
  ])('%s has %s', (name, initials) => {
    expect(initialsOf(name)).toContain(initials);
  });
});
