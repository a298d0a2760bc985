import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { admissionContract, type AdmissionView } from '../../../../shared/contract/admission-contract.ts';
import { personContract } from '../../../../shared/contract/person-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { IdempotencyKey, PatientId } from '../../../../shared/identity/ids.ts';
import { writeAdmissionOrder } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { personOf } from '../../../support/insured-year.ts';
import { arrives as arrivesWithCard, commitAdmission, signIn } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

type Commit = z.input<typeof admissionContract.commit.request>;

let desk: CoreDesk;
let orderNumber: string;
let patientId: PatientId;
beforeEach(async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 10:15') });
  await signIn(desk);
});
afterEach(() => desk.close());

async function arrives(change: Record<string, unknown> = {}): Promise<void> {
  ({ orderNumber, patientId } = await arrivesWithCard(desk, 'S01', '示例甲', change));
}

type Payer = z.input<typeof admissionContract.open.request>['payer'];
const open = (payer?: Payer): Promise<AdmissionView> =>
  desk.call(admissionContract.open, { orderNumber, patientId, coverageId: null, ...(payer === undefined ? {} : { payer }) });
const doorOf = ({ doors }: AdmissionView, name: string) => doors.find(({ door }) => door === name);

const admit = (view: AdmissionView, change: Partial<Commit>) => commitAdmission(desk, { orderNumber, patientId, view }, change);

/** What the bank was asked about a person; proving the line is no such thing. */
const questions = () => desk.bank.log().filter((entry) => JSON.stringify(entry).includes('query'));

describe('consent to give data to the bank', () => {
  it('is asked before the bank is: without it the bank hears nothing and the credit door is shut', async () => {
    await arrives();
    const before = await open();
    expect([before.consent, before.credit.standing, doorOf(before, 'credit')?.open]).toEqual([null, 'not-asked', false]);
    expect(before.conditions.find(({ code }) => code === 'credit.consent-missing')?.met).toBe(false);
    expect(questions()).toEqual([]);

    await desk.call(admissionContract.consent, { orderNumber, patientId, given: true, signedBy: 'self' });
    const after = await open();
    expect(after.consent).toMatchObject({ given: true, signedBy: 'self' });
    expect([after.credit.standing, doorOf(after, 'credit')?.open, after.suggestedDoor]).toEqual(['available', true, 'credit']);
  });

  it('refused leads to the other doors, for good and without asking the bank', async () => {
    await arrives();
    await desk.call(admissionContract.consent, { orderNumber, patientId, given: false, signedBy: 'self' });
    await desk.call(admissionContract.consent, { orderNumber, patientId, given: true, signedBy: 'self' }); // the first word stands
    await desk.call(admissionContract.recheck, { patientId });
    const view = await open();
    expect([view.consent?.given, view.suggestedDoor]).toEqual([false, 'deposit']);
    expect(questions()).toEqual([]);
    await admit(view, {});
  });
});

describe('who signs the consent', () => {
  const agent = { name: '示例代办', certNumber: '210203198504209920', relation: 'spouse', phone: '13800000098' } as const;

  it('is kept as it was: an agent by name, never as the patient himself', async () => {
    await arrives();
    const said = { orderNumber, patientId, given: true };
    await expect(desk.call(admissionContract.consent, { ...said, signedBy: 'agent' })).rejects.toMatchObject({
      code: 'ipc.invalid-request',
    });
    await expect(
      desk.call(admissionContract.consent, { ...said, signedBy: 'self', agent: { ...agent, kind: 'agent' } }),
    ).rejects.toMatchObject({ code: 'ipc.invalid-request' });
    await desk.call(admissionContract.consent, { ...said, signedBy: 'agent', agent: { ...agent, kind: 'agent' } });
    const view = await open();
    expect([view.consent?.signedBy, doorOf(view, 'credit')?.open]).toEqual(['agent', true]);
  });

  it('of a person who only said who he is: nothing of him reaches the bank, whatever the page asks', async () => {
    await arrives();
    const said = { name: '示例甲', certType: 'id-card', certNumber: '210202197703159910', sex: 'male', birthOn: null } as const;
    ({ patientId } = await desk.call(personContract.enter, { ...said, documentSeen: false }));
    await expect(desk.call(admissionContract.consent, { orderNumber, patientId, given: true, signedBy: 'self' })).rejects.toMatchObject({
      code: 'identity.to-verify',
    });
    expect(questions()).toEqual([]);
  });
});

