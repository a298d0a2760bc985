import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admissionContract, type AdmissionView } from '../../../../shared/contract/admission-contract.ts';
import { personContract } from '../../../../shared/contract/person-contract.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import type { PatientId } from '../../../../shared/identity/ids.ts';
import { writeAdmissionOrder } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { putCard } from '../../../support/desk-folder.ts';
import { eventually } from '../../../support/eventually.ts';
import { signIn } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

// Rules of group D at the desk: one real core, a real stand-in of the bank, one patient seen under many circumstances.

const TODAY = '2023-06-05 10:15';
const ACCOUNT = {
  personNo: '210200000000001',
  certNo: '210202197703159910',
  name: '示例甲',
  state: 'opened',
  openedAt: '2021-05-01T02:00:00.000Z',
  agreementSigned: true,
  limit: '10000.00',
};
const COSTLY = { orderNo: 'ZY20230605099', plan: { total: '60000.00', selfPaid: '0.00', firstShare: '0.00' } };

let desk: CoreDesk;
let patientId: PatientId;
let [orderNumber, costlyOrder] = ['', ''];

beforeAll(async () => {
  const settings = (same: Record<string, unknown>) => ({ ...same, credit: { unconfirmedCap: '1000.00' } });
  desk = await startCoreDesk({ clockOffsetMs: offsetTo(TODAY), settings });
  await signIn(desk);
  writeAdmissionOrder(path.join(desk.folder, 'his'), 'S01');
  writeAdmissionOrder(path.join(desk.folder, 'his'), 'S01', COSTLY);
  const { orders } = await eventually(
    () => desk.call(admissionContract.orders, {}),
    (answer) => answer.orders.filter(({ patientName }) => patientName === maskName('示例甲')).length === 2,
  );
  costlyOrder = COSTLY.orderNo;
  orderNumber = orders.find((order) => order.orderNumber !== costlyOrder)?.orderNumber ?? '';
  putCard(desk.folder, '示例甲');
  ({ patientId } = await desk.call(personContract.readCard, {}));
  for (const number of [orderNumber, costlyOrder])
    await desk.call(admissionContract.consent, { orderNumber: number, patientId, given: true, signedBy: 'self' });
});
afterAll(() => desk.close());

interface Circumstances {
  readonly at?: string;
  readonly bank?: Partial<typeof ACCOUNT>;
  readonly order?: string;
}

/** What the clerk sees of him on a day, with an account of the bank that is so. */
async function seen({ at = TODAY, bank = {}, order = orderNumber }: Circumstances = {}): Promise<AdmissionView> {
  desk.setClock(offsetTo(at));
  desk.bank.savePerson({ ...ACCOUNT, ...bank });
  await desk.call(admissionContract.recheck, { patientId });
  return desk.call(admissionContract.open, { orderNumber: order, patientId, coverageId: null });
}

const credit = ({ doors }: AdmissionView) => doors.find(({ door }) => door === 'credit');
const condition = ({ conditions }: AdmissionView, rule: string) => conditions.find((each) => each.rule === rule);

describe('the credit door at the desk', () => {
  it('D-01 D-16: opens for in-patients on the first day of the service, not a day before', async () => {
    const before = await seen({ at: '2022-04-30 10:00' });
    expect([condition(before, 'D-16')?.met, credit(before)?.open]).toEqual([false, false]);
    const first = await seen({ at: '2022-05-01 10:00' });
    expect([condition(first, 'D-01')?.met, condition(first, 'D-16')?.met]).toEqual([true, true]);
    expect(first.conditions.filter(({ met }) => !met)).toEqual([]);
  });

  it('D-03: opened after the admission is the ordinary deposit', async () => {
    const late = await seen({ bank: { openedAt: '2023-06-05T02:16:00.000Z' } });
    expect(condition(late, 'D-03')).toMatchObject({ met: false, code: 'credit.opened-after-admission' });
    expect([credit(late)?.open, late.suggestedDoor]).toEqual([false, 'deposit']);
  });

  it('D-04: without the signed agreement the door stays shut', async () => {
    const unsigned = await seen({ bank: { agreementSigned: false } });
    expect([condition(unsigned, 'D-04')?.met, credit(unsigned)?.open]).toEqual([false, false]);
  });

  it('D-05 D-06 D-10: with the doctor’s order nothing is asked now, and the lock is the expected 自付', async () => {
    const view = await seen();
    expect([condition(view, 'D-05')?.met, credit(view)?.open, String(credit(view)?.dueNow)]).toEqual([true, true, '0.00']);
    expect(String(credit(view)?.lock)).toBe(String(view.expected?.inScopeOwnShare.most));
  });

  it.each([
    ['4999.99', false],
    ['5000.00', true],
    ['20000.00', true],
    ['20000.01', false],
  ])('D-07: a limit of %s is inside the range of the product: %s', async (limit, met) => {
    expect(condition(await seen({ bank: { limit } }), 'D-07')?.met).toBe(met);
  });

  it.each([
    ['999.99', false],
    ['1000.00', true],
    ['8000.00', true],
    ['8000.01', false],
  ])('D-08: before May 2022 the product of 2021 held: a limit of %s is inside it: %s', async (limit, met) => {
    expect(condition(await seen({ at: '2022-04-30 10:00', bank: { limit } }), 'D-08')?.met).toBe(met);
  });

  it('D-11: what is expected beyond the limit is asked as a deposit, the lock takes the whole limit', async () => {
    const view = await seen({ order: costlyOrder, bank: { limit: '5000.00' } });
    const most = view.expected?.inScopeOwnShare.most;
    expect([credit(view)?.open, String(credit(view)?.lock)]).toEqual([true, '5000.00']);
    expect(String(credit(view)?.dueNow)).toBe(String(most?.minus(credit(view)?.lock ?? most)));
  });

  it('D-09 D-12: the hospital is one of the nine, and the agreement lets it settle by itself', async () => {
    const view = await seen();
    expect(condition(view, 'D-09')).toMatchObject({ met: true, code: 'credit.hospital-listed' });
    expect(condition(view, 'D-12')).toMatchObject({ met: true, code: 'credit.hospital-may-settle' });
  });

  it.each(['work-injury', 'third-party', 'public-health'] as const)('D-15: whose stay %s pays has no credit', async (otherPayer) => {
    await seen();
    const payer = { otherPayer, extent: 'all-lines' as const };
    const view = await desk.call(admissionContract.open, { orderNumber, patientId, coverageId: null, payer });
    expect(credit(view)?.open).toBe(false);
  });

  it('D-15: the bank says no and nobody learns why', async () => {
    const view = await seen({ bank: { state: 'not-eligible' } });
    expect([view.credit.standing, credit(view)?.open, view.suggestedDoor]).toEqual(['not-eligible', false, 'deposit']);
    expect(view.conditions.find(({ code }) => code === 'credit.bank-declined')).toMatchObject({ met: false, facts: {} });
  });

  it('while the bank is away no more than finance’s cap stands unconfirmed: beyond it the deposit', async () => {
    expect(credit(await seen())?.open).toBe(true);
    await desk.bank.setLine(false);
    const away = await eventually(
      () => desk.call(admissionContract.open, { orderNumber, patientId, coverageId: null }),
      (view) => credit(view)?.open === false,
    );
    expect(away.suggestedDoor).toBe('deposit');
    expect(away.conditions.find(({ code }) => code === 'credit.over-unconfirmed-cap')).toMatchObject({
      met: false,
      facts: { cap: '1000.00', unconfirmed: '0.00' },
    });
    await desk.bank.setLine(true);
  });
});
