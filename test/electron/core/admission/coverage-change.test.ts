import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { admissionContract } from '../../../../shared/contract/admission-contract.ts';
import { changeContract } from '../../../../shared/contract/change-contract.ts';
import { creditContract } from '../../../../shared/contract/credit-contract.ts';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId, IdempotencyKey, PatientId } from '../../../../shared/identity/ids.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { personOf } from '../../../support/insured-year.ts';
import { openShift, take } from '../money/till-steps.ts';
import { arrives as arrivesWithCard, commitAdmission, registered, signIn, strip } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

const EMPLOYEE = { insutype: '310', psnType: '11', status: '1', insuredFrom: '2005-01-01', suspendedFrom: '', civilServant: '0' } as const;
const REST = { balance: '0.00', employer: '', filedFrom: null } as const;
/** Insured here, here as a resident too, and in another province. */
const HERE = { ...EMPLOYEE, ...REST, admdvs: '210200' };
const RESIDENT = { ...EMPLOYEE, ...REST, insutype: '390', psnType: '15', admdvs: '210200' };
const AWAY = { ...EMPLOYEE, ...REST, admdvs: '220100' };

let desk: CoreDesk;
let orderNumber: string;
let patientId: PatientId;
beforeEach(async () => {
  desk = await startCoreDesk({
    clockOffsetMs: offsetTo('2023-06-05 10:15'),
    settings: (same) => ({ ...same, credit: { ...(same['credit'] as object), unconfirmedCap: '100000.00' } }),
  });
  await insuredAs([HERE, RESIDENT, AWAY]);
  await signIn(desk);
});
afterEach(() => desk.close());

const insuredAs = (insurances: readonly object[]) => desk.centre.savePerson({ ...personOf('示例甲'), insurances } as never);

async function arrives(change: Record<string, unknown> = {}): Promise<void> {
  ({ orderNumber, patientId } = await arrivesWithCard(desk, 'S01', '示例甲', change));
}

const open = (coverageId: string | null = null) => desk.call(admissionContract.open, { orderNumber, patientId, coverageId });

/** On credit, with the consent signed; `bank` says whether the bank hears of the lock. */
async function onCredit(bank: 'there' | 'away'): Promise<EncounterId> {
  await desk.call(admissionContract.consent, { orderNumber, patientId, given: true, signedBy: 'self' });
  const view = await open();
  if (bank === 'away') await desk.bank.setLine(false);
  const { encounterId } = await commitAdmission(desk, { orderNumber, patientId, view }, { door: 'credit' });
  return encounterId;
}

async function changeTo(encounterId: EncounterId, scheme: string, place: string): Promise<void> {
  const { coverages } = await desk.call(changeContract.view, { encounterId });
  const coverageId = coverages.find(
    ({ schemeName, insuredPlaceName }) => schemeName.includes(scheme) && insuredPlaceName.includes(place),
  )?.coverageId;
  const approval = { clerkId: 'S01', pin: '5678', reason: '险种选错' };
  await desk.call(changeContract.changeCoverage, {
    encounterId,
    coverageId: coverageId ?? '',
    approval,
    key: randomUUID() as IdempotencyKey,
  });
}

const moves = async (encounterId: EncounterId) =>
  (await desk.call(creditContract.view, { encounterId })).moves.map(({ kind, state }) => `${kind} ${state}`);
const leftCredit = async () => (await desk.call(worklistContract.list, {})).items.filter(({ matter }) => matter === 'credit-left');

it('a lock that the bank has not heard of yet goes on under another coverage of this place', async () => {
  await arrives();
  const stay = await onCredit('away');
  await changeTo(stay, '居民', '大连');
  expect(await moves(stay)).toEqual(['lock waiting']);
  expect((await strip(desk, stay)).door).toBe('credit');
  await desk.bank.setLine(true);
  await eventually(
    () => moves(stay),
    (seen) => seen.join() === 'lock done',
    { seconds: 30 },
  );
});

it('a coverage of another province takes no credit: the lock goes back, a deposit is asked, and somebody is told', async () => {
  await arrives();
  const stay = await onCredit('there');
  await eventually(
    () => moves(stay),
    (seen) => seen.join() === 'lock done',
  );
  await registered(desk, stay);
  await changeTo(stay, '职工', '220100'); // Changchun: no pack names it
  expect((await strip(desk, stay)).door).toBe('deposit');
  await eventually(
    () => moves(stay),
    (seen) => seen.join() === 'lock done,release done',
    { seconds: 30 },
  );
  expect(await leftCredit()).toMatchObject([{ encounterId: stay, group: 'credit', patientName: '示*甲' }]);
  await openShift(desk);
  await take(desk, { encounterId: stay, amount: '1000.00', reason: '示例' });
  expect(await leftCredit()).toEqual([]);
});

it('what the centre does not list any more is not in force, and nobody is admitted on it', async () => {
  await arrives();
  const before = await open();
  const lost = before.coverages.find(
    ({ schemeName, insuredPlaceName }) => schemeName.includes('职工') && insuredPlaceName.includes('大连'),
  );
  expect([lost?.active, before.chosenCoverageId]).toEqual([true, lost?.coverageId]);
  await insuredAs([RESIDENT, AWAY]);
  await desk.call(admissionContract.recheck, { patientId });
  const after = await open();
  const active = after.coverages.filter(({ active: inForce }) => inForce).map(({ schemeName }) => schemeName);
  expect(after.coverages.find(({ coverageId }) => coverageId === lost?.coverageId)).toMatchObject({ active: false, statusName: '未参保' });
  expect(active).toHaveLength(3); // two others, and 全额自费
  const view = await open(lost?.coverageId ?? null);
  const coverageId = lost?.coverageId ?? '';
  await expect(commitAdmission(desk, { orderNumber, patientId, view }, { coverageId })).rejects.toMatchObject({
    code: 'coverage.not-active',
  });
});

it('D-11: what the limit does not cover is still asked for after the admission, until it is held', async () => {
  await insuredAs([HERE]);
  await arrives({ plan: { total: '200000.00', selfPaid: '0.00', firstShare: '15000.00' } });
  await desk.call(admissionContract.consent, { orderNumber, patientId, given: true, signedBy: 'self' });
  const asked = (await open()).doors.find(({ door }) => door === 'credit')?.dueNow;
  expect(asked?.isZero()).toBe(false);
  const stay = await onCredit('there');
  const due = async () => String((await desk.call(encounterContract.get, { encounterId: stay })).depositDue);
  expect(await due()).toBe(String(asked));
  await openShift(desk);
  await take(desk, { encounterId: stay, amount: String(asked), reason: '超出额度' });
  expect(await due()).toBe('0.00');
});
