import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admissionContract } from '../../../../shared/contract/admission-contract.ts';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { personContract } from '../../../../shared/contract/person-contract.ts';
import type { IdempotencyKey } from '../../../../shared/identity/ids.ts';
import { writeAdmissionOrder, writeCharges } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { putCard } from '../../../support/desk-folder.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, commitAdmission, registered, signIn } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { openDatabase } from '../../../../electron/core/db/database.ts';
import { stayCodeFor } from '../../../../electron/core/db/repositories/identity-repository.ts';

const JIA = { name: '示例甲', certType: 'id-card', certNumber: '210202197703159910', sex: 'male', birthOn: '1977-03-15' } as const;
const voucher = (certNumber: string, until = '20230605235959') => `EC.${certNumber}.${until}`;

let desk: CoreDesk;
beforeEach(async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 10:15') });
  await signIn(desk);
});
afterEach(() => desk.close());

const scan = (text: string) => desk.call(personContract.scan, { text });
/** What the centre was asked or told of this kind; proving the line is no such thing. */
const heard = async (...transactions: string[]) =>
  (await desk.centre.log()).filter((entry) => transactions.includes((entry as { infno: string }).infno));

async function orderOfS01(): Promise<string> {
  writeAdmissionOrder(path.join(desk.folder, 'his'), 'S01');
  const { orders } = await eventually(
    () => desk.call(admissionContract.orders, {}),
    (answer) => answer.orders.length > 0,
  );
  return orders[0]?.orderNumber ?? '';
}

describe('a 医保电子凭证', () => {
  it('is decoded, and its token finds the person with his coverages and his order', async () => {
    const orderNumber = await orderOfS01();
    const scanned = await scan(voucher(JIA.certNumber));
    expect(scanned).toMatchObject({
      kind: 'person',
      person: { name: '示例甲', by: 'e-code', verified: true, checkedAtCentre: true, orderNumbers: [orderNumber] },
    });
    const patientId = scanned.kind === 'person' ? scanned.person.patientId : undefined;
    const view = await desk.call(admissionContract.open, { orderNumber, patientId: patientId ?? '', coverageId: null });
    expect(view.identity).toMatchObject({ by: 'e-code', verified: true });
    expect(view.coverages.map(({ schemeName }) => schemeName)).toEqual(['310 职工基本医疗保险', '全额自费']);
  });

  it('that has expired is refused in the centre’s own words, and nobody is found', async () => {
    await expect(scan(voucher(JIA.certNumber, '20230605101000'))).rejects.toMatchObject({
      kind: 'rejected',
      code: 'voucher.refused',
      details: { words: expect.stringContaining('已过期') as string },
    });
  });

  it('cannot be decoded while the centre is away', async () => {
    await desk.centre.setLine(false);
    await expect(scan(voucher(JIA.certNumber))).rejects.toMatchObject({ code: 'centre.unreachable' });
  });

  it.each(['6901234567892', 'https://example.invalid/x', '81000000000000000001'])(
    'is not what a box or a web page carries: %s',
    async (text) => {
      await expect(scan(text)).rejects.toMatchObject({ code: 'scan.unknown' });
    },
  );
});

describe('the code on a slip', () => {
  it('opens its stay, by the random code and by the stay number', async () => {
    const stay = await admit(desk, 'S01', '示例甲');
    const { strip } = await desk.call(encounterContract.get, { encounterId: stay });
    const db = openDatabase(path.join(desk.folder, 'desk.sqlite'));
    const code = stayCodeFor(db, stay) ?? '';
    db.close();
    expect(code).not.toContain(strip.stayNumber.slice(-6));
    expect(await scan(code)).toEqual({ kind: 'stay', encounterId: stay });
    expect(await scan(strip.stayNumber.toLowerCase())).toEqual({ kind: 'stay', encounterId: stay });
  });

  it('of nobody says so', async () => {
    await expect(scan('ZY23060503999')).rejects.toMatchObject({ code: 'scan.stay-unknown' });
  });
});