describe('the green channel', () => {
  const approval = { clerkId: 'S01', pin: '5678', reason: '抢救,家属未到' };

  it('is suggested to the critically ill, and opened by a supervisor with his own PIN', async () => {
    await arrives({ condition: 'critical' });
    const view = await open();
    expect(view.suggestedDoor).toBe('green-channel');
    await expect(admit(view, { door: 'green-channel' })).rejects.toMatchObject({ code: 'door.needs-approval' });
    await expect(admit(view, { door: 'green-channel', approval: { ...approval, pin: '1111' } })).rejects.toMatchObject({
      code: 'session.wrong-pin',
    });
    await expect(admit(view, { door: 'green-channel', approval: { ...approval, clerkId: 'A01', pin: '1234' } })).rejects.toMatchObject({
      code: 'session.not-permitted',
    });
    const { strip } = await admit(view, { door: 'green-channel', approval });
    expect(strip.door).toBe('green-channel');
  });

  it('pressed twice is one act, and the PIN lies nowhere', async () => {
    await arrives();
    const view = await open();
    const key = randomUUID() as IdempotencyKey;
    const first = await admit(view, { door: 'green-channel', approval, key });
    const second = await admit(view, { door: 'green-channel', approval, key });
    expect(second.encounterId).toBe(first.encounterId);
  });
});

it('the exemption is open to whom the centre calls entitled, and to nobody else', async () => {
  await arrives();
  expect(doorOf(await open(), 'exemption')?.open).toBe(false);
  await desk.centre.savePerson({ ...personOf('示例甲'), identities: [{ code: '1', memo: '特困供养', from: '2022-01-01' }] });
  await desk.call(admissionContract.recheck, { patientId });
  const view = await open();
  expect([doorOf(view, 'exemption')?.open, view.suggestedDoor, String(doorOf(view, 'exemption')?.dueNow)]).toEqual([
    true,
    'exemption',
    '0.00',
  ]);
  const { strip } = await admit(view, { door: 'exemption' });
  expect(strip.door).toBe('exemption');
});

describe('an injury', () => {
  const broken = { diagnosis: [{ code: 'S72.001', name: '股骨颈骨折', main: true }] };
  const injury = { injured: true, otherPayer: 'none', extent: 'none', happenedAt: null, words: '在家滑倒', promised: true } as const;

  it('is asked where the diagnosis says so, and starts the filing clock', async () => {
    await arrives(broken);
    const view = await open();
    expect(view.asksInjury).toBe(true);
    await expect(admit(view, {})).rejects.toMatchObject({ code: 'injury.unanswered' });
    await expect(admit(view, { injury: { ...injury, promised: false } })).rejects.toMatchObject({ code: 'ipc.invalid-request' });
    await admit(view, { injury });
    const { items } = await desk.call(worklistContract.list, {});
    const filing = items.find(({ group }) => group === 'injury');
    expect(filing?.deadlineAt?.slice(0, 13)).toBe('2023-06-07T02'); // 48 hours later
  });

  it('that somebody else may owe is paid by the patient until the finding: no credit, nothing to the centre', async () => {
    await arrives(broken);
    const payer = { otherPayer: 'third-party', extent: 'all-lines' } as const;
    const view = await open(payer);
    expect(view.coverages.map(({ selfPay }) => selfPay)).toEqual([true]);
    expect(doorOf(view, 'credit')?.open).toBe(false);
    const { strip } = await admit(view, { injury: { ...injury, ...payer, words: '被车碰伤' } });
    expect(strip).toMatchObject({ coverageLabel: '全额自费', registration: 'none' });
    expect((await desk.centre.referee()).stays).toEqual([]);
  });

  it('answered on other facts than were shown is not taken', async () => {
    await arrives(broken);
    const view = await open(); // as if nobody else owed anything
    const payer = { otherPayer: 'third-party', extent: 'all-lines' } as const;
    await expect(admit(view, { injury: { ...injury, ...payer, words: '被车碰伤' } })).rejects.toMatchObject({ code: 'claim.quote-stale' });
  });
});

it('one person is not admitted a second time while his stay is open', async () => {
  await arrives();
  await admit(await open(), {});
  writeAdmissionOrder(path.join(desk.folder, 'his'), 'S01', { orderNo: 'ZY20230605999' });
  await eventually(
    () => desk.call(admissionContract.orders, {}),
    (answer) => answer.orders.length > 0,
  );
  orderNumber = 'ZY20230605999';
  await expect(admit(await open(), {})).rejects.toMatchObject({ code: 'encounter.person-in-hospital' });
});