describe('a person typed in', () => {
  it('with the document in the clerk’s hand is asked for at the centre like everybody', async () => {
    const found = await desk.call(personContract.enter, { ...JIA, documentSeen: true });
    expect(found).toMatchObject({ by: 'document', verified: true, checkedAtCentre: true });
  });

  it('with a wrong check character never reaches the desk', async () => {
    await expect(desk.call(personContract.enter, { ...JIA, certNumber: '210202197703159911', documentSeen: true })).rejects.toMatchObject({
      code: 'ipc.invalid-request',
    });
  });

  it('under a number that has another name here is refused', async () => {
    await desk.call(personContract.enter, { ...JIA, documentSeen: true });
    await expect(desk.call(personContract.enter, { ...JIA, name: '示例乙', documentSeen: true })).rejects.toMatchObject({
      code: 'person.differs',
    });
  });

  it('on his own word is admitted 待核验: centre and bank hear nothing of him, not even later', async () => {
    const orderNumber = await orderOfS01();
    const found = await desk.call(personContract.enter, { ...JIA, documentSeen: false });
    expect(found).toMatchObject({ by: 'self-declared', verified: false, checkedAtCentre: false });
    const view = await desk.call(admissionContract.open, { orderNumber, patientId: found.patientId, coverageId: null });
    expect(view.coverages.map(({ schemeName }) => schemeName)).toEqual(['全额自费']);
    expect(view.doors.find(({ door }) => door === 'credit')?.open).toBe(false);
    const { encounterId, strip } = await commitAdmission(desk, { orderNumber, patientId: found.patientId, view });
    expect(strip).toMatchObject({ registration: 'none', coverageLabel: '全额自费' });
    await desk.call(admissionContract.recheck, { patientId: found.patientId });
    writeCharges(path.join(desk.folder, 'his'), 'S01');
    await eventually(
      () => desk.call(encounterContract.get, { encounterId }),
      (answer) => answer.strip.chargeCount > 0,
    );
    expect((await desk.call(encounterContract.get, { encounterId })).acts).toEqual([]);
    expect(await heard('1101', '2001', '5303', '5206', '2401', '2301')).toEqual([]);
    expect((await desk.centre.referee()).stays).toEqual([]);
    expect(desk.bank.referee().stays).toEqual([]);
  });
});

describe('somebody who acts for the patient', () => {
  it('is named, or the admission is not taken', async () => {
    const orderNumber = await orderOfS01();
    putCard(desk.folder, '示例甲');
    const { patientId } = await desk.call(personContract.readCard, {});
    const view = await desk.call(admissionContract.open, { orderNumber, patientId, coverageId: null });
    const request = {
      orderNumber,
      patientId,
      coverageId: view.chosenCoverageId ?? '',
      door: 'deposit' as const,
      contactName: '示例家属',
      contactPhone: '13800000099',
      identityCheck: 'agent' as const,
      quoteHash: view.quoteHash,
    };
    await expect(desk.call(admissionContract.commit, { ...request, key: randomUUID() as IdempotencyKey })).rejects.toMatchObject({
      code: 'agent.missing',
    });
    const agent = {
      kind: 'guardian',
      name: '示例家属',
      certNumber: '210203198504209920',
      relation: 'spouse',
      phone: '13800000098',
    } as const;
    const { encounterId } = await desk.call(admissionContract.commit, { ...request, agent, key: randomUUID() as IdempotencyKey });
    await registered(desk, encounterId);
  });
});

describe('a slow centre', () => {
  it('keeps nobody from the patient’s page, and answers all questions side by side', async () => {
    const orderNumber = await orderOfS01();
    putCard(desk.folder, '示例甲');
    for (const transaction of ['1101', '2001', '5301', '5206']) desk.centre.arm({ infno: transaction, kind: 'late-answer', ms: 400 });
    const begun = performance.now();
    const { patientId, orderNumbers } = await desk.call(personContract.readCard, { ask: 'later' });
    expect(performance.now() - begun).toBeLessThan(400);
    expect(orderNumbers).toEqual([orderNumber]);
    const asked = performance.now();
    expect(await desk.call(admissionContract.recheck, { patientId })).toEqual({ centreReached: true });
    // 1101 before the others, which go together: two delays, not four.
    expect(performance.now() - asked).toBeLessThan(1_200);
    expect((await desk.call(admissionContract.open, { orderNumber, patientId, coverageId: null })).eligibility.standing).toBe('eligible');
  });
});
